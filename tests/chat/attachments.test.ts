import { describe, expect, it } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { folders, inbox } from '../../functions/src/contract/folders.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { savedAs } from '../../functions/src/contract/saved-as.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { runJob } from '../../functions/src/runtime/job.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import { MULTIPART, multipart } from '../http/multipart.ts';
import { pdf } from '../http/papers.ts';
import { del, expectProblem, friends, get, newPerson, type Person, post, send, useApi } from '../support/api.ts';
import { useTime } from '../support/time.ts';
import { deliver } from '../support/triggers.ts';
import { SIZE, video } from '../videos/videos.ts';
import { attach, conversation, pictureForm, race, say, seen } from './talk.ts';

useApi();
const at = useTime();

const filesOf = async (who: Person): Promise<string[]> =>
  (await filesIn(folders.attachments(who.id))).map(({ path }) => path.split('/').slice(4).join('/')).sort();

async function place(who: Person, data: Uint8Array, slot = 0): Promise<string> {
  const path = inbox(who.id, 'attachment', slot);
  await bucket().file(path).save(Buffer.from(data), { resumable: false, contentType: 'application/octet-stream' });
  return path;
}

describe('a picture', () => {
  it('goes with a message, and opens for both by addresses that end', async () => {
    const [a, b] = await friends();
    const { status, body } = await attach(a, b, { content: 'Look', alt: 'Brown', file_name: 'coffee.png' });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.attachment).toMatchObject({
      ...{ kind: 'image', state: 'ready', width: 16, height: 9, alt: 'Brown', name: 'coffee.png' },
      urls: { 320: expect.any(String), 1280: expect.any(String) },
    });
    expect(body.attachment.bytes).toBeGreaterThan(50);
    const [received] = (await get(`/chat?user_id=${a.id}`, b)).body;
    const picture = await fetch(received.attachment.urls[320]);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect((await get('/chat/conversations', b)).body[0].last_message).toEqual(received);
    // What both may listen to has paths, which open nothing.
    const stored = (
      await db()
        .doc(paths.message(pairId(a.id, b.id), body.id))
        .get()
    ).data();
    expect(JSON.stringify(stored)).not.toContain('http');
    const anew = await get(`/chat/messages/${body.id}/attachment`, b);
    expect([anew.body, anew.cost]).toEqual([received.attachment, { reads: 1, writes: 0, deletes: 0, trips: 1 }]);
  });

  it('opens for nobody else', async () => {
    const [a, b] = await friends();
    const [{ id }, plain] = [(await attach(a, b)).body, await say(a, b)];
    expectProblem(await get(`/chat/messages/${id}/attachment`, await newPerson()), 404, 'not_found');
    expectProblem(await get(`/chat/messages/${id}/attachment`), 401, 'not_authenticated');
    expectProblem(await get(`/chat/messages/${plain.id}/attachment`, a), 404, 'not_found');
    const [path = ''] = (await filesIn(folders.attachments(a.id))).map(({ path }) => path);
    const bare = `http://${process.env.FIREBASE_STORAGE_EMULATOR_HOST}/${bucket().name}/${path}`;
    expect((await fetch(bare)).status).toBe(403);
  });

  it('goes with its message, with all that is left of it', async () => {
    const [a, b] = await friends();
    const { id } = (await attach(a, b, { content: 'Look' })).body;
    expect(await filesOf(a)).toEqual(['1280.webp', '320.webp']);
    await del(`/chat/messages/${id}`, a);
    expect(await filesOf(a)).toEqual([]);
    expect((await seen(b, a)).last_message).toMatchObject({ content: '', attachment: null });
    expectProblem(await get(`/chat/messages/${id}/attachment`, a), 404, 'not_found');
  });

  it('leaves nothing where the message isn’t sent', async () => {
    const [a, b] = await friends();
    await post(`/users/${a.id}/block`, undefined, b);
    expectProblem(await attach(a, b), 404, 'not_found');
    expect(await filesOf(a)).toEqual([]);
  });

  it('sent again under its client_id is one message with its files', async () => {
    const [a, b] = await friends();
    const first = await attach(a, b, { client_id: 'one' });
    expect((await attach(a, b, { client_id: 'one' })).body.id).toBe(first.body.id);
    const form = () => race('post', '/chat', a, pictureForm(b, { client_id: 'two' }));
    const replies = await Promise.all([form(), form(), form()]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(await filesOf(a)).toEqual(['1280.webp', '1280.webp', '320.webp', '320.webp']);
    expectProblem(
      await post('/chat', { receiver: b.id, content: 'x', client_id: 'one' }, a),
      422,
      'idempotency_key_reused',
    );
  });

  it('from the inbox is taken once, and known by its client_id after that', async () => {
    const [a, b] = await friends();
    const data = new Uint8Array(await (await fetch((await attach(a, b)).body.attachment.urls[320])).arrayBuffer());
    const path = await place(a, data);
    const body = { receiver: b.id, path, client_id: 'sdk' };
    const first = await post('/chat', body, a);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect((await post('/chat', body, a)).body.id).toBe(first.body.id);
    expectProblem(await post('/chat', { ...body, client_id: 'other' }, a), 400, 'invalid_request', /No file/);
    const foreign = { receiver: b.id, path: inbox(b.id, 'attachment', 0) };
    expectProblem(await post('/chat', foreign, a), 400, 'invalid_request', /Name a file/);
  });
});

