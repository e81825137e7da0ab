import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { UPLOADS, VERIFICATION } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { verifications } from '../../functions/src/verification/documents.ts';
import { expectProblem, get, newPerson, type Person, patch, post, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { apply, approve, PIXEL, paper, reject } from './apply.ts';

useApi();

const pass = useTime();
const DAY_MS = 24 * 60 * 60 * 1000;

const ask = (as: Person, body: FormData, headers?: Record<string, string>) =>
  send('post', '/users/verify', { as, body, ...(headers && { headers }) });
const filesOf = async ({ id }: Person): Promise<string[]> =>
  (await bucket().getFiles({ prefix: `${folders.papers(id)}/` }))[0].map(({ name }) => name);
const requestsOf = async ({ id }: Person): Promise<number> =>
  (await verifications().where('user', '==', id).get()).size;

describe('a request to be verified', () => {
  it('waits, says what is to be proven, and never where its file is', async () => {
    const me = await newPerson();
    await patch('/users/profile', { display_name: 'Alice Moreau' }, me);
    const { status, body } = await ask(me, paper('identity'));
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      user: me.id,
      doc_type: 'identity',
      status: 'pending',
      name: 'Alice Moreau',
      reason: null,
      note: '',
      file: { type: 'image/png', bytes: PIXEL.length, remove_at: null, removed_at: null },
      submitted_at: expect.any(String),
      reviewed_at: null,
      lapsed_at: null,
      opened: [],
    });
    expect((await get('/users/verify', me)).body).toEqual([body]);
    expect((await get('/users/profile', me)).body.is_verified).toBe(false);
    expect(await filesOf(me)).toEqual([`verification/${me.id}/${body.id}/original`]);
  });

  it('keeps the file byte by byte, where no cache and no link may have it', async () => {
    const me = await newPerson();
    const photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#987' } })
      .withExif({ IFD0: { Make: 'Camera' } })
      .jpeg()
      .toBuffer();
    const { id } = (await ask(me, paper('identity', photo))).body;
    const file = bucket().file(`verification/${me.id}/${id}/original`);
    expect((await file.download())[0].equals(photo)).toBe(true);
    const [{ contentType, cacheControl, metadata = {} }] = await file.getMetadata();
    expect([contentType, cacheControl]).toEqual(['image/jpeg', 'private, no-store']);
    expect(metadata).not.toHaveProperty('firebaseStorageDownloadTokens');
  });

  it('may name a file that the SDK has uploaded, and leaves none in the inbox', async () => {
    const me = await newPerson();
    const path = `uploads/${me.id}/document/3`;
    await bucket().file(path).save(PIXEL, { resumable: false, contentType: 'application/pdf' });
    const { status, body } = await post('/users/verify', { path, doc_type: 'identity' }, me);
    expect([status, body.file?.type]).toEqual([201, 'image/png']);
    expect((await bucket().file(path).exists())[0]).toBe(false);
    expect(await filesOf(me)).toHaveLength(1);
    const again = await post('/users/verify', { path: `uploads/${me.id}/avatar/0`, doc_type: 'business' }, me);
    expectProblem(again, 400, 'invalid_request');
  });

  it('is one, however often the same one is sent', async () => {
    const me = await newPerson();
    const headers = { 'Idempotency-Key': 'verify-once' };
    const [first, second] = [await ask(me, paper('identity'), headers), await ask(me, paper('identity'), headers)];
    expect(second.body).toEqual(first.body);
    expect(await requestsOf(me)).toBe(1);
  });

  it.each([
    ['no file', { doc_type: 'identity' }, 'file'],
    ['another type', { file: 'x', doc_type: 'passport' }, 'doc_type'],
    ['an unknown field', { file: 'x', doc_type: 'identity', status: 'approved' }, 'status'],
  ])('is refused with %s', async (_, fields, field) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      form.append(name, name === 'file' ? new Blob([new Uint8Array(PIXEL)]) : value);
    }
    const reply = await ask(await newPerson(), form);
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe(field);
  });

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>', 415, 'unsupported_media_type'],
    ['a drawing that can carry script', '<svg xmlns="http://www.w3.org/2000/svg"/>', 415, 'unsupported_media_type'],
    ['half a picture', PIXEL.subarray(0, 40), 400, 'invalid_request'],
    ['nothing', '', 400, 'invalid_request'],
    ['too many bytes', Buffer.alloc(UPLOADS.document.accepts.document.bytes + 1), 413, 'payload_too_large'],
  ])('is refused with %s, and nothing stays', async (_, data, status, code) => {
    const me = await newPerson();
    expectProblem(await ask(me, paper('identity', Buffer.from(data))), status, code);
    expect([await filesOf(me), await requestsOf(me)]).toEqual([[], 0]);
    expect((await ask(me, paper('identity'))).status).toBe(201);
  });

  it('names what a business is called, and so needs a name for it', async () => {
    const me = await newPerson({ role: 'brand' });
    const reply = await ask(me, paper('business'));
    expectProblem(reply, 400, 'invalid_request', /company’s name/);
    expect(await filesOf(me)).toEqual([]);
    await patch('/users/profile', { company_name: 'Acme Roasters' }, me);
    expect((await ask(me, paper('business'))).body.name).toBe('Acme Roasters');
  });
});

