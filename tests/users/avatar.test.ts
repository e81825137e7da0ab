import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { picture } from '../http/multipart.ts';
import { get, newPerson, type Person, send, useApi } from '../support/api.ts';
import { useTime } from '../support/time.ts';

useApi();

const filesOf = async ({ id }: Person): Promise<string[]> => {
  const found = await Promise.all(
    Object.values(folders).map((folder) => bucket().getFiles({ prefix: `${folder(id)}/` })),
  );
  return found.flatMap(([files]) => files.map(({ name }) => name));
};
const upload = (as: Person, data: Buffer) => {
  const body = new FormData();
  body.set('avatar', new Blob([new Uint8Array(data)]), 'me.png');
  return send('put', '/users/profile/avatar', { as, body, contended: true });
};
const erase = (as: Person) =>
  send('delete', '/users/profile', { as, body: { password: as.password, at_once: true }, contended: true });
const plain = (background: string) =>
  sharp({ create: { width: 1400, height: 1400, channels: 3, background } })
    .png()
    .toBuffer();

/** What the address shows: its size, and its colour. */
async function shown(address: string): Promise<[width: number, colour: string]> {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  const image = sharp(await response.arrayBuffer());
  const [{ width }, { dominant }] = [await image.metadata(), await image.stats()];
  return [width, dominant.r > dominant.b ? 'red' : 'blue'];
}

describe('two pictures at once', () => {
  it('end as one of them in every size, and nothing of the other is left', async () => {
    const me = await newPerson();
    const [red, blue] = await Promise.all([plain('#f00'), plain('#00f')]);
    for (let round = 0; round < 4; round++) {
      const replies = await Promise.all([red, blue, red, blue].map((data) => upload(me, data)));
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const { avatar_url } = (await get('/users/profile', me)).body;
      const winner = replies.find(({ body }) => body.avatar_url === avatar_url);
      const sizes = await Promise.all(Object.values<string>(winner?.body.sizes).map(shown));
      expect(sizes.map(([width]) => width)).toEqual([320, 1280]);
      expect(new Set(sizes.map(([, colour]) => colour)).size).toBe(1);
      expect(await filesOf(me)).toHaveLength(2);
    }
  });

  it('one of which is removed meanwhile: the profile names files that are there, or none', async () => {
    const me = await newPerson();
    const data = await plain('#f00');
    for (let round = 0; round < 4; round++) {
      await Promise.all([
        upload(me, data),
        send('delete', '/users/profile/avatar', { as: me, contended: true }),
        upload(me, data),
      ]);
      const { avatar_url } = (await get('/users/profile', me)).body;
      if (avatar_url) await shown(avatar_url);
      expect(await filesOf(me)).toHaveLength(avatar_url ? 2 : 0);
    }
  });
});

describe('a picture in flight while its owner leaves', () => {
  it('is never left behind, whichever comes first', async () => {
    // The larger the picture, the later its files come.
    const pictures = await Promise.all(
      [1500, 30, 700, 30, 300, 30].map((edge) => picture(edge, edge).png().toBuffer()),
    );
    for (const [i, data] of [...pictures, ...pictures].entries()) {
      const me = await newPerson();
      const early = i % 2 === 0;
      const put = upload(me, data);
      // For every other one the deletion waits until there is something to leave behind.
      if (!early) await vi.waitUntil(async () => (await filesOf(me)).length > 0, { interval: 1, timeout: 45_000 });
      const [reply, gone] = await Promise.all([put, erase(me)]);
      expect([200, 403, 404]).toContain(reply.status);
      expect(gone.status).toBe(200);
      expect(await filesOf(me)).toEqual([]);
    }
  });

  it('leaves nothing when the profile is gone before it is named', async () => {
    const me = await newPerson();
    const { setAvatar } = await import('../../functions/src/users/avatar.ts');
    await erase(me);
    await expect(setAvatar(me.id, await plain('#f00'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await filesOf(me)).toEqual([]);
  });
});

describe('a commit whose answer is lost', () => {
  const lost = () => Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
  const pass = useTime();
  afterEach(() => vi.restoreAllMocks());

  it('though it held: the profile names files that are there', async () => {
    const me = await newPerson();
    const run = db().runTransaction.bind(db());
    vi.spyOn(db(), 'runTransaction').mockImplementationOnce(async (work) => {
      await run(work);
      throw lost();
    });
    expect((await upload(me, await plain('#f00'))).status).toBe(503);
    expect(await shown((await get('/users/profile', me)).body.avatar_url)).toEqual([320, 'red']);
  });

  it('and it didn’t hold: what is left goes with a later upload, and nothing that is in flight', async () => {
    const me = await newPerson();
    vi.spyOn(db(), 'runTransaction').mockRejectedValueOnce(lost());
    expect((await upload(me, await plain('#f00'))).status).toBe(503);
    expect((await get('/users/profile', me)).body.avatar_url).toBe(null);
    const left = await filesOf(me);
    expect(left).toHaveLength(2);
    // As far as anybody knows, a request is still about to name them.
    await upload(me, await plain('#00f'));
    expect(await filesOf(me)).toEqual(expect.arrayContaining(left));
    pass(15 * 60 * 1000);
    const { body } = await upload(me, await plain('#00f'));
    expect(await filesOf(me)).toHaveLength(2);
    expect(await shown(body.avatar_url)).toEqual([320, 'blue']);
  });
});

it('takes along what waits in the inbox when the account ends', async () => {
  const me = await newPerson();
  await bucket()
    .file(`${folders.uploads(me.id)}/avatar/3`)
    .save(Buffer.from('x'), { resumable: false });
  await erase(me);
  expect(await filesOf(me)).toEqual([]);
});
