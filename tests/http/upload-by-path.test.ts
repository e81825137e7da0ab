import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithCustomToken } from 'firebase/auth';
import { connectStorageEmulator, getStorage, ref, uploadBytes } from 'firebase/storage';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { invalidField, unavailable } from '../../functions/src/contract/api-error.ts';
import { bucket } from '../../functions/src/firebase.ts';
import { takeUpload } from '../../functions/src/store/incoming.ts';
import { del, expectProblem, get, newPerson, type Person, put, send, useApi } from '../support/api.ts';
import { avatarPart, MULTIPART, multipart, picture, pngOfSize } from './multipart.ts';

useApi();

/** Puts a file where the client SDK would, past the rules, which have tests of their own. */
async function place(path: string, data: Buffer | string, contentType = 'image/png'): Promise<string> {
  await bucket().file(path).save(data, { resumable: false, contentType });
  return path;
}
const exists = async (path: string): Promise<boolean> => (await bucket().file(path).exists())[0];
const use = (path: unknown, as: Person) => put('/users/profile/avatar', { path }, as);
const filesOf = async (person: Person): Promise<string[]> =>
  (await bucket().getFiles({ prefix: `avatars/${person.id}/` }))[0].map(({ name }) =>
    name.split('/').slice(2).join('/'),
  );

it('stays in the inbox after a fault, and goes once it is taken or refused', async () => {
  const me = await newPerson();
  const path = await place(`uploads/${me.id}/avatar/0`, await picture(200, 200).png().toBuffer());
  const take = (use: () => Promise<unknown>) => takeUpload(me.id, 'avatar', path, use).catch((error: Error) => error);
  for (const fault of [unavailable(), new Error('a fault of ours')]) {
    expect(await take(() => Promise.reject(fault))).toBe(fault);
    expect(await exists(path)).toBe(true);
  }
  await take(() => Promise.reject(invalidField('avatar', 'Not this one.')));
  expect(await exists(path)).toBe(false);
});

describe('PUT avatar with the path of an upload', () => {
  it('ends in the same place as a multipart body, and leaves no original', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    const data = await picture(1500, 1500).jpeg().toBuffer();
    const path = await place(`uploads/${me.id}/avatar/0`, data);
    const reply = await use(path, me);
    expect(reply.status).toBe(200);
    expect((await filesOf(me)).map((path) => path.split('/')[1]).sort()).toEqual(['1280.webp', '320.webp']);
    expect((await get('/users/profile', me)).body.avatar_url).toBe(reply.body.avatar_url);
    const { width } = await sharp(await (await fetch(reply.body.avatar_url)).arrayBuffer()).metadata();
    expect(width).toBe(320);

    const body = multipart(avatarPart(data));
    await send('put', '/users/profile/avatar', { as: other, body, headers: { 'Content-Type': MULTIPART } });
    const digest = async (person: Person) =>
      createHash('sha256')
        .update(await (await fetch((await get('/users/profile', person)).body.avatar_url)).bytes())
        .digest('hex');
    expect(await digest(me)).toBe(await digest(other));
  });

  it('replaces without leaving anything, and under an address that caches ask anew', async () => {
    const me = await newPerson();
    const addresses: string[] = [];
    for (const width of [200, 300]) {
      const path = await place(`uploads/${me.id}/avatar/1`, await picture(width, width).png().toBuffer());
      addresses.push((await use(path, me)).body.avatar_url);
    }
    expect(new Set(addresses).size).toBe(2);
    expect((await filesOf(me)).map((path) => path.split('/')[1]).sort()).toEqual(['1280.webp', '320.webp']);
  });

  it.each([
    ['what is no picture', 'just text', 415, 'unsupported_media_type'],
    ['a page', '<!doctype html><script>alert(1)</script>', 415, 'unsupported_media_type'],
    ['half a picture', pngOfSize(2000).subarray(0, 1000), 400, 'invalid_request'],
    ['nothing', '', 400, 'invalid_request'],
    ['too much', pngOfSize(5 * 1024 * 1024 + 1), 413, 'payload_too_large'],
  ])('refuses %s and removes it', async (_, data, status, code) => {
    const me = await newPerson();
    const path = await place(`uploads/${me.id}/avatar/0`, data);
    expectProblem(await use(path, me), status, code);
    expect(await exists(path)).toBe(false);
    expect((await get('/users/profile', me)).body.avatar_url).toBe(null);
    expect(await filesOf(me)).toEqual([]);
  });

  it('refuses what isn’t one’s own upload, and leaves it alone', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    const data = await picture().png().toBuffer();
    const theirs = await place(`uploads/${other.id}/avatar/0`, data);
    const mine = await place(`uploads/${me.id}/avatar/0`, data);
    for (const path of [
      theirs,
      `uploads/${me.id}/avatar/../../${other.id}/avatar/0`,
      `uploads/${me.id}/avatar/..`,
      `uploads/${me.id}/avatar/.`,
      `uploads/${me.id}/avatar/`,
      `uploads/${me.id}/avatar/8`,
      `uploads/${me.id}/avatar/00`,
      `uploads/${me.id}/avatar/0/x`,
      `uploads/${me.id}/avatar//0`,
      `uploads/${me.id}/story/0`,
      `uploads/${me.id}/0`,
      `avatars/${me.id}/uploads/x.png`,
      `avatars/${me.id}/320.webp`,
      `/${mine}`,
      ` ${mine}`,
      `${mine}\n`,
      `${mine}\0`,
      `${mine}?alt=media`,
      encodeURIComponent(mine),
      `gs://${bucket().name}/${mine}`,
      mine.toUpperCase(),
      '',
      'verification/x',
    ]) {
      const reply = await use(path, me);
      expectProblem(reply, 400, 'invalid_request');
      expect([path, reply.body.errors[0].field]).toEqual([path, 'path']);
    }
    expect([await exists(theirs), await exists(mine)]).toEqual([true, true]);
  });

  it.each([null, 12, { a: 1 }, 'x'.repeat(301)])('refuses the path %j', async (path) => {
    expectProblem(await use(path, await newPerson()), 400, 'invalid_request');
  });

  it('refuses a file that isn’t there', async () => {
    const me = await newPerson();
    expectProblem(await use(`uploads/${me.id}/avatar/7`, me), 400, 'invalid_request', 'No file was uploaded');
  });
});

