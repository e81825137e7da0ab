import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { departures } from '../../functions/src/account/leave.ts';
import { auth } from '../../functions/src/firebase.ts';
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
  people,
  post,
  useApi,
} from '../support/api.ts';
import { atAuth } from '../support/at-auth.ts';
import { deliver } from '../support/triggers.ts';
import { leave, login, restore, stateOf } from './leaving.ts';
import { dump, tracesOf } from './scan.ts';

useApi();

const DAY = 24 * 60 * 60 * 1000;
const daysLater = (days: number) => onTestFinished(setClock(() => Date.now() + days * DAY));

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
    expect(idsOf(await get('/connections/suggestions?limit=20', asking))).not.toContain(leaver.id);

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

  it('comes back as it was', async () => {
    const { leaver, friend } = await settled();
    const before = await world();
    await leave(leaver);
    const restored = await restore(leaver);
    expect(restored.status).toBe(200);
    expect((await get('/users/profile', { ...leaver, ...restored.body })).body).toMatchObject({ id: leaver.id });
    const after = await world();
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    // No reason is as good as none; and an event of theirs has changed twice, which its calendar file says.
    const plain = (data: unknown) => ({ withheld: [], ...(data as object) });
    for (const [path, data] of before) {
      const { sequence, host } = data as { sequence?: number; host?: { id: string } };
      const changed = sequence !== undefined && host?.id === leaver.id && { sequence: sequence + 2 };
      expect(plain(after.get(path)), path).toEqual({ ...plain(data), ...changed });
    }
    expect((await get('/stories', friend)).body).toHaveLength(1);
    // Twice is once, and who isn't leaving is signed in.
    expect((await restore(leaver)).body).toMatchObject({ access: expect.any(String) });
    expect((await login(leaver)).status).toBe(200);
  });

  it('is erased when seven days are over, with a certificate that names nobody', async () => {
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

  it('is restored by nobody who loses the race against the end of the grace', async () => {
    const leaver = await newPerson();
    await leave(leaver);
    daysLater(7.1);
    // The end comes between the password and the commit.
    const tokenFor = auth().createCustomToken.bind(auth());
    const spy = vi.spyOn(auth(), 'createCustomToken').mockImplementationOnce(async (...args) => {
      await closeAccount(leaver.id);
      return tokenFor(...args);
    });
    onTestFinished(() => spy.mockRestore());
    expectProblem(await restore(leaver), 410, 'expired', /deleted for good/);
    expect(spy).toHaveBeenCalled();
    expect(await departures()).toMatchObject({ failed: 0 });
    expect(await tracesOf(leaver)).toEqual([]);
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
    await deliver('onSignInDeleted', { params: { uid: leaver.id } }, { contended: true });
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
