import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { afterEach, describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { forgetRevocations, isRevokedFor, refusalOf, revoke } from '../../functions/src/http/revocations.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { queryChannel } from '../../functions/src/store/meter.ts';
import { endSessions, logOut } from '../../functions/src/users/sessions.ts';
import { expectProblem, get, newPerson, type Person, patch, people, post, send, useApi } from '../support/api.ts';
import { signedInAnew } from '../support/auth.ts';

useApi();

let restore = () => {};
afterEach(() => restore());
/** Time passes for what compares times, and not for tokens. */
const pass = (ms: number) => {
  restore = setClock(() => Date.now() + ms);
};

/** As another instance writes it. */
const revokedElsewhere = (uid: string, reason: string, notBefore = Math.ceil(Date.now() / 1000) * 1000) =>
  db()
    .doc(paths.revocation(uid))
    .set({
      uid,
      not_before: Timestamp.fromMillis(notBefore),
      ends: { [reason]: { not_before: Timestamp.fromMillis(notBefore), of: Timestamp.fromMillis(notBefore) } },
      written_at: FieldValue.serverTimestamp(),
      expires_at: Timestamp.fromMillis(notBefore + 86_400_000),
    });

async function countQueries(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const listener = (query: unknown) => {
    count += Number(JSON.stringify(query).includes('revocations'));
  };
  queryChannel.subscribe(listener);
  await work();
  queryChannel.unsubscribe(listener);
  return count;
}

describe('revocations of one person', () => {
  it.each([
    ['a suspension', ['suspended', 'signed_out'] as const],
    ['the end of all sessions', ['signed_out', 'suspended'] as const],
  ])('hold side by side, whichever comes last: what %s ends first stays ended', async (_, reasons) => {
    const me = await newPerson();
    for (const reason of reasons) await revoke(me.id, reason);
    for (const known of ['by this instance', 'by another']) {
      if (known === 'by another') forgetRevocations();
      // The stricter is told.
      expectProblem(await get('/users/profile', me), 403, 'account_suspended');
      // What the suspended may do is for those who weren’t signed out.
      expectProblem(await get('/users/export', me), 401, 'invalid_token');
    }
    const revocation = (await db().doc(paths.revocation(me.id)).get()).data();
    expect(Object.keys(revocation?.ends).toSorted()).toEqual(['signed_out', 'suspended']);
  });

  it('tell apart what they were for: a second cause within the same second is another', async () => {
    const me = await newPerson();
    const at = Math.ceil(Date.now() / 1000) * 1000;
    const [first, second] = [at + 100, at + 900].map((time) => new Date(time).toISOString()) as [string, string];
    await revoke(me.id, 'suspended', first);
    expect(await isRevokedFor(me.id, 'suspended', first)).toBe(true);
    expect(await isRevokedFor(me.id, 'suspended', second)).toBe(false);
    expect(await isRevokedFor(me.id, 'claims', first)).toBe(false);
    await revoke(me.id, 'suspended', second);
    for (const cause of [first, second]) expect(await isRevokedFor(me.id, 'suspended', cause)).toBe(true);
  });

  it('let out whoever wants to be out: the suspended, and who has been erased', async () => {
    const [suspended, erased] = (await people(2)) as [Person, Person];
    await revoke(suspended.id, 'suspended');
    expect((await post('/users/auth/logout', undefined, suspended)).status).toBe(204);
    const body = { password: erased.password, at_once: true };
    expect((await send('delete', '/users/profile', { as: erased, body })).body.status).toBe('erased');
    // The emulator asks Auth of each token, and doesn’t let it in; in the cloud it lives for its hour.
    await expect(logOut(erased.id)).resolves.toBeUndefined();
    await expect(endSessions(erased.id)).rejects.toMatchObject({ code: 'invalid_token' });
    const token = { uid: erased.id, iat: 0, auth_time: 0 };
    expect(await refusalOf(token)).toMatchObject({ code: 'account_suspended' });
  });
});

describe('a revocation', () => {
  it('ends what a token opens at once where it is written, at no cost to the request', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    expect((await get('/users/profile', me)).status).toBe(200);
    await revoke(me.id, 'suspended');
    const replies = [
      await get('/users/profile', me),
      await get('/notifications', me),
      await patch('/users/profile', { bio: 'x' }, me),
      await post('/connections/request', { receiver: other.id }, me),
    ];
    for (const reply of replies) {
      expectProblem(reply, 403, 'account_suspended', /^This account is suspended/);
      expect(reply.cost).toEqual({ reads: 0, writes: 0, deletes: 0, trips: 0 });
    }
    // Nobody else, and no public route.
    expect((await get('/users/profile', other)).status).toBe(200);
    expect((await get('/health', me)).status).toBe(200);
  });

  it('written by another instance is seen within ten seconds', async () => {
    const me = await newPerson();
    expect((await get('/users/profile', me)).status).toBe(200);
    await revokedElsewhere(me.id, 'suspended');
    pass(9_000);
    const early = (await get('/users/profile', me)).status;
    expect([200, 403]).toContain(early);
    pass(10_001);
    expectProblem(await get('/users/profile', me), 403, 'account_suspended');
  });

  it('of claims holds from when a new token is good: nobody is refused with nothing better to be had', async () => {
    const me = await newPerson();
    // It stands still: on a busy machine `soon` would be over before anybody has asked.
    const at = Date.now();
    restore = setClock(() => at);
    const soon = (Math.ceil(at / 1000) + 1) * 1000;
    await revokedElsewhere(me.id, 'claims', soon);
    forgetRevocations();
    expect((await get('/users/profile', me)).status).toBe(200);
    restore = setClock(() => at + 2_001);
    expectProblem(await get('/users/profile', me), 401, 'invalid_token');
  });

  it('is asked for once in ten seconds, however many ask at once', async () => {
    const me = await newPerson();
    forgetRevocations();
    const at = Date.now();
    restore = setClock(() => at);
    const asked = await countQueries(async () => {
      await Promise.all(Array.from({ length: 10 }, () => get('/users/profile', me)));
      await get('/users/profile', me);
    });
    expect(asked).toBe(1);
    restore = setClock(() => at + 10_000);
    expect(await countQueries(() => get('/users/profile', me))).toBe(1);
  });

  it('for changed claims asks for a new token, and lets that in', async () => {
    const me = await newPerson();
    await revoke(me.id, 'claims');
    expectProblem(await get('/users/profile', me), 401, 'invalid_token');
    const { body } = await post('/users/auth/refresh', { refresh: me.refresh });
    expect((await get('/users/profile', { ...me, ...body })).status).toBe(200);
  });

  it('of all sessions lets nobody in but who signs in anew, even within the same second', async () => {
    const me = await signedInAnew(await newPerson());
    expect((await post('/users/auth/logout', undefined, me)).status).toBe(204);
    expectProblem(await get('/users/profile', me), 401, 'invalid_token', /Sign in again/);
    expect((await get('/users/profile', await signedInAnew(me))).status).toBe(200);
  });

  it('of all sessions holds for what a firebase_token from before opens later', async () => {
    const me = await signedInAnew(await newPerson());
    await post('/users/auth/logout', undefined, me);
    const host = process.env.FIREBASE_AUTH_EMULATOR_HOST;
    const exchange = await fetch(
      `http://${host}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=k`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: me.firebase_token, returnSecureToken: true }),
      },
    );
    const { idToken, refreshToken } = (await exchange.json()) as { idToken: string; refreshToken: string };
    expectProblem(await get('/users/profile', { ...me, access: idToken }), 401, 'invalid_token');
    // It can't be carried on either, and opens nothing when nobody remembers the revocation any more.
    expectProblem(await post('/users/auth/refresh', { refresh: refreshToken }), 401, 'invalid_token');
    await db().doc(paths.revocation(me.id)).delete();
    forgetRevocations();
    expectProblem(await get('/users/profile', { ...me, access: idToken }), 401, 'invalid_token');
  });

  it('of a password change ends the other sessions and not the new one', async () => {
    const me = await signedInAnew(await newPerson());
    const change = { old_password: me.password, new_password: 'another phrase 1' };
    const changed = await send('post', '/users/auth/password_change', { as: me, body: change });
    expect(changed.status).toBe(200);
    expectProblem(await get('/users/profile', me), 401, 'invalid_token');
    expect((await get('/users/profile', { ...me, ...changed.body })).status).toBe(200);
  });
});
