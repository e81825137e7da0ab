import { describe, expect, it, onTestFinished } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { connect, expectProblem, get, newPerson, type Person, patch, people, post, useApi } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';
import { host, inHours, join, leave } from './make.ts';

useApi();

const statusOf = async (who: Person, id: string) => (await get(`/events/${id}`, who)).body.attendance?.status ?? null;
const eventOf = async (id: string) => (await db().doc(paths.event(id)).get()).data();

describe('answering', () => {
  it('is interested or going, and twice is once', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    const first = await join(bob, id, 'interested');
    expect(first.body).toEqual({ event: id, status: 'interested', since: expect.any(String), place: null });
    expect((await join(bob, id, 'interested')).body).toEqual(first.body);
    expect((await join(bob, id)).body).toMatchObject({ status: 'going' });
    expect((await leave(bob, id)).status).toBe(204);
    expectProblem(await leave(bob, id), 404, 'not_found');
    expect(await statusOf(bob, id)).toBeNull();
  });

  it('writes nothing but the answer where there is no capacity', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    const before = await db().doc(paths.event(id)).get();
    const { cost } = await join(bob, id);
    expect(cost).toMatchObject({ reads: 4, writes: 2 });
    expect((await db().doc(paths.event(id)).get()).updateTime).toEqual(before.updateTime);
  });

  it.each(['maybe', 'invited', 'waiting', ''])('is nothing else: %s', async (status) => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { body } = await join(bob, (await host(alice)).id, status);
    expect(body.errors[0].field).toBe('status');
  });

  it('is neither the host’s nor of who isn’t to be found, and ends with the event', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice, { date: inHours(1) });
    expectProblem(await join(alice, id), 409, 'conflict', 'You are the host of this event.');
    await db()
      .doc(paths.user(bob.id))
      .update({ withheld: ['hidden'] });
    expectProblem(await join(bob, id), 404, 'not_found');
    await db().doc(paths.user(bob.id)).update({ withheld: [] });
    onTestFinished(setClock(() => Date.now() + 5 * 3_600_000));
    expectProblem(await join(bob, id), 409, 'conflict', 'This event is over.');
  });
});

describe('a capacity', () => {
  it('makes the others wait, in the order in which they came', async () => {
    const [alice, a, b, c] = (await people(4)) as [Person, Person, Person, Person];
    const { id } = await host(alice, { capacity: 1 });
    expect((await join(a, id)).body).toMatchObject({ status: 'going', place: null });
    expect((await join(b, id)).body).toMatchObject({ status: 'waiting', place: 1 });
    expect((await join(c, id)).body).toMatchObject({ status: 'waiting', place: 2 });
    expect((await join(c, id)).body).toMatchObject({ status: 'waiting', place: 2 });
    await leave(a, id);
    expect(await Promise.all([b, c].map((who) => statusOf(who, id)))).toEqual(['going', 'waiting']);
    expect((await get(`/events/${id}`, c)).body.attendance).toMatchObject({ place: 1 });
    // Who thinks better of it makes room, too.
    await join(b, id, 'interested');
    expect(await statusOf(c, id)).toBe('going');
    expect(await eventOf(id)).toMatchObject({ taken: 1, waiting: 0 });
    expect((await join(b, id)).body).toMatchObject({ status: 'waiting', place: 1 });
  });

  it('that is raised seats those who wait, as many as fit', async () => {
    const [alice, ...others] = (await people(6)) as [Person, ...Person[]];
    const { id } = await host(alice, { capacity: 1 });
    for (const who of others) await join(who, id);
    await patch(`/events/${id}`, { capacity: 3 }, alice);
    expect(await Promise.all(others.map((who) => statusOf(who, id)))).toEqual([
      ...['going', 'going', 'going', 'waiting', 'waiting'],
    ]);
    const lower = await patch(`/events/${id}`, { capacity: 2 }, alice);
    expectProblem(lower, 409, 'conflict', /^3 are going already/);
    expect(lower.body.errors).toEqual([{ field: 'capacity', message: 'At least 3.' }]);
    await patch(`/events/${id}`, { capacity: null }, alice);
    expect(await Promise.all(others.map((who) => statusOf(who, id)))).toEqual(Array(5).fill('going'));
  });

  it('counts those going when it comes later', async () => {
    const [alice, a, b, c] = (await people(4)) as [Person, Person, Person, Person];
    const { id } = await host(alice);
    for (const who of [a, b]) await join(who, id);
    expectProblem(await patch(`/events/${id}`, { capacity: 1 }, alice), 409, 'conflict');
    await patch(`/events/${id}`, { capacity: 2 }, alice);
    expect((await join(c, id)).body).toMatchObject({ status: 'waiting', place: 1 });
  });

  it('seats more than a commit takes', async () => {
    const alice = await newPerson();
    const { id } = await host(alice, { capacity: 1 });
    const waiting = 900;
    const writer = db().bulkWriter();
    for (let i = 0; i < waiting; i++) {
      const uid = String(i).padStart(28, '0');
      const times = { date: new Date(inHours(168)), ends_at: new Date(inHours(171)), since: new Date() };
      const answer = { id: uid, event: id, host: alice.id, status: 'waiting', turn: i + 1, invited_by: null, ...times };
      void writer.create(db().doc(paths.attendee(id, uid)), answer);
    }
    await writer.close();
    await db().doc(paths.event(id)).update({ taken: 1, waiting, last_turn: waiting });
    await patch(`/events/${id}`, { capacity: 851 }, alice);
    const going = db().collection(`events/${id}/attendees`).where('status', '==', 'going');
    expect((await going.count().get()).data().count).toBe(850);
    expect(await eventOf(id)).toMatchObject({ taken: 851, waiting: 50, unsettled: false });
    // Those who came first.
    const left = await db().collection(`events/${id}/attendees`).where('status', '==', 'waiting').get();
    expect(Math.min(...left.docs.map((doc) => doc.get('turn')))).toBe(851);
  });
});