it('files count among uploads, and words don’t', async () => {
  const [a, b] = await friends();
  const { value } = params.uploadsPer30Minutes;
  params.uploadsPer30Minutes.value = () => 1;
  try {
    expect((await attach(a, b)).status).toBe(201);
    expectProblem(await attach(a, b), 429, 'rate_limited');
    const path = inbox(a.id, 'attachment', 0);
    expectProblem(await post('/chat', { receiver: b.id, path }, a), 429, 'rate_limited');
    for (let i = 0; i < 3; i++) await say(a, b);
  } finally {
    params.uploadsPer30Minutes.value = value;
  }
});

describe('a multipart body', () => {
  it.each<[string, [name: string, data: string][], number]>([
    ['with text alone is a message', [['content', 'Hi']], 201],
    [
      'with content twice is refused',
      [
        ['content', 'Hi'],
        ['content', 'Ho'],
      ],
      400,
    ],
    ['with nothing is refused', [], 400],
    [
      'with 16,000 bytes of text is a message',
      [
        ['content', 'x'.repeat(4000)],
        ['alt', 'x'.repeat(1000)],
      ],
      201,
    ],
    [
      'with an unknown text is refused',
      [
        ['content', 'Hi'],
        ['path', 'x'],
      ],
      400,
    ],
  ])('%s', async (_, texts, status) => {
    const [a, b] = await friends();
    const parts = [['receiver', b.id], ...texts].map(([name = '', data = '']) => ({ name, data }));
    const reply = await send('post', '/chat', {
      as: a,
      body: multipart(...parts),
      headers: { 'Content-Type': MULTIPART },
    });
    expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  });

  it('of another type is refused', async () => {
    const [a, b] = await friends();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const reply = await send('post', '/chat', { as: a, body: `receiver=${b.id}&content=Hi`, headers });
    expectProblem(reply, 415, 'unsupported_media_type');
  });
});

describe('a document', () => {
  it('is kept byte by byte, and offered for saving', async () => {
    const [a, b] = await friends();
    const data = pdf();
    const form = new FormData();
    form.append('attachment', new Blob([new Uint8Array(Buffer.from(data))]), 'evil.html');
    for (const [name, text] of Object.entries({ receiver: b.id, file_name: 'Contract.pdf' })) form.append(name, text);
    const { status, body } = await post('/chat', form, a);
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.attachment).toMatchObject({
      ...{ kind: 'document', state: 'ready', type: 'application/pdf', name: 'Contract.pdf', width: null },
    });
    const file = await fetch(body.attachment.urls.document);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(data))).toBe(true);
    const [path = ''] = (await filesIn(folders.attachments(a.id))).map(({ path }) => path);
    expect((await bucket().file(path).getMetadata())[0]).toMatchObject({
      contentDisposition: savedAs('Contract.pdf'),
    });
    expect(file.headers.get('content-disposition')).toBe(savedAs('Contract.pdf'));
    // By way of the inbox, too.
    const sent = await post('/chat', { receiver: b.id, path: await place(a, Buffer.from(data)) }, a);
    const stored = (await filesIn(folders.attachments(a.id))).map(({ path }) => path);
    const all = await Promise.all(stored.map(async (path) => (await bucket().file(path).getMetadata())[0]));
    expect(sent.status).toBe(201);
    const offered = all.map(({ contentDisposition, contentType }) => `${contentDisposition} ${contentType}`);
    expect(offered.sort()).toEqual(['Contract.pdf', 'document.pdf'].map((name) => `${savedAs(name)} application/pdf`));
  });
});

