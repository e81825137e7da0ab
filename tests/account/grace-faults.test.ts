import { describe, expect, it, vi } from 'vitest';
import { departures } from '../../functions/src/account/leave.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { erasureDocument } from '../../functions/src/users/closing.ts';
import { host } from '../events/make.ts';
import { connect, expectProblem, get, newPerson, type Person, patch, people, send, useApi } from '../support/api.ts';
import { signedInAnew } from '../support/auth.ts';
import { fault } from '../support/faults.ts';
import { deliver } from '../support/triggers.ts';
import { leave, login, profileOf, restore, stateOf } from './leaving.ts';
import { tracesOf } from './scan.ts';

useApi();

const contended = true;

describe('a fault', () => {
  /** Lets the n-th change from now on fail, after it was done. */
  function failAt(n: number): { steps: () => number; mend: () => void } {
    let steps = 0;
    const passOn = <T>(result: T): T => {
      steps += 1;
      if (steps === n) throw fault();
      return result;
    };
    const run = db().runTransaction.bind(db());
    const spies = [
      vi
        .spyOn(db(), 'runTransaction')
        .mockImplementation(async (...args) => passOn((await run(...(args as Parameters<typeof run>))) as never)),
    ];
    for (const method of ['setCustomUserClaims', 'revokeRefreshTokens'] as const) {
      const original = auth()[method].bind(auth()) as (...args: unknown[]) => Promise<void>;
      const spy = vi.spyOn(auth(), method).mockImplementation(async (...args: unknown[]) => {
        passOn(await original(...args));
      });
      spies.push(spy as never);
    }
    return { steps: () => steps, mend: () => spies.forEach((spy) => void spy.mockRestore()) };
  }

  /** The event that a change of the profile brings about, however much of it was followed. */
  async function follow(who: Person, before: object | undefined): Promise<void> {
    const after = await profileOf(who);
    if (after) await deliver('onUserUpdated', { params: { uid: who.id }, before, after }, { contended });
  }

  it('at any step of leaving and of coming back keeps nobody from either', async () => {
    const [leaver, friend] = (await people(2)) as [Person, Person];
    await connect(leaver, friend);
    const { id } = await host(leaver);
    const count = failAt(0);
    await leave(leaver);
    const leaving = count.steps();
    await restore(leaver);
    const steps = count.steps();
    count.mend();
    expect(leaving).toBeGreaterThan(1);
    expect(steps).toBeGreaterThan(leaving + 1);
    let me = await signedInAnew(leaver);
    for (let at = 1; at <= steps; at++) {
      const open = await profileOf(me);
      const death = failAt(at);
      const left = await leave(me);
      expect([200, 500, 503], `step ${at}`).toContain(left.status);
      const shut = await profileOf(me);
      if (at > leaving) expect([200, 401, 500, 503], `step ${at}`).toContain((await restore(me)).status);
      death.mend();
      if (at <= leaving) {
        await follow(me, open);
        expect(await stateOf(me), `step ${at}`).toBe('leaving');
        expect((await auth().getUser(me.id)).customClaims, `step ${at}`).toEqual({});
        expectProblem(await get(`/events/${id}`, friend), 404, 'not_found');
        expectProblem(await login(me), 403, 'account_leaving');
        expect((await restore(me)).status, `step ${at}`).toBe(200);
      }
      await follow(me, shut);
      me = await signedInAnew(me);
      expect((await get('/users/profile', me)).body, `step ${at}`).toMatchObject({ connection_count: 1 });
      expect((await get(`/events/${id}`, friend)).status, `step ${at}`).toBe(200);
      expect(await stateOf(me), `step ${at}`).toBeUndefined();
    }
  });
});

describe('leaving that meets', () => {
  it.each([
    [
      'a request',
      (other: Person, me: Person) =>
        send('post', '/connections/request', { as: other, body: { receiver: me.id }, contended }),
    ],
    [
      'a change of the profile',
      (_: Person, me: Person) => send('patch', '/users/profile', { as: me, body: { bio: 'Still here' }, contended }),
    ],
    ['its own return', (_: Person, me: Person) => restore(me)],
    ['itself', (_: Person, me: Person) => leave(me)],
  ])('%s ends hidden, and comes back whole', async (_, meets) => {
    for (let round = 0; round < 2; round++) {
      const [me, other] = (await people(2)) as [Person, Person];
      await connect(me, await newPerson());
      const met = (async () => {
        // Nothing is waited for by it: it moves what is met along.
        await new Promise((resolve) => setTimeout(resolve, round * 20));
        return meets(other, me);
      })();
      await Promise.all([leave(me), met]);
      if ((await stateOf(me)) === 'leaving') {
        expectProblem(await get(`/users/${me.username}`, other), 404, 'not_found');
        expectProblem(await login(me), 403, 'account_leaving');
      }
      const back = { ...me, ...(await restore(me)).body };
      expect((await get('/users/profile', back)).body).toMatchObject({ connection_count: 1 });
      expect((await patch('/users/profile', { bio: 'Back' }, back)).status).toBe(200);
    }
  });

  it('the end of its grace is restored, or erased, and never both', async () => {
    for (let round = 0; round < 3; round++) {
      const me = await newPerson();
      await leave(me);
      await erasureDocument(me.id).update({ erases_at: new Date(0) });
      const [, restored] = await Promise.all([departures(), restore(me)]);
      if (await profileOf(me)) {
        expect(restored.status).toBe(200);
        expect((await login(me)).status).toBe(200);
      } else {
        // Whoever came too late is told so, and gets no tokens that open nothing.
        expect([401, 410]).toContain(restored.status);
        await departures();
        expect(await tracesOf(me)).toEqual([]);
      }
    }
  });
});
