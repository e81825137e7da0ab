import { beforeAll, describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { bucket } from '../../functions/src/firebase.ts';
import {
  copyFile,
  filesIn,
  openFile,
  openRange,
  pathOf,
  publicUrl,
  removeFolder,
  saveFile,
  sizeOf,
} from '../../functions/src/store/files.ts';

const uid = newUid();
const open = `${folders.avatars(uid)}/version/320.webp` as const;
const secret = `${folders.uploads(uid)}/avatar/0` as const;
const metadataOf = async (path: string) => (await bucket().file(path).getMetadata())[0];

beforeAll(async () => {
  await saveFile(open, Buffer.from('open'), 'image/webp', 'public');
  await saveFile(secret, Buffer.from('secret'), 'image/webp', 'private');
});

describe('a public file', () => {
  it('may be cached by all, and read by all without a token', async () => {
    expect((await metadataOf(open)).cacheControl).toMatch(/^public, max-age=\d+$/);
    const response = await fetch(publicUrl(open));
    expect([response.status, await response.text()]).toEqual([200, 'open']);
  });
  it('is found again from its address', () => {
    expect(pathOf(publicUrl(open))).toBe(open);
    for (const other of ['', 'https://elsewhere.example/x.png', 'nonsense']) expect(pathOf(other)).toBe(null);
  });
});

describe('a private file', () => {
  it('is never cached, and has no token that would open it', async () => {
    const { cacheControl, metadata } = await metadataOf(secret);
    expect(cacheControl).toBe('private, no-store');
    expect(metadata?.firebaseStorageDownloadTokens).toBeUndefined();
  });
  it('is opened piece by piece for an answer, with its type; one that isn’t there is 404', async () => {
    const { data, type } = await openFile(secret);
    const pieces: Buffer[] = [];
    for await (const piece of data) pieces.push(piece as Buffer);
    expect([Buffer.concat(pieces).toString(), type]).toEqual(['secret', 'image/webp']);
    await expect(openFile(`${secret}-gone`)).rejects.toMatchObject({ code: 'not_found' });
  });
  it('has no address, and can’t be saved as public', async () => {
    // @ts-expect-error: the address of a private file doesn't compile
    const address = publicUrl(secret);
    expect((await fetch(address)).status).toBe(403);
    // @ts-expect-error: nor does a private file that caches may keep
    const save = () => saveFile(secret, Buffer.from(''), 'image/webp', 'public');
    // @ts-expect-error: nor a public one that they may not
    const hide = () => saveFile(open, Buffer.from(''), 'image/webp', 'private');
    expect([save, hide]).toHaveLength(2);
  });
});

const textOf = async (pieces: AsyncIterable<Buffer>): Promise<string> => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
};

describe('parts of a file', () => {
  it('are read by themselves, from its size on none', async () => {
    expect(await sizeOf(secret)).toBe(6);
    expect(await sizeOf(`${secret}-gone`)).toBe(null);
    for (const [start, end, text] of [
      [0, 6, 'secret'],
      [2, 4, 'cr'],
      [5, 6, 't'],
      [4, 100, 'et'],
    ] as const) {
      expect(await textOf(openRange(secret, start, end))).toBe(text);
    }
  });
});

describe('a copy', () => {
  it('has the bytes, its own type, and not the token that opened the original', async () => {
    const [from, to] = [`${folders.uploads(uid)}/avatar/1`, `${folders.uploads(uid)}/avatar/2`] as const;
    await bucket()
      .file(from)
      .save('secret', {
        resumable: false,
        contentType: 'text/html',
        metadata: { cacheControl: 'public', metadata: { firebaseStorageDownloadTokens: 'known' } },
      });
    const address = (path: string) => `${publicUrl(`avatars/x/${path}`).replace('avatars%2Fx%2F', '')}&token=known`;
    expect((await fetch(address(from))).status).toBe(200);
    expect(await copyFile(from, to, 'video/mp4')).toBe(true);
    expect((await fetch(address(to))).status).toBe(403);
    expect(await textOf(openRange(to, 0, 100))).toBe('secret');
    expect(await metadataOf(to)).toMatchObject({ contentType: 'video/mp4', cacheControl: 'private, no-store' });
    expect(await copyFile(`${from}-gone`, to, 'video/mp4')).toBe(false);
  });
});

it('a folder goes with everything in it, and with nothing whose name only begins alike', async () => {
  const [mine, alike] = [folders.avatars(newUid()), folders.avatars(newUid())];
  const kept = `${alike}/v/0.webp` as const;
  await saveFile(kept, Buffer.from('x'), 'image/webp', 'public');
  for (let i = 0; i < 60; i++) await saveFile(`${mine}/v/${i}.webp`, Buffer.from('x'), 'image/webp', 'public');
  expect(await filesIn(mine)).toHaveLength(60);
  await Promise.all([removeFolder(mine), removeFolder(mine), removeFolder(alike.slice(0, -1))]);
  expect([await filesIn(mine), (await filesIn(alike)).map(({ path }) => path)]).toEqual([[], [kept]]);
});