describe('a video', () => {
  async function sendVideo(a: Person, b: Person, more: object = {}) {
    const path = await place(a, await video());
    const { status, body } = await post('/chat', { receiver: b.id, path, ...more }, a);
    expect(status, JSON.stringify(body)).toBe(201);
    const pair = pairId(a.id, b.id);
    const work = (await db().doc(paths.messageVideo(pair, body.id)).get()).data();
    return { body, work, finish: () => deliver('onMessageVideoCreated', { after: work }), pair };
  }
  const attachmentOf = async (id: string, as: Person) => (await get(`/chat/messages/${id}/attachment`, as)).body;

  it('is gone over first, and then opens for both', async () => {
    const [a, b] = await friends();
    const { body, finish, pair } = await sendVideo(a, b, { content: 'Latte art' });
    expect(body.attachment).toMatchObject({ kind: 'video', state: 'processing', urls: {}, ...SIZE });
    for (let i = 0; i < 2; i++) await finish();
    const ready = await attachmentOf(body.id, b);
    expect(ready).toMatchObject({ state: 'ready', urls: { video: expect.any(String) } });
    expect((await fetch(ready.urls.video)).status).toBe(200);
    expect((await seen(b, a)).last_message).toMatchObject({ content: 'Latte art', attachment: { state: 'ready' } });
    expect((await db().doc(paths.messageVideo(pair, body.id)).get()).exists).toBe(false);
    expect(await filesOf(a)).toEqual([expect.stringMatching(/\.mp4$/)]);
  });

  it('that isn’t the newest message any more changes that one alone', async () => {
    const [a, b] = await friends();
    const { body, finish } = await sendVideo(a, b);
    const last = await say(b, a, 'Nice');
    await finish();
    expect(await attachmentOf(body.id, b)).toMatchObject({ state: 'ready' });
    expect((await seen(a, b)).last_message.id).toBe(last.id);
  });

  it('that is deleted meanwhile leaves nothing', async () => {
    const [a, b] = await friends();
    const { body, finish } = await sendVideo(a, b);
    await del(`/chat/messages/${body.id}`, a);
    await finish();
    expect(await filesOf(a)).toEqual([]);
    expect((await seen(b, a)).last_message).toMatchObject({ attachment: null });
    expect((await seen(b, a)).unread).toBe(0);
  });

  it('that nobody is at work on is refused by the job', async () => {
    const [a, b] = await friends();
    const { body, finish } = await sendVideo(a, b);
    expect(await runJob('videos', JOBS.videos)).toMatchObject({ given_up: 0 });
    at(2 * 3_600_000);
    expect(await runJob('videos', JOBS.videos)).toMatchObject({ given_up: 1 });
    at(0);
    expect(await attachmentOf(body.id, b)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('again'),
    });
    expect(await filesOf(a)).toEqual([]);
    await finish();
    expect(await attachmentOf(body.id, b)).toMatchObject({ state: 'refused' });
  });

  it('in a first message waits with it', async () => {
    const [a, b] = [await newPerson(), await newPerson()];
    const { body } = await sendVideo(a, b);
    expect(await conversation(a, b)).toMatchObject({ state: 'request', last_message: { id: body.id } });
  });
});

describe('the end of an account', () => {
  it('takes conversations, messages and files of both along', async () => {
    const [a, b] = await friends();
    await attach(a, b);
    await attach(b, a);
    await post(`/chat/${b.id}/read`, {}, a);
    await send('patch', '/users/preferences', { as: b, body: { privacy: { read_marks: false } } });
    await post(`/chat/${a.id}/read`, {}, b);
    await db()
      .doc(paths.typing(pairId(a.id, b.id), b.id))
      .set({ until: new Date() });
    expect(
      (await send('post', '/users/profile/delete', { as: a, body: { password: a.password, at_once: true } })).status,
    ).toBe(200);
    expect([await filesOf(a), await filesOf(b)]).toEqual([[], []]);
    expect((await get('/chat/conversations', b)).body).toEqual([]);
    expect((await get(`/chat?user_id=${a.id}`, b)).body).toEqual([]);
    expect((await db().doc(paths.chatState(b.id)).get()).get('reads')).toEqual({});
    expect(
      (
        await db()
          .doc(paths.typing(pairId(a.id, b.id), b.id))
          .get()
      ).exists,
    ).toBe(false);
    expectProblem(await post('/chat', { receiver: a.id, content: 'x' }, b), 404, 'not_found');
  });
});
