import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { departures } from '../../functions/src/account/leave.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { closeAccount, erasureDocument } from '../../functions/src/users/closing.ts';
import { host, join } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import {
  connect,
  expectProblem,
  get,
  idsOf,
  mail,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { atAuth } from '../support/at-auth.ts';
import { signedInAnew } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';
import { dump, tracesOf } from './scan.ts';

useApi();

const DAY = 24 * 60 * 60 * 1000;
const contended = true;
const daysLater = (days: number) => onTestFinished(setClock(() => Date.now() + days * DAY));

const leave = (who: Person, body: object = { password: who.password }) =>
  send('delete', '/users/profile', { as: who, body, contended });
const login = ({ username, password }: Person) => post('/users/auth/login', { username, password });
const restore = ({ username, password }: Person) =>
  send('post', '/users/profile/restore', { body: { username, password }, contended });
const stateOf = async ({ id }: Person) => (await erasureDocument(id).get()).data()?.state;
const profileOf = async ({ id }: Person) => (await db().doc(paths.user(id)).get()).data();

/** Everything but what counts or ends by itself. */
async function world(): Promise<Map<string, unknown>> {
  const found = await dump();
  for (const path of found.keys()) if (/^(rate_limits|revocations)\//.test(path)) found.delete(path);
  return found;
}

/** Somebody with connections, and events and a story that others see. */
async function settled() {
  const [leaver, friend, asking] = (await people(3)) as [Person, Person, Person];
  await connect(leaver, friend);
  await post('/connections/request', { receiver: leaver.id }, asking);
  const open = await host(leaver);
  const closed = await host(leaver, { visibility: 'connections' });
  await join(friend, open.id);
  await join(leaver, (await host(friend)).id);
  await postPicture(leaver);
  return { leaver, friend, asking, open, closed };
}

describe('an account that is deleted', () => {
  it('is hidden and signed out at once, and keeps its name and address', async () => {
    const { leaver, friend, asking, open, closed } = await settled();
    expect((await get('/stories', friend)).body).toHaveLength(1);
    const reply = await leave(leaver);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ status: 'leaving', certificate: null });
    expect(Date.parse(reply.body.erases_at) - Date.now()).toBeGreaterThan(6.9 * DAY);

    // 403; Auth's emulator answers itself where the token is from an earlier second than the end of its session.
    expect([401, 403]).toContain((await get('/users/profile', leaver)).status);
    expectProblem(await post('/users/auth/refresh', { refresh: leaver.refresh }), 401, 'invalid_token');
    // Past the API, too.
    const { idToken } = await atAuth('signInWithPassword', { email: leaver.email, password: leaver.password });
    expectProblem(await get('/users/profile', { ...leaver, access: idToken }), 401, 'invalid_token');

    expectProblem(await get(`/users/${leaver.username}`, friend), 404, 'not_found');
    expect((await get(`/users?search=${leaver.username}`, friend)).body).toEqual([]);
    for (const { id } of [open, closed]) expectProblem(await get(`/events/${id}`, friend), 404, 'not_found');
    expectProblem(await get(`/events/${open.id}`), 404, 'not_found');
    for (const as of [friend, undefined]) expect(idsOf(await get('/events', as))).not.toContain(open.id);
    expect((await get('/stories', friend)).body).toEqual([]);
    expectProblem(await post('/connections/request', { receiver: leaver.id }, await newPerson()), 404, 'not_found');
    expect((await get('/connections/suggestions', asking)).body).toEqual([]);

    const registration = { role: 'brand', password: 'another phrase' };
    const name = { ...registration, username: leaver.username, email: mail('other_address') };
    const address = { ...registration, username: 'other_name', email: leaver.email };
    for (const body of [name, address]) expectProblem(await post('/users/auth/register', body), 400, 'invalid_request');
    // However long ago it registered.
    daysLater(1);
    for (const body of [name, address]) expectProblem(await post('/users/auth/register', body), 400, 'invalid_request');
  });

  it('tells whoever signs in until when it can be restored, and nobody else', async () => {
    const leaver = await newPerson();
    await leave(leaver);
    const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.now() + 7 * DAY);
    expectProblem(await login(leaver), 403, 'account_leaving', new RegExp(date));
    expectProblem(await login({ ...leaver, username: leaver.email }), 403, 'account_leaving');
    expectProblem(await login({ ...leaver, password: 'not this one' }), 401, 'invalid_credentials');
    expectProblem(await restore({ ...leaver, password: 'not this one' }), 401, 'invalid_credentials');
    expect(await stateOf(leaver)).toBe('leaving');
  });

  it('comes back as it was', { timeout: 30_000 }, async () => {
    const { leaver, friend } = await settled();
    const before = await world();
    await leave(leaver);
    const restored = await restore(leaver);
    expect(restored.status).toBe(200);
    expect((await get('/users/profile', { ...leaver, ...restored.body })).body).toMatchObject({ id: leaver.id });
    const after = await world();
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    // No reason is as good as none.
    const plain = (data: unknown) => ({ withheld: [], ...(data as object) });
    for (const [path, data] of before) expect(plain(after.get(path)), path).toEqual(plain(data));
    expect((await get('/stories', friend)).body).toHaveLength(1);
    // Twice is once, and who isn't leaving is signed in.
    expect((await restore(leaver)).body).toMatchObject({ access: expect.any(String) });
    expect((await login(leaver)).status).toBe(200);
  });

  it('is erased when seven days are over, with a certificate that names nobody', { timeout: 30_000 }, async () => {
    const { leaver, friend } = await settled();
    await leave(leaver);
    daysLater(6.9);
    expect(await departures()).toMatchObject({ failed: 0 });
    expect(await stateOf(leaver)).toBe('leaving');
    daysLater(7.1);
    expect(await departures()).toMatchObject({ failed: 0, erasing: 0 });
    expect(await tracesOf(leaver)).toEqual([]);
    expect((await get('/users/profile', friend)).body.connection_count).toBe(0);
    expectProblem(await login(leaver), 401, 'invalid_credentials');
    expectProblem(await restore(leaver), 401, 'invalid_credentials');
    const { certificate = '' } = (await erasureDocument(leaver.id).get()).data() ?? {};
    const reply = await get(`/users/certificates/${certificate}`);
    expect(reply.body).toMatchObject({
      removed: { user: 1, account: 1, username: 1, connection: 2, edges: 1, event: expect.any(Number) },
      kept: expect.arrayContaining([{ part: 'audit', why: expect.any(String) }]),
    });
    // Asked for when it began, and not when the grace was over.
    expect(Date.parse(reply.body.erased_at) - Date.parse(reply.body.asked_at)).toBeGreaterThan(7 * DAY);
    for (const word of [leaver.id, leaver.username, leaver.email])
      expect(JSON.stringify(reply.body)).not.toContain(word);
    const other = certificate.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expectProblem(await get(`/users/certificates/${other}`), 404, 'not_found');
  });

  it('can be gone at once all the same, by the password', async () => {
    const leaver = await newPerson();
    // In the cloud an older token is still good for asking; Auth's emulator looks itself whether it was revoked.
    const spy = vi.spyOn(auth(), 'revokeRefreshTokens').mockResolvedValue();
    onTestFinished(() => void spy.mockRestore());
    await leave(leaver);
    expectProblem(await get('/users/profile', leaver), 403, 'account_suspended');
    // Asked again, nothing changes, and no password is needed.
    expect((await leave(leaver, {})).body).toMatchObject({ status: 'leaving' });
    expectProblem(await leave(leaver, { at_once: true }), 400, 'invalid_request');
    const gone = await leave(leaver, { password: leaver.password, at_once: true });
    expect(gone.body).toMatchObject({ status: 'erased', erases_at: null, certificate: expect.any(String) });
    expect((await get(`/users/certificates/${gone.body.certificate}`)).status).toBe(200);
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('is erased by the next run, where one had no time for all of it', async () => {
    const { leaver } = await settled();
    await leave(leaver);
    await closeAccount(leaver.id);
    expect(await stateOf(leaver)).toBe('erasing');
    const { erasures_finished, erasures_open } = await departures();
    expect(erasures_finished).toBeGreaterThan(0);
    expect(erasures_open).toBe(0);
    expect(await stateOf(leaver)).toBe('erased');
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('goes at once where its sign-in is deleted at Firebase Auth', async () => {
    const leaver = await newPerson();
    await leave(leaver);
    await auth().deleteUser(leaver.id);
    await deliver('onSignInDeleted', { params: { uid: leaver.id } }, { contended });
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('finds what has changed meanwhile', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    await connect(a, b);
    await connect(a, c);
    await Promise.all([leave(a), leave(b, { password: b.password, at_once: true })]);
    expect(await tracesOf(b)).toEqual([]);
    const back = { ...a, ...(await restore(a)).body };
    expect((await get('/users/profile', back)).body.connection_count).toBe(1);
    expect((await get('/connections', back)).body).toHaveLength(1);
  });
});

describe('a fault', { timeout: 60_000 }, () => {
  const fault = () => Object.assign(new Error('A fault that was put there.'), { code: 7 });

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
  ])('%s ends hidden, and comes back whole', { timeout: 30_000 }, async (_, meets) => {
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

  it('the end of its grace is restored, or erased, and never both', { timeout: 30_000 }, async () => {
    for (let round = 0; round < 3; round++) {
      const me = await newPerson();
      await leave(me);
      await erasureDocument(me.id).update({ erases_at: new Date(0) });
      const [, restored] = await Promise.all([departures(), restore(me)]);
      if (await profileOf(me)) {
        expect(restored.status).toBe(200);
        expect((await login(me)).status).toBe(200);
      } else {
        await departures();
        expect(await tracesOf(me)).toEqual([]);
      }
    }
  });
});
