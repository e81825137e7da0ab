import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { forgetRevocations } from '../../functions/src/http/revocations.ts';
import { endSuspensions } from '../../functions/src/users/suspension.ts';
import { host, inHours, join } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import {
  connect,
  expectProblem,
  get,
  idsOf,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { atAuth } from '../support/at-auth.ts';
import { auditOf, newStaff, signedInAnew } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { deliver } from '../support/triggers.ts';

useApi();

const pass = useTime();

const REASON = 'Sold followers.';
const change = (who: Person, body: object, staff: Person) => patch(`/admin/users/${who.id}`, body, staff);
const suspend = async (who: Person, staff: Person, until: string | null = null) => {
  const reply = await change(who, { suspension: { reason: REASON, until } }, staff);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};
const logIn = (who: Person, password = who.password) => post('/users/auth/login', { username: who.username, password });
const profileOf = async ({ id }: Person) => (await db().doc(paths.user(id)).get()).data();

describe('a suspended person', () => {
  it('is out at once, and is told why and until when by the right password alone', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    const before = await signedInAnew(bob);
    const until = inHours(48);
    expect(await suspend(bob, staff, until)).toMatchObject({
      suspension: { reason: REASON, until },
      withheld: ['suspended'],
    });
    // 403 in the cloud; Auth's emulator looks itself whether a token of an earlier second was revoked.
    expect([401, 403]).toContain((await get('/users/profile', before)).status);
    const told = await logIn(bob);
    expectProblem(told, 403, 'account_suspended', /^This account is suspended until .* UTC: Sold followers\.$/);
    expect(told.body.suspension).toMatchObject({ reason: REASON, until });
    const [wrong, nobody] = [await logIn(bob, 'not my password'), await logIn({ ...bob, username: 'nobody_here' })];
    expectProblem(wrong, 401, 'invalid_credentials');
    const { request_id: _one, ...left } = wrong.body;
    const { request_id: _two, ...right } = nobody.body;
    expect(left).toEqual(right);
    expect([401, 403]).toContain((await post('/users/auth/refresh', { refresh: bob.refresh })).status);
  });

  it('gets in by no other way: neither past the API, nor with what login told', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    await suspend(bob, staff);
    const atDoor = await atAuth('signInWithPassword', { email: bob.email, password: bob.password });
    const told = await logIn(bob);
    // Nobody remembers the revocation any more: the token says it itself.
    await db().doc(paths.revocation(bob.id)).delete();
    forgetRevocations();
    for (const access of [atDoor.idToken, told.body.suspension.access]) {
      expectProblem(await get('/users/profile', { ...bob, access }), 403, 'account_suspended');
    }
    expectProblem(await post('/users/auth/refresh', { refresh: atDoor.refreshToken }), 403, 'account_suspended');
  });

  it('may leave for good', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    await suspend(bob, staff);
    const { access } = (await logIn(bob)).body.suspension;
    const left = await send('delete', '/users/profile', {
      as: { ...bob, access },
      body: { password: bob.password, at_once: true },
    });
    expect([200, 202], JSON.stringify(left.body)).toContain(left.status);
  });

  it('is found nowhere meanwhile, with everything they made, and everywhere again after it', async () => {
    const staff = await newStaff('users');
    const [bob, friend, between] = (await people(3)) as [Person, Person, Person];
    await connect(bob, friend);
    await connect(bob, between);
    const stranger = await newPerson();
    await connect(between, stranger);
    const story = await postPicture(bob);
    const [open, closed] = [await host(bob), await host(bob, { visibility: 'connections' })];
    const theirs = await host(friend);
    await join(friend, open.id);
    await join(bob, theirs.id);
    const seenBy = async () => ({
      search: idsOf(await get(`/users?search=${bob.username}`, friend)).includes(bob.id),
      profile: (await get(`/users/${bob.username}`, friend)).status,
      suggestions: idsOf(await get('/connections/suggestions', stranger)).includes(bob.id),
      request: (await post('/connections/request', { receiver: bob.id }, await newPerson())).status,
      stories: idsOf(await get('/stories', friend)).includes(story),
      latest: (await get('/stories/latest', friend)).body.latest !== null,
      view: (await post(`/stories/${story}/view`, undefined, friend)).status,
      event: (await get(`/events/${open.id}`)).status,
      closed: (await get(`/events/${closed.id}`, friend)).status,
      events: idsOf(await get('/events?when=upcoming', friend)).filter((id) => [open.id, closed.id].includes(id))
        .length,
      hosted: idsOf(await get(`/events?host=${bob.id}`)).length,
      attending: idsOf(await get('/events?attending=me', friend)).length,
      attendees: idsOf(await get(`/events/${theirs.id}/attendees`, friend)).includes(bob.id),
    });
    const before = await seenBy();
    expect(before).toEqual({
      search: true,
      profile: 200,
      suggestions: true,
      request: 201,
      stories: true,
      latest: true,
      view: 204,
      event: 200,
      closed: 200,
      events: 2,
      hosted: 1,
      attending: 1,
      attendees: true,
    });
    await suspend(bob, staff);
    expect(await seenBy()).toEqual({
      search: false,
      profile: 404,
      suggestions: false,
      request: 404,
      stories: false,
      latest: false,
      view: 404,
      event: 404,
      closed: 404,
      events: 0,
      hosted: 0,
      attending: 0,
      attendees: false,
    });
    expect((await change(bob, { suspension: null }, staff)).body).toMatchObject({ suspension: null, withheld: [] });
    expect(await seenBy()).toEqual(before);
    const back = await signedInAnew(bob);
    expect((await get('/stories/my_stories', back)).body).toMatchObject([{ id: story, view_count: 1 }]);
  });

  it('has requests that wait: nobody connects with them meanwhile', async () => {
    const staff = await newStaff('users');
    const [bob, friend] = (await people(2)) as [Person, Person];
    const { id } = (await post('/connections/request', { receiver: friend.id }, bob)).body;
    await suspend(bob, staff);
    const accept = () => patch(`/connections/${id}/action`, { status: 'accepted' }, friend);
    expectProblem(await accept(), 409, 'conflict', /isn’t there at the moment/);
    await change(bob, { suspension: null }, staff);
    expect((await accept()).status).toBe(200);
  });
});

