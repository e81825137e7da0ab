import { describe, expect, it } from 'vitest';
import { folders, inbox } from '../../functions/src/contract/folders.ts';
import { newTimedId } from '../../functions/src/contract/ids.ts';
import { LIMITS, STORY_HOURS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import { picture } from '../http/multipart.ts';
import { del, expectProblem, friends, get, idsOf, newPerson, post, useApi } from '../support/api.ts';
import { postPicture, storyForm } from './post.ts';

useApi();

const HOUR_MS = 60 * 60 * 1000;

describe('POST /stories', () => {
  it('shows a picture to connections for 24 hours', async () => {
    const [alice, bob] = await friends();
    const posted = await post('/stories', storyForm({ caption: '  Morning Coffee ', alt: 'A cup' }), alice);
    expect(posted.status).toBe(201);
    expect(posted.body).toMatchObject({
      user: alice.username,
      author: { id: alice.id, username: alice.username },
      caption: 'Morning Coffee',
      view_count: 0,
      media: { kind: 'image', state: 'ready', type: 'image/webp', alt: 'A cup', duration: null },
    });
    const { created_at, expires_at } = posted.body;
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(STORY_HOURS * HOUR_MS);
    expect(Math.abs(Date.now() - Date.parse(created_at))).toBeLessThan(60_000);
    expect(posted.body).not.toHaveProperty('shards');
    const feed = await get('/stories', bob);
    expect(feed.body).toMatchObject([
      { id: posted.body.id, user: alice.username, caption: 'Morning Coffee', seen: false },
    ]);
    expect(feed.body[0].media.urls).toEqual(
      expect.objectContaining({ 320: expect.any(String), 1280: expect.any(String) }),
    );
    const file = await fetch(feed.body[0].media.urls['1280']);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(file.headers.get('cache-control')).not.toContain('public');
    expect(Date.parse(feed.body[0].media.urls_expire_at)).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
  });

  it('takes what the SDK has uploaded, and removes it from the inbox', async () => {
    const [alice, bob] = await friends();
    const path = inbox(alice.id, 'story', 3);
    const bytes = await picture(1600, 900).jpeg().toBuffer();
    await bucket().file(path).save(bytes, { resumable: false, contentType: 'image/jpeg' });
    const posted = await post('/stories', { path, caption: 'By path' }, alice);
    expect(posted.body).toMatchObject({ caption: 'By path', media: { width: 1280, height: 720, alt: '' } });
    expect((await bucket().file(path).exists())[0]).toBe(false);
    expect(idsOf(await get('/stories', bob))).toEqual([posted.body.id]);
    expectProblem(await post('/stories', { path }, alice), 400, 'invalid_request');
    expectProblem(await post('/stories', { path }, bob), 400, 'invalid_request');
  });

  it('goes without a caption', async () => {
    const [alice, bob] = await friends();
    await postPicture(alice);
    expect((await get('/stories', bob)).body[0].caption).toBe('');
  });

  it('lets nobody set what isn’t theirs to set', async () => {
    const alice = await newPerson();
    for (const field of ['expires_at', 'created_at', 'user', 'view_count', 'id']) {
      const form = storyForm();
      form.append(field, '2030-01-01T00:00:00.000Z');
      const refused = await post('/stories', form, alice);
      expectProblem(refused, 400, 'invalid_request');
      expect(refused.body.errors[0].field).toBe(field);
    }
    expect((await get('/stories/my_stories', alice)).body).toEqual([]);
  });

  it.each<[string, () => FormData, number, string]>([
    ['without a file', () => without(storyForm({ caption: 'Nothing' })), 400, 'content_file'],
    ['with an empty one', () => withFile(''), 400, 'content_file'],
    ['with a text', () => withFile('just words, however they are called'), 415, 'content_file'],
    ['with a caption that is too long', () => storyForm({ caption: 'x'.repeat(LIMITS.caption + 1) }), 400, 'caption'],
    ['with a description that is too long', () => storyForm({ alt: 'x'.repeat(LIMITS.alt + 1) }), 400, 'alt'],
  ])('refuses a story %s, and keeps nothing of it', async (_, form, status, field) => {
    const alice = await newPerson();
    const reply = await post('/stories', form(), alice);
    expect(reply.status, JSON.stringify(reply.body)).toBe(status);
    expect(reply.body.errors[0].field).toBe(field);
    expect(await filesIn(folders.stories(alice.id))).toEqual([]);
  });

  it('takes the longest caption there may be, with its lines', async () => {
    const alice = await newPerson();
    const caption = `${'ä'.repeat(LIMITS.caption - 2)}\nz`;
    const { body } = await post('/stories', storyForm({ caption }), alice);
    expect(body.caption).toBe(caption);
  });

  it('keeps so many at a time, and no file of one more', async () => {
    const alice = await newPerson();
    const first = await postPicture(alice);
    const document = (await db().doc(paths.story(first)).get()).data();
    for (let i = 1; i < LIMITS.stories; i++) {
      const id = newTimedId(Date.now());
      await db()
        .doc(paths.story(id))
        .set({ ...document, id });
    }
    const files = (await filesIn(folders.stories(alice.id))).length;
    expectProblem(await post('/stories', storyForm(), alice), 409, 'conflict', /at most 30 stories/);
    expect((await filesIn(folders.stories(alice.id))).length).toBe(files);
    expect((await del(`/stories/${first}`, alice)).status).toBe(204);
    await postPicture(alice);
  });

  it('says how a file is sent to who writes it into JSON', async () => {
    const alice = await newPerson();
    const reply = await post('/stories', { caption: 'Morning Coffee', content_file: '(binary)' }, alice);
    expectProblem(reply, 400, 'invalid_request', /multipart\/form-data/);
    expect(reply.body.errors.map(({ field }: { field: string }) => field)).toEqual(['content_file']);
  });

  it('with an Idempotency-Key posts once', async () => {
    const alice = await newPerson();
    const key = { 'Idempotency-Key': 'a-story' };
    const form = storyForm();
    const bytes = new Request('http://x', { method: 'POST', body: form });
    const [body, type] = [new Uint8Array(await bytes.arrayBuffer()), bytes.headers.get('content-type') ?? ''];
    const one = await post('/stories', body, alice, { ...key, 'Content-Type': type });
    const two = await post('/stories', body, alice, { ...key, 'Content-Type': type });
    expect([one.status, two.status, two.body.id]).toEqual([201, 201, one.body.id]);
    expect((await get('/stories/my_stories', alice)).body).toHaveLength(1);
    // An answer whose story has been taken back isn't given again, and nothing is posted anew.
    await del(`/stories/${one.body.id}`, alice);
    expectProblem(await post('/stories', body, alice, { ...key, 'Content-Type': type }), 409, 'answer_lost');
    expect((await get('/stories/my_stories', alice)).body).toEqual([]);
  });
});

function without(form: FormData): FormData {
  form.delete('content_file');
  return form;
}
function withFile(text: string): FormData {
  const form = new FormData();
  form.append('content_file', new Blob([text], { type: 'image/png' }), 'story.png');
  return form;
}
