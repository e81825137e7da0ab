import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eraseAccount } from '../../functions/src/account/erase.ts';
import { PARTS } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { newTimedId } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, bucket, db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { tell } from '../notifications/tell.ts';
import { postPicture } from '../stories/post.ts';
import {
  connect,
  expectProblem,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { atAuth } from '../support/at-auth.ts';
import { newStaff } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';
import { dump, dumpFiles, tracesOf } from './scan.ts';

useApi();

const erase = (who: Person, body: object = { password: who.password, at_once: true }) =>
  send('delete', '/users/profile', { as: who, body, contended: true });

const STORY = newTimedId(Date.now());
const TIMES = { date: new Date(), ends_at: new Date() };
/** As much of an event as its erasure goes by; the rest is whatever its schema wants. */
const plantedEvent = (uid: string) => ({
  ...TIMES,
  id: 'planted',
  title: 'Planted',
  description: '',
  time_zone: 'UTC',
  location: '',
  link: null,
  cover: null,
  host: { id: uid, username: 'inventoried', display_name: '', role: 'brand', avatar_url: null, is_verified: false },
  visibility: 'public',
  capacity: null,
  counts: { interested: 0, going: 0, invited: 0, waiting: 0 },
  status: 'scheduled',
  cancel_message: null,
  sequence: 0,
  created_at: new Date(),
  updated_at: new Date(),
  taken_down: null,
  listed: 'public',
  search_tokens: [],
  counted_at: null,
  taken: 0,
  waiting: 0,
  last_turn: 0,
  changed: null,
  next_reminder_at: null,
  shards: 0,
  unsettled: false,
});
const plantedAnswer = (id: string, host: string) => ({
  ...{ ...TIMES, id, host, event: 'elsewhere', status: 'going', since: new Date(), turn: null, invited_by: null },
});

/** What lies of the leaver in each collection: a path without its line doesn't compile. */
const PLANTED: Record<keyof typeof paths, (uid: string, stranger: string) => [path: string, data?: object]> = {
  user: (uid) => [paths.user(uid)],
  account: (uid) => [paths.account(uid)],
  certificate: () => [paths.certificate('x')],
  blocks: (uid) => [paths.blocks(uid)],
  blockers: (uid) => [paths.blockers(uid, 1)],
  notification: (uid) => [paths.notification(uid, 'x')],
  device: (uid) => [paths.device(uid, 'x')],
  push: (uid) => [paths.push('x'), { to: uid }],
  edges: (uid) => [paths.edges(uid, 7)],
  verificationState: (uid) => [paths.verificationState(uid)],
  verification: (uid) => [paths.verification('x'), { user: uid }],
  staff: (uid) => [paths.staff(uid), { uid, permissions: [], since: new Date() }],
  username: () => [paths.username('inventoried')],
  connection: (uid, stranger) => [paths.connection(pairId(uid, stranger))],
  story: (uid) => [paths.story(STORY), { author: { id: uid }, shards: 1 }],
  audience: (uid) => [paths.audience(`story_${STORY}_0`), { author: { id: uid }, members: [] }],
  event: (uid) => [paths.event('planted'), plantedEvent(uid)],
  attendee: (uid, stranger) => [paths.attendee('elsewhere', uid), plantedAnswer(uid, stranger)],
  conversation: (uid, stranger) => [
    paths.conversation(pairId(uid, stranger)),
    { members: [uid, stranger], updated_at: new Date() },
  ],
  message: (uid, stranger) => [paths.message(pairId(uid, stranger), 'x'), { sender: uid }],
  messageVideo: (uid, stranger) => [paths.messageVideo(pairId(uid, stranger), 'x')],
  typing: (uid, stranger) => [paths.typing(pairId(uid, stranger), stranger)],
  chatState: (uid) => [paths.chatState(uid)],
  report: (uid) => [paths.report('x'), { target: { owner: uid } }],
  erasure: (uid) => [paths.erasure(uid)],
  dataExport: (uid) => [paths.dataExport(uid)],
  analytics: () => [paths.analytics('2026-11-26')],
  sweep: () => [paths.sweep('people')],
  revocation: (uid) => [paths.revocation(uid)],
  audit: () => [paths.audit('x')],
  calendar: (uid) => [paths.calendar('planted'), { uid }],
  fanOut: (uid) => [paths.fanOut('x'), { people: [uid] }],
  deadLetter: (uid) => [paths.deadLetter('x'), { people: [uid] }],
  rateLimit: () => [paths.rateLimit('x')],
  idempotency: () => [paths.idempotency('x')],
};

const EMPTY = { ids: [], quiet: { hosting: [], attendance: [], everything: [] } };

describe('deleting an account', () => {
  it('does with each collection and folder what the inventory says', async () => {
    const leaver = await newPerson({ username: 'Inventoried' });
    const stranger = await newPerson();
    await post('/connections/request', { receiver: leaver.id }, stranger);
    await tell(stranger, 0, leaver);
    const [blocked, blocker] = (await people(2)) as [Person, Person];
    expect((await post(`/users/${blocked.id}/block`, undefined, leaver)).status).toBe(204);
    expect((await post(`/users/${leaver.id}/block`, undefined, blocker)).status).toBe(204);
    const names = Object.keys(PLANTED) as (keyof typeof paths)[];
    const places = names.map((name) => ({ name, place: PLANTED[name](leaver.id, stranger.id) }));
    for (const { name, place } of places) {
      const [path, data = { x: 1 }] = place;
      const written = ['erasure', 'revocation'].includes(name) || (await db().doc(path).get()).exists;
      if (!written) await db().doc(path).set(data);
    }
    for (const folder of Object.values(folders)) {
      await bucket()
        .file(`${folder(leaver.id)}/deep/down.webp`)
        .save(Buffer.from('x'), { resumable: false });
    }
    expect((await erase(leaver)).status).toBe(200);
    for (const { name, place } of places) {
      const kept = typeof PARTS[name].erase === 'object';
      expect((await db().doc(place[0]).get()).exists, name).toBe(kept);
    }
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('leaves nothing of it, and nothing else changed', async () => {
    const [friend, asked, bystander] = (await people(3)) as [Person, Person, Person];
    await postPicture(bystander);
    const before = await dump();
    const others = [friend.id, asked.id, bystander.id];
    const filesBefore = await dumpFiles(...others);
    const leaver = await newPerson({ username: 'Leaver' });
    await connect(leaver, friend);
    await post('/connections/request', { receiver: asked.id }, leaver);
    await post('/connections/request', { receiver: leaver.id }, bystander);
    await tell(leaver, 0);

    const reply = await erase(leaver);
    expect(reply.status).toBe(200);
    // One notification, one edge document.
    expect(reply.body).toMatchObject({ status: 'erased', erases_at: null, removed: { connections: 3, documents: 2 } });

    const after = await dump();
    for (const path of [...before.keys(), ...after.keys()]) {
      // Limiters count on, the token that still lives must open nothing, and that the account has ended is on record.
      if (path.startsWith('rate_limits/')) continue;
      const kept = [paths.revocation(leaver.id), paths.erasure(leaver.id), paths.certificate(reply.body.certificate)];
      if (kept.includes(path as never)) continue;
      // An edge document that was made and emptied again means the same as none.
      if (path === paths.edges(friend.id, 0)) expect(after.get(path)).toMatchObject(EMPTY);
      else expect(after.get(path), path).toEqual(before.get(path));
    }
    expect(filesBefore.size).toBeGreaterThanOrEqual(2);
    expect(await dumpFiles(...others)).toEqual(filesBefore);
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('of somebody who was staff, or whom staff decided about, leaves what was done without their names', async () => {
    const [reporter, bystander] = (await people(2)) as [Person, Person];
    const [first, second] = [await newStaff('reports', 'users'), await newStaff('reports', 'users')];
    const reported = await newPerson({ username: 'Decided_about' });
    const [id, other] = await Promise.all(
      [reported, bystander].map(({ id }) =>
        post('/reports', { target: { kind: 'user', id }, category: 'spam' }, reporter).then(({ body }) => body.id),
      ),
    );
    const decide = (of: string, reason: string) =>
      post(`/admin/reports/${of}/decision`, { action: 'warn', reason }, first);
    await decide(id, 'Decided_about sells');
    await decide(other, 'Spam');
    await post(`/admin/reports/${other}/reversal`, { reason: 'We were wrong.' }, second);
    await patch(`/admin/users/${reported.id}`, { suspension: { reason: 'Decided_about is bad' } }, first);
    await get(`/admin/users/${first.id}`, second);
    // Somebody is left who can give rights.
    await newStaff('users');
    for (const gone of [reported, first, second]) {
      expect((await eraseAccount(gone.id, 8)).state).toBe('erased');
      expect(await tracesOf(gone)).toEqual([]);
    }
    const kept = (await db().doc(paths.report(other)).get()).data();
    expect(kept).toMatchObject({ decision: { action: 'warn', by: null }, reversal: { by: null } });
    const log = (await db().collection('audit_log').where('actor.id', '==', first.id).get()).docs.map((doc) =>
      doc.data(),
    );
    expect(log.map(({ action, actor }) => [action, actor.username])).toContainEqual([
      'Changed what somebody may do',
      'somebody who has left',
    ]);
    expect(log.find(({ target }) => target.id === reported.id)).toMatchObject({ details: { change: 'suspension' } });
    // Others decide what is left.
    expect((await get('/reports/mine', reporter)).body).toMatchObject([{ id: other, outcome: 'undone' }]);
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
    for (const body of [{ password: 'not this one' }, {}]) {
      const reply = await send('delete', '/users/profile', { as: careful, body });
      expectProblem(reply, 400, 'invalid_request');
      expect(reply.body.errors[0].field).toBe('password');
    }
    expectProblem(await send('delete', '/users/profile', { as: careful }), 400, 'invalid_request');
    expect((await get('/users/profile', careful)).status).toBe(200);
  });

  it('takes the password in the body of a POST, too', async () => {
    const leaver = await newPerson();
    const reply = await post('/users/profile/delete', { password: leaver.password, at_once: true }, leaver);
    expect(reply.body).toMatchObject({ status: 'erased' });
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('leaves a name alone that is somebody else’s by now', async () => {
    const leaver = await newPerson({ username: 'passed_on' });
    expect((await erase(leaver)).status).toBe(200);
    const heir = await newPerson({ username: 'passed_on' });
    // The second of two deletions at once, which was only slow.
    await eraseAccount(leaver.id, 5);
    expect((await db().doc(paths.username('passed_on')).get()).get('uid')).toBe(heir.id);
    expect((await post('/users/auth/login', { username: 'passed_on', password: heir.password })).status).toBe(200);
  });

  it('lets two who are connected go in the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = (await people(2)) as [Person, Person];
      await connect(a, b);
      const replies = await Promise.all([erase(a), erase(b)]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      for (const gone of [a, b]) expect(await tracesOf(gone)).toEqual([]);
    }
  });

  it('answers several deletions at once alike', async () => {
    for (let round = 0; round < 3; round++) {
      const [leaver, friend] = (await people(2)) as [Person, Person];
      await connect(leaver, friend);
      const replies = await Promise.all([erase(leaver), erase(leaver), erase(leaver)]);
      for (const { status, body } of replies) expect([200, 202], JSON.stringify(body)).toContain(status);
      expect(await tracesOf(leaver)).toEqual([]);
      expect((await get('/users/profile', friend)).body.connection_count).toBe(0);
    }
  });
});

describe('deleting an account without a password', () => {
  const MINUTE = 60_000;
  const later = (minutes: number) => onTestFinished(setClock(() => Date.now() + minutes * MINUTE));

  it('takes a recent sign-in instead', async () => {
    const person = await newPerson();
    await auth().updateUser(person.id, { providerToLink: { providerId: 'google.com', uid: person.id } });
    await auth().updateUser(person.id, { providersToUnlink: ['password'] });
    later(6);
    expectProblem(await erase(person, {}), 403, 'recent_sign_in_required');
    later(4);
    expect((await erase(person, { at_once: true })).status).toBe(200);
    expect(await tracesOf(person)).toEqual([]);
  });

  it('takes the session where nobody can sign in any more', async () => {
    const person = await newPerson();
    await atAuth('update', { idToken: person.access, deleteAttribute: ['EMAIL'], deleteProvider: ['password'] });
    expect((await auth().getUser(person.id)).email).toBeUndefined();
    later(6);
    expect((await erase(person, { at_once: true })).status).toBe(200);
    expect(await tracesOf(person)).toEqual([]);
  });
});

describe('an erasure that is not finished', () => {
  it('goes on in the background, and tells whoever asks again', async () => {
    const [leaver, friend] = (await people(2)) as [Person, Person];
    await connect(leaver, friend);
    vi.spyOn(auth(), 'deleteUser').mockRejectedValueOnce(new Error('Auth is away'));
    const begun = await erase(leaver);
    expect(begun.status).toBe(202);
    expect(begun.body).toMatchObject({ status: 'erasing', removed: { connections: 0, documents: 0 } });
    // Closed at once, whatever is left.
    expectProblem(await get('/users/profile', leaver), 403, 'account_suspended');
    expectProblem(await get(`/users/${leaver.username}`, friend), 404, 'not_found');
    for (const username of [leaver.username, leaver.email]) {
      const login = await post('/users/auth/login', { username, password: leaver.password });
      expectProblem(login, 401, 'invalid_credentials');
    }
    // Without the password: it was given.
    const again = await send('delete', '/users/profile', { as: leaver, body: { at_once: true }, contended: true });
    expect(again.body).toMatchObject({ status: 'erased', removed: { connections: 1, documents: 1 } });
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('is finished by its trigger', async () => {
    const [leaver, friend] = (await people(2)) as [Person, Person];
    await connect(leaver, friend);
    vi.spyOn(auth(), 'deleteUser').mockRejectedValueOnce(new Error('Auth is away'));
    expect((await erase(leaver)).status).toBe(202);
    await db()
      .doc(paths.erasure(leaver.id))
      .update({ busy_until: new Date(0) });
    await deliver('onErasureAsked', { params: { uid: leaver.id } });
    expect(await tracesOf(leaver)).toEqual([]);
    // A second delivery finds nothing to do.
    expect(await deliver('onErasureAsked', { params: { uid: leaver.id } })).toMatchObject({ reads: 1, writes: 0 });
  });

  it('takes more than a page, and stops when time is up', async () => {
    const leaver = await newPerson();
    for (let page = 0; page < 3; page++) {
      const batch = db().batch();
      for (let i = 0; i < 400; i++) batch.set(db().doc(paths.notification(leaver.id, `n${page}-${i}`)), { i });
      await batch.commit();
    }
    const begun = await eraseAccount(leaver.id, 0);
    expect(begun).toMatchObject({ state: 'erasing', left: ['notification', 'audit'], removed: { documents: 500 } });
    const finished = await eraseAccount(leaver.id, 5);
    expect(finished).toMatchObject({ state: 'erased', left: [], attempts: 2, removed: { documents: 1200 } });
    expect(await tracesOf(leaver)).toEqual([]);
  });
});

describe('a sign-in that was deleted at Firebase Auth', () => {
  it('takes the rest of the account along', async () => {
    const [leaver, friend] = (await people(2)) as [Person, Person];
    await connect(leaver, friend);
    await auth().deleteUser(leaver.id);
    await deliver('onSignInDeleted', { params: { uid: leaver.id } });
    expect(await tracesOf(leaver)).toEqual([]);
    expect((await get('/users/profile', friend)).body.connection_count).toBe(0);
    expect(await deliver('onSignInDeleted', { params: { uid: leaver.id } })).toMatchObject({ reads: 1, writes: 0 });
  });
});