describe('a suspension', () => {
  it('ends by itself at login, without a job', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    await suspend(bob, staff, inHours(1));
    pass(3_600_001);
    expect((await logIn(bob)).status).toBe(200);
    expect(await profileOf(bob)).not.toHaveProperty('withheld');
    expect((await db().doc(paths.account(bob.id)).get()).data()).not.toHaveProperty('suspension');
  });

  it('ends by itself through the job, and one without end doesn’t', async () => {
    const staff = await newStaff('users');
    const [bob, erin] = (await people(2)) as [Person, Person];
    await suspend(bob, staff, inHours(1));
    await suspend(erin, staff);
    expect(await endSuspensions()).toEqual({ ended: 0, failed: 0 });
    pass(3_600_001);
    expect(await endSuspensions()).toEqual({ ended: 1, failed: 0 });
    expect(await endSuspensions()).toEqual({ ended: 0, failed: 0 });
    expect(await profileOf(bob)).toMatchObject({ username_key: bob.username });
    expect((await auth().getUser(bob.id)).customClaims).not.toHaveProperty('suspended_until');
    expectProblem(await logIn(erin), 403, 'account_suspended', /^This account is suspended: Sold/);
  });

  it('can be given other terms, and each change stands in the audit log', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    await suspend(bob, staff);
    await suspend(bob, staff, inHours(24));
    await change(bob, { suspension: null }, staff);
    // Restored twice is restored once.
    expect((await change(bob, { suspension: null }, staff)).status).toBe(200);
    const log = (await auditOf(bob.id)).sort((a, b) => a.at.toMillis() - b.at.toMillis());
    expect(log.map(({ actor, details }) => [actor.id, details.before, details.after])).toMatchObject(
      [
        [staff.id, 'none', `without end: ${REASON}`],
        [staff.id, `without end: ${REASON}`, /Sold/],
        [staff.id, /Sold/, 'none'],
        [staff.id, 'none', 'none'],
      ].map((row) => row.map((cell) => (cell instanceof RegExp ? expect.stringMatching(cell) : cell))),
    );
  });

  it('is finished by the trigger where whoever set it died', async () => {
    const [staff, bob, friend] = [await newStaff('users'), await newPerson(), await newPerson()];
    await connect(bob, friend);
    const story = await postPicture(bob);
    const before = await profileOf(bob);
    // Only the commit was made.
    const until = inHours(24);
    const { suspendWithin } = await import('../../functions/src/users/suspension.ts');
    await db().runTransaction(async (tx) => suspendWithin(tx, before as never, {}, { reason: REASON, until }));
    const suspended = await profileOf(bob);
    const event = { params: { uid: bob.id }, before, after: suspended };
    await deliver('onUserUpdated', event);
    const told = await logIn(bob);
    expectProblem(told, 403, 'account_suspended');
    forgetRevocations();
    expectProblem(
      await get('/users/profile', { ...bob, access: told.body.suspension.access }),
      403,
      'account_suspended',
    );
    // 403 in the cloud, also for the token from before; Auth's emulator looks itself.
    expect([401, 403]).toContain((await get('/users/profile', bob)).status);
    expect(idsOf(await get('/stories', friend))).not.toContain(story);
    const revoked = (await db().doc(paths.revocation(bob.id)).get()).updateTime;
    await deliver('onUserUpdated', event);
    expect((await db().doc(paths.revocation(bob.id)).get()).updateTime).toEqual(revoked);
    await change(bob, { suspension: null }, staff);
    // One that comes late brings nothing back.
    await deliver('onUserUpdated', event);
    expect(idsOf(await get('/stories', friend))).toContain(story);
    expect((await logIn(bob)).status).toBe(200);
  });
});