describe('how often one may ask', () => {
  it('is one open request a type, also of several at once', async () => {
    const me = await newPerson();
    await patch('/users/profile', { company_name: 'Acme' }, me);
    const replies = await Promise.all([1, 2, 3].map(() => ask(me, paper('identity'))));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expectProblem(await ask(me, paper('identity')), 409, 'conflict');
    expect((await ask(me, paper('business'))).status).toBe(201);
    expect([(await filesOf(me)).length, await requestsOf(me)]).toEqual([2, 2]);
  });

  it('is again after a rejection, and not while an approval holds', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    await reject(await apply(me), staff);
    await approve(await apply(me), staff);
    expectProblem(await ask(me, paper('identity')), 409, 'conflict', 'Your identity is verified already.');
    expect((await get('/users/verify', me)).body.map(({ status }: { status: string }) => status)).toEqual([
      'approved',
      'rejected',
    ]);
  });

  it('is five times in thirty days, and says from when on', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    for (let i = 0; i < VERIFICATION.tries; i++) {
      pass(i * DAY_MS);
      await reject(await apply(me), staff);
    }
    const refused = await ask(me, paper('identity'));
    expectProblem(refused, 429, 'rate_limited', 'You can send in 5 documents in 30 days. Try again later.');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(25 * 86_400);
    expect(seconds).toBeLessThanOrEqual(26 * 86_400);
    expect(await filesOf(me)).toHaveLength(5);
    pass(30 * DAY_MS + 60_000);
    expect((await ask(me, paper('identity'))).status).toBe(201);
    // The state forgets what no longer counts: five of the last thirty days, never more.
    expect((await db().doc(paths.verificationState(me.id)).get()).get('sent')).toHaveLength(5);
  });
});

describe('my requests', () => {
  it('are mine alone, newest first, page by page', async () => {
    const [me, other, staff] = [await newPerson(), await newPerson(), await newStaff('verifications')];
    await apply(other);
    const first = await apply(me);
    await reject(first, staff);
    const second = await apply(me);
    const page = await get('/users/verify?limit=1', me);
    expect(page.body.map(({ id }: { id: string }) => id)).toEqual([second.id]);
    const next = /cursor=([^>&]+)/.exec(page.headers.get('link') ?? '')?.[1];
    const rest = await get(`/users/verify?cursor=${next}`, me);
    expect(rest.body.map(({ id }: { id: string }) => id)).toEqual([first.id]);
    expect((await get('/users/verify', await newPerson())).body).toEqual([]);
  });

  it('name nobody of staff, whatever they did', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    await get(`/admin/verifications/${request.id}/file`, staff);
    await reject(request, staff, { note: 'Too dark.' });
    const stored = (await db().doc(paths.verification(request.id)).get()).data();
    for (const shown of [stored, (await get('/users/verify', me)).body]) {
      expect(JSON.stringify(shown)).not.toContain(staff.id);
      expect(JSON.stringify(shown)).not.toContain(staff.username);
      expect(JSON.stringify(shown)).not.toContain(folders.papers(me.id));
    }
  });
});