describe('inviting', () => {
  it('is for connections, who answer by themselves', async () => {
    const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
    for (const friend of [bob, carol]) await connect(alice, friend);
    const { id } = await host(alice);
    await join(carol, id);
    const invite = () => post(`/events/${id}/invite`, { users: [bob.id, carol.id, bob.id] }, alice);
    expect((await invite()).body).toEqual({ invited: 1 });
    expect((await invite()).body).toEqual({ invited: 0 });
    expect(await statusOf(bob, id)).toBe('invited');
    expect(await statusOf(carol, id)).toBe('going');
    await join(bob, id, 'interested');
    const { body } = await get(`/events/${id}/attendees?status=interested`, alice);
    expect(body).toMatchObject([{ id: bob.id, username: bob.username, status: 'interested', invited: true }]);
  });

  it('refuses strangers, the blocked and nobody alike', async () => {
    const [alice, stranger, blocked] = (await people(3)) as [Person, Person, Person];
    const { id } = await host(alice);
    await post(`/users/${alice.id}/block`, undefined, blocked);
    const users = [stranger.id, blocked.id, '0'.repeat(28)];
    const { status, body } = await post(`/events/${id}/invite`, { users }, alice);
    expect(status).toBe(400);
    const message = 'You are not connected with this person.';
    expect(body.errors).toEqual(users.map((_, i) => ({ field: `users.${i}`, message })));
    expectProblem(await post(`/events/${id}/invite`, { users: [] }, alice), 400, 'invalid_request');
  });
});

describe('friends who go', () => {
  it('are told by name and number, to whoever may see the event', async () => {
    const [alice, me, bob, carol, dave, stranger] = (await people(6)) as [
      Person,
      Person,
      Person,
      Person,
      Person,
      Person,
    ];
    for (const friend of [bob, carol, dave]) await connect(me, friend);
    const { id } = await host(alice);
    for (const who of [bob, carol, stranger]) await join(who, id);
    await join(dave, id, 'interested');
    const asked = async () => (await get(`/events/${id}/friends`, me)).body;
    const expected = { count: 2, people: expect.arrayContaining([expect.objectContaining({ id: bob.id })]) };
    expect(await asked()).toMatchObject(expected);
    // The same by the other way, where many are going.
    await db().doc(paths.event(id)).update({ 'counts.going': 5_000 });
    expect(await asked()).toMatchObject(expected);
    expect((await get(`/events/${id}/friends`, await newPerson())).body).toEqual({ count: 0, people: [] });
    await post(`/users/${me.id}/block`, undefined, alice);
    expectProblem(await get(`/events/${id}/friends`, me), 404, 'not_found');
  });
});

describe('the attendees', () => {
  it('are listed for the host, page by page', async () => {
    const [alice, ...guests] = (await people(4)) as [Person, ...Person[]];
    const { id } = await host(alice);
    for (const guest of guests) await join(guest, id);
    const { body, headers } = await get(`/events/${id}/attendees?limit=2`, alice);
    expect(body.map((who: Person) => who.id)).toEqual(guests.slice(0, 2).map((who) => who.id));
    const link = /<\/api\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1] ?? '';
    expect((await get(link, alice)).body).toMatchObject([{ id: guests[2]?.id, status: 'going', invited: false }]);
    expectProblem(await get(`/events/${id}/attendees`, guests[0]), 403, 'permission_denied');
    expectProblem(await get(`/events/${id}/attendees`), 401, 'not_authenticated');
  });

  it('are found by their names, also by new ones, whatever they answered', async () => {
    const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
    await patch('/users/profile', { display_name: 'Zoë Łukasz-Østergård' }, bob);
    await connect(alice, carol);
    const { id } = await host(alice);
    await join(bob, id);
    await post(`/events/${id}/invite`, { users: [carol.id] }, alice);
    const found = async (search: string, status = '') =>
      (await get(`/events/${id}/attendees?search=${encodeURIComponent(search)}${status}`, alice)).body.map(
        (who: Person) => who.id,
      );
    for (const words of ['zoe', 'ŁUKASZ', 'ostergard zo', bob.username]) expect(await found(words)).toEqual([bob.id]);
    expect(await found(carol.username, '&status=invited')).toEqual([carol.id]);
    expect(await found('zoe', '&status=invited')).toEqual([]);
    expect(await found('nobody')).toEqual([]);
    const before = (await db().doc(paths.user(bob.id)).get()).data();
    await patch('/users/profile', { display_name: 'Renamed' }, bob);
    const after = (await db().doc(paths.user(bob.id)).get()).data();
    for (let i = 0; i < 2; i++) await deliver('onUserUpdated', { before, after, params: { uid: bob.id } });
    expect(await found('renamed')).toEqual([bob.id]);
    expect(await found('zoe')).toEqual([]);
    // An answer that changes keeps what they are found by.
    await join(bob, id, 'interested');
    expect(await found('renamed', '&status=interested')).toEqual([bob.id]);
  });
});