describe('staff', () => {
  it('decide nothing about themselves, and one thing at a time', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    expectProblem(
      await change(staff, { suspension: { reason: REASON } }, staff),
      403,
      'permission_denied',
      /themselves/,
    );
    expectProblem(await change(staff, { permissions: ['users', 'audit'] }, staff), 403, 'permission_denied');
    for (const body of [
      {},
      { role: 'brand', sign_out: true },
      { suspension: { reason: ' ' } },
      { suspension: { reason: REASON, until: new Date(Date.now() - 1000).toISOString() } },
      { permissions: ['everything'] },
    ]) {
      expectProblem(await change(bob, body, staff), 400, 'invalid_request');
    }
    expectProblem(await patch(`/admin/users/${'0'.repeat(28)}`, { role: 'brand' }, staff), 404, 'not_found');
  });

  it('change a role, which tokens then say', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson({ role: 'brand' })];
    expect((await change(bob, { role: 'entrepreneur' }, staff)).body).toMatchObject({ role: 'entrepreneur' });
    expectProblem(await get('/users/profile', bob), 401, 'invalid_token');
    expect((await auth().getUser(bob.id)).customClaims).toMatchObject({ role: 'entrepreneur' });
    expect((await get('/users/profile', await signedInAnew(bob))).body).toMatchObject({ role: 'entrepreneur' });
  });

  it('change a role for good, also where whoever did died after the commit', async () => {
    const bob = await newPerson({ role: 'brand' });
    const before = await profileOf(bob);
    await db().doc(paths.user(bob.id)).update({ role: 'influencer' });
    const after = await profileOf(bob);
    const event = { params: { uid: bob.id }, before, after, time: new Date().toISOString() };
    await deliver('onUserUpdated', event);
    expect((await auth().getUser(bob.id)).customClaims).toMatchObject({ role: 'influencer' });
    expectProblem(await get('/users/profile', bob), 401, 'invalid_token');
    const anew = await signedInAnew(bob);
    // Late, or a second time, it ends nothing any more.
    await deliver('onUserUpdated', event);
    expect((await get('/users/profile', anew)).body).toMatchObject({ role: 'influencer' });
  });

  it('end somebody’s sessions', async () => {
    const [staff, bob] = [await newStaff('users'), await newPerson()];
    expect((await change(bob, { sign_out: true }, staff)).status).toBe(200);
    expectProblem(await get('/users/profile', bob), 401, 'invalid_token');
    expect((await get('/users/profile', await signedInAnew(bob))).status).toBe(200);
  });

  it('give rights and take them, but never the last one who can', async () => {
    const [staff, other] = [await newStaff('users'), await newStaff('users', 'audit')];
    const bob = await newPerson();
    expect((await change(bob, { permissions: ['reports'] }, staff)).body).toMatchObject({ permissions: ['reports'] });
    expect((await change(bob, { permissions: ['reports'] }, staff)).status).toBe(200);
    const anew = await signedInAnew(bob);
    expectProblem(await change(other, { role: 'brand' }, anew), 403, 'permission_denied');
    const { docs } = await db().collection('staff').where('permissions', 'array-contains', 'users').get();
    for (const doc of docs) if (![staff.id, other.id].includes(doc.id)) await doc.ref.update({ permissions: [] });
    expect((await change(other, { permissions: ['audit'] }, staff)).body).toMatchObject({ permissions: ['audit'] });
    // The right of this one was taken a moment ago, and its token doesn't know it yet on another instance.
    await db().doc(paths.revocation(other.id)).delete();
    forgetRevocations();
    expectProblem(await change(staff, { permissions: [] }, other), 409, 'conflict', /Nobody else has the permission/);
  });
});