it('works as an app does it: sign in, upload by SDK past the rules, tell the API', async () => {
  const me = await newPerson();
  const { project, env } = inject('suite');
  const at = (variable: string) => {
    const [host = '', port = ''] = (env[variable] ?? '').split(':');
    return [host, Number(port)] as const;
  };
  const app = initializeApp({ projectId: project, apiKey: 'demo-key', storageBucket: bucket().name }, me.id);
  try {
    connectAuthEmulator(getAuth(app), `http://${at('FIREBASE_AUTH_EMULATOR_HOST').join(':')}`, {
      disableWarnings: true,
    });
    const storage = getStorage(app);
    connectStorageEmulator(storage, ...at('FIREBASE_STORAGE_EMULATOR_HOST'));
    await signInWithCustomToken(getAuth(app), me.firebase_token);
    const path = `uploads/${me.id}/avatar/0`;
    const data = new Uint8Array(await picture().png().toBuffer());
    await uploadBytes(ref(storage, path), data, { contentType: 'image/png' });
    // Taken: the slot is free again only when the API has had it.
    await expect(uploadBytes(ref(storage, path), data, { contentType: 'image/png' })).rejects.toThrow(/permission/);
    expect((await use(path, me)).status).toBe(200);
    await uploadBytes(ref(storage, path), data, { contentType: 'image/png' });
  } finally {
    await deleteApp(app);
  }
});

describe('an upload with an encoding', () => {
  it.each<[string, Buffer, string]>([
    ['gzip, which inflates to 50 MB', gzipSync(Buffer.alloc(50_000_000)), 'gzip'],
    ['gzip that isn’t', Buffer.from('not gzip'), 'gzip'],
    ['half of a gzip', gzipSync(Buffer.alloc(1000)).subarray(0, 15), 'gzip'],
    ['br', brotliCompressSync(Buffer.alloc(1000)), 'br'],
    ['anything', Buffer.from('x'), 'nonsense'],
  ])('%s, is refused without being read, and removed', async (_, data, contentEncoding) => {
    const me = await newPerson();
    const path = `uploads/${me.id}/avatar/0`;
    await bucket().file(path).save(data, { resumable: false, contentType: 'image/png', metadata: { contentEncoding } });
    const before = process.memoryUsage().rss;
    expectProblem(await use(path, me), 400, 'invalid_request', /uncompressed/);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
    expect(await exists(path)).toBe(false);
  });

  it('is taken where it says "identity", as the cloud writes it', async () => {
    const me = await newPerson();
    const path = `uploads/${me.id}/avatar/0`;
    const data = await picture().png().toBuffer();
    await bucket()
      .file(path)
      .save(data, { resumable: false, metadata: { contentEncoding: 'identity' } });
    expect((await use(path, me)).status).toBe(200);
  });
});

describe('DELETE avatar', () => {
  it('removes picture and address, and again without harm', async () => {
    const me = await newPerson();
    const path = await place(`uploads/${me.id}/avatar/0`, await picture().png().toBuffer());
    const { avatar_url } = (await use(path, me)).body;
    expect((await fetch(avatar_url)).status).toBe(200);
    for (let i = 0; i < 2; i++) {
      const reply = await del('/users/profile/avatar', me);
      expect([reply.status, reply.body]).toEqual([204, '']);
      expect(await filesOf(me)).toEqual([]);
      expect((await get('/users/profile', me)).body.avatar_url).toBe(null);
      expect((await fetch(avatar_url)).status).toBe(404);
    }
  });
});
