import { describe, expect, it } from 'vitest';
import { eraseAccount } from '../../functions/src/account/erase.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, bucket, db } from '../../functions/src/firebase.ts';
import {
  connect,
  del,
  expectProblem,
  get,
  newPerson,
  type Person,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';

useApi();

const erase = (who: Person, password = who.password) =>
  send('delete', '/users/profile', { as: who, body: { password } });

/** Every path of the database, with what is there. */
async function dump(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const visit = async (collections: FirebaseFirestore.CollectionReference[]): Promise<void> => {
    for (const collection of collections) {
      for (const reference of await collection.listDocuments()) {
        const data = (await reference.get()).data();
        if (data) found.set(reference.path, data);
        await visit(await reference.listCollections());
      }
    }
  };
  await visit(await db().listCollections());
  return found;
}

/**
 * A document of the leaver's in every collection there is, and whether it may stay. A path without its line doesn't
 * compile: whoever adds a collection must say what becomes of it.
 */
const INVENTORY: Record<keyof typeof paths, { at: (uid: string, stranger: string) => string; stays?: true }> = {
  user: { at: (uid) => paths.user(uid) },
  account: { at: (uid) => paths.account(uid) },
  blocks: { at: (uid) => paths.blocks(uid) },
  notification: { at: (uid) => paths.notification(uid, 'x') },
  edges: { at: (uid) => paths.edges(uid, 7) },
  username: { at: () => paths.username('inventoried') },
  connection: { at: (uid, stranger) => paths.connection(pairId(uid, stranger)) },
  // Until it expires it keeps the token from opening anything.
  revocation: { at: (uid) => paths.revocation(uid), stays: true },
  audit: { at: () => paths.audit('x'), stays: true },
  deadLetter: { at: () => paths.deadLetter('x'), stays: true },
  // Hashes that expire within an hour and a day, and name nobody.
  rateLimit: { at: () => paths.rateLimit('x'), stays: true },
  idempotency: { at: () => paths.idempotency('x'), stays: true },
};

describe('deleting an account', () => {
  it('says of every collection what becomes of it', async () => {
    const leaver = await newPerson({ username: 'Inventoried' });
    const stranger = await newPerson();
    await post('/connections/request', { receiver: leaver.id }, stranger);
    const places = Object.values(INVENTORY).map(({ at, stays = false }) => ({
      path: at(leaver.id, stranger.id),
      stays,
    }));
    for (const { path } of places) {
      const document = db().doc(path);
      if (!(await document.get()).exists && !path.startsWith('revocations/')) await document.set({ x: 1 });
    }
    expect((await erase(leaver)).status).toBe(200);
    for (const { path, stays } of places) expect((await db().doc(path).get()).exists, path).toBe(stays);
  });

  it('leaves nothing of it, and nothing else changed', async () => {
    const [friend, asked, bystander] = (await people(3)) as [Person, Person, Person];
    const before = await dump();
    const leaver = await newPerson({ username: 'Leaver' });
    await connect(leaver, friend);
    await post('/connections/request', { receiver: asked.id }, leaver);
    await post('/connections/request', { receiver: leaver.id }, bystander);
    await db().doc(paths.notification(leaver.id, 'one')).set({ id: 'one' });
    await bucket().file(`avatars/${leaver.id}/320.webp`).save(Buffer.from('x'), { resumable: false });

    const reply = await erase(leaver);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ removed: { connections: 3, documents: 3 } });

    const after = await dump();
    for (const path of [...before.keys(), ...after.keys()]) {
      // Limiters count on, and the token that still lives must open nothing.
      if (path.startsWith('rate_limits/') || path === paths.revocation(leaver.id)) continue;
      // An edge document that was made and emptied again means the same as none.
      if (path === paths.edges(friend.id, 0)) expect(after.get(path)).toEqual({ ids: [] });
      else expect(after.get(path), path).toEqual(before.get(path));
    }
    await expect(auth().getUser(leaver.id)).rejects.toMatchObject({ code: 'auth/user-not-found' });
    const [files] = await bucket().getFiles({ prefix: `avatars/${leaver.id}/` });
    expect(files).toEqual([]);
  });

  it('ends the token, the login and the name at once', async () => {
    const leaver = await newPerson({ username: 'reusable' });
    await erase(leaver);
    expect((await get('/users/profile', leaver)).status).toBeGreaterThanOrEqual(401);
    expectProblem(
      await post('/users/auth/login', { username: 'reusable', password: leaver.password }),
      401,
      'invalid_credentials',
    );
    expect((await newPerson({ username: 'reusable' })).id).not.toBe(leaver.id);
  });

  it('asks for the password', async () => {
    const careful = await newPerson();
    const reply = await erase(careful, 'not this one');
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe('password');
    expectProblem(await send('delete', '/users/profile', { as: careful }), 400, 'invalid_request');
    expect((await get('/users/profile', careful)).status).toBe(200);
  });

  it('goes on where a fault stopped it', async () => {
    const [leaver, friend] = (await people(2)) as [Person, Person];
    const id = await connect(leaver, friend);
    // As if the first attempt had come as far as the ties.
    expect((await del(`/connections/${id}`, leaver)).status).toBe(204);
    await db().doc(paths.edges(leaver.id, 0)).delete();
    expect((await erase(leaver)).body).toEqual({ removed: { connections: 0, documents: 1 } });
    expect((await get(`/users/${leaver.username}`, friend)).status).toBe(404);
  });

  it('leaves a name alone that is somebody else’s by now', async () => {
    const leaver = await newPerson({ username: 'passed_on' });
    expect((await erase(leaver)).status).toBe(200);
    const heir = await newPerson({ username: 'passed_on' });
    // The second of two deletions at once, which was only slow.
    await eraseAccount({ uid: leaver.id, username: 'passed_on', role: 'brand', is_verified: false, staff: [] });
    expect((await db().doc(paths.username('passed_on')).get()).get('uid')).toBe(heir.id);
    expect((await post('/users/auth/login', { username: 'passed_on', password: heir.password })).status).toBe(200);
  });

  it('lets two who are connected go in the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = (await people(2)) as [Person, Person];
      const pair = await connect(a, b);
      const replies = await Promise.all(
        [a, b].map((as) => send('delete', '/users/profile', { as, body: { password: as.password }, contended: true })),
      );
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      for (const path of [
        paths.connection(pair),
        paths.user(a.id),
        paths.user(b.id),
        paths.edges(a.id, 0),
        paths.edges(b.id, 0),
      ]) {
        expect((await db().doc(path).get()).exists, path).toBe(false);
      }
    }
  });
});
