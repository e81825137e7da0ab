import { describe, expect, it, onTestFinished } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { hideEventWithin } from '../../functions/src/events/withhold.ts';
import { db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { storedTime } from '../../functions/src/store/converter.ts';
import { connect, del, get, newPerson, type Person, patch, people, post, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { attendeeWrite, deliverAttendee, deliverEvent, eventWrite, madeEvent } from './deliver.ts';
import { host, inHours, join, leave } from './make.ts';

useApi();

interface Row {
  id: string;
  type: string;
  message: string;
  is_read: boolean;
  count: number;
}
const told = async (who: Person): Promise<Row[]> => (await get('/notifications', who)).body;
const messages = async (who: Person) => (await told(who)).map(({ message }) => message);
const read = async (who: Person) => void (await post('/notifications/read', undefined, who));

/** Somebody with friends, all of them connected with them. */
async function circle(friends: number): Promise<[Person, ...Person[]]> {
  const [me, ...others] = (await people(friends + 1)) as [Person, ...Person[]];
  for (const friend of others) await connect(me, friend);
  return [me, ...others];
}
const answer = (who: Person, id: string, status = 'going') => attendeeWrite(id, who.id, () => join(who, id, status));

describe('a new event', () => {
  it('is told to the host’s connections in the words of the seed, once', async () => {
    const [alice, bob] = await circle(1);
    const stranger = await newPerson();
    const { id } = await host(alice);
    const made = await madeEvent(id);
    await deliverEvent(made, 3);
    await read(bob as Person);
    await deliverEvent(made);
    expect(await told(bob as Person)).toMatchObject([
      {
        type: 'event',
        message: `${alice.username} is hosting a new event: Summer Gala`,
        target: { kind: 'event', id },
        actor: { id: alice.id },
        is_read: true,
      },
    ]);
    expect(await told(stranger)).toEqual([]);
  });

  it('that is gone or cancelled by then is told to nobody, and what was told goes with it', async () => {
    const [alice, bob] = (await circle(1)) as [Person, Person];
    const first = await host(alice);
    const made = await madeEvent(first.id);
    await deliverEvent(made);
    expect(await messages(bob)).toHaveLength(1);
    await deliverEvent(await eventWrite(first.id, () => del(`/events/${first.id}`, alice)));
    expect(await messages(bob)).toEqual([]);
    // In the other order.
    await deliverEvent(made);
    expect(await messages(bob)).toEqual([]);
    const second = await host(alice);
    const late = await madeEvent(second.id);
    await post(`/events/${second.id}/cancel`, {}, alice);
    await deliverEvent(late);
    expect(await messages(bob)).toEqual([]);
  });

  it('that staff have hidden by then is told to nobody, nor who is invited to it or joins it', async () => {
    const [alice, bob, carol] = (await circle(2)) as [Person, Person, Person];
    await connect(bob, carol);
    const { id } = await host(alice);
    const made = await madeEvent(id);
    const joined = await answer(bob, id);
    await db().runTransaction((tx) => hideEventWithin(tx, id, true));
    await deliverEvent(made);
    await deliverAttendee(joined);
    await deliverAttendee(
      await attendeeWrite(id, carol.id, () => post(`/events/${id}/invite`, { users: [carol.id] }, alice)),
    );
    expect([...(await messages(bob)), ...(await messages(carol))]).toEqual([]);
  });

  it('with a long title fits', async () => {
    const [alice, bob] = (await circle(1)) as [Person, Person];
    const { id } = await host(alice, { title: `Gala ${'👩‍👩‍👧‍👦'.repeat(30)}` });
    await deliverEvent(await madeEvent(id));
    expect((await messages(bob))[0]).toMatch(/: .*…$/);
  });
});

describe('an answer', () => {
  it('is told to connections in the words of the seed, and counted', async () => {
    const [bob, friend] = (await circle(1)) as [Person, Person];
    const alice = await newPerson();
    const { id } = await host(alice);
    const going = await answer(bob, id);
    await deliverAttendee(going, 3);
    expect(await told(friend)).toMatchObject([
      { type: 'event', message: `${bob.username} is going to Summer Gala`, count: 1 },
    ]);
    expect((await get(`/events/${id}`)).body.counts).toEqual({ interested: 0, going: 1, invited: 0, waiting: 0 });
    const left = await attendeeWrite(id, bob.id, () => leave(bob, id));
    await deliverAttendee(left);
    expect((await get(`/events/${id}`)).body.counts.going).toBe(0);
    const other = await host(alice, { title: 'Other' });
    await deliverAttendee(await answer(bob, other.id, 'interested'));
    expect(await messages(friend)).toContain(`${bob.username} is interested in Other`);
  });

  it('of many friends at one event is one row with a count', async () => {
    const [me, ...friends] = (await circle(3)) as [Person, Person, Person, Person];
    const { id } = await host(await newPerson());
    const events = [];
    for (const friend of friends) events.push(await answer(friend, id));
    for (const event of events) await deliverAttendee(event);
    for (const event of events.toReversed()) await deliverAttendee(event, 2);
    expect(await told(me)).toMatchObject([
      { count: 3, is_read: false, message: expect.stringMatching(/and 2 others are/) },
    ]);
    await read(me);
    for (const event of events) await deliverAttendee(event);
    expect(await told(me)).toMatchObject([{ is_read: true }]);
  });

  it('at an event for connections is told to those alone who may see it', async () => {
    const [alice, bob] = (await circle(1)) as [Person, Person];
    const [both, friend] = (await people(2)) as [Person, Person];
    for (const who of [both, friend]) await connect(bob, who);
    await connect(alice, both);
    const { id } = await host(alice, { visibility: 'connections' });
    await deliverAttendee(await answer(bob, id));
    expect(await messages(both)).toHaveLength(1);
    expect(await messages(alice)).toHaveLength(1);
    expect(await messages(friend)).toEqual([]);
  });

  it('isn’t told to whom the host has blocked', async () => {
    const [bob, friend] = (await circle(1)) as [Person, Person];
    const alice = await newPerson();
    await post(`/users/${friend.id}/block`, undefined, alice);
    await deliverAttendee(await answer(bob, (await host(alice)).id));
    expect(await messages(friend)).toEqual([]);
  });

  it('that was taken back by then is told to nobody', async () => {
    const [bob, friend] = (await circle(1)) as [Person, Person];
    const { id } = await host(await newPerson());
    const going = await answer(bob, id);
    await leave(bob, id);
    await deliverAttendee(going);
    expect(await messages(friend)).toEqual([]);
  });

  it('that waits is nobody’s business', async () => {
    const [bob, friend] = (await circle(1)) as [Person, Person];
    const [alice, first] = (await people(2)) as [Person, Person];
    const { id } = await host(alice, { capacity: 1 });
    await join(first, id);
    await deliverAttendee(await answer(bob, id));
    expect(await messages(friend)).toEqual([]);
  });
});

describe('an invitation', () => {
  it('is told to who is invited, once, and to nobody else', async () => {
    const [alice, bob] = (await circle(1)) as [Person, Person];
    const { id } = await host(alice);
    const invite = () => post(`/events/${id}/invite`, { users: [bob.id] }, alice);
    const invited = await attendeeWrite(id, bob.id, invite);
    await deliverAttendee(invited, 2);
    expect(await told(bob)).toMatchObject([
      { type: 'event_invite', message: `${alice.username} invited you to Summer Gala`, target: { kind: 'event', id } },
    ]);
    expect((await get(`/events/${id}`)).body.counts.invited).toBe(1);
  });
});

describe('a seat that becomes free', () => {
  it('is told to who gets it, once for each time they waited', async () => {
    const [alice, first, second] = (await people(3)) as [Person, Person, Person];
    const { id } = await host(alice, { capacity: 1 });
    await join(first, id);
    await join(second, id);
    const seated = await attendeeWrite(id, second.id, () => leave(first, id));
    await deliverAttendee(seated, 3);
    expect(await messages(second)).toEqual(['A seat has become free: you are going to Summer Gala']);
    // Late, when they have left again.
    await leave(second, id);
    await join(first, id);
    await join(second, id);
    await leave(first, id);
    await deliverAttendee(seated);
    expect(await messages(second)).toHaveLength(1);
  });
});

describe('a change', () => {
  const MINUTE = 60_000;
  let shift = 0;
  const later = (minutes: number) => {
    shift += minutes;
    onTestFinished(setClock(() => Date.now() + shift * MINUTE));
  };

  async function attended(): Promise<[host: Person, guest: Person, id: string]> {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice, { date: '2027-06-01T10:00:00Z', location: 'Main Street 12, Berlin' });
    await join(bob, id, 'interested');
    return [alice, bob, id];
  }
  const change = (id: string, by: Person, body: object) => eventWrite(id, () => patch(`/events/${id}`, body, by));

  it('of time or place is told to those in it, and not to the host', async () => {
    const [alice, bob, id] = await attended();
    await deliverEvent(await change(id, alice, { date: '2027-06-02T10:00:00Z', time_zone: 'Europe/Berlin' }), 2);
    expect(await told(bob)).toMatchObject([
      { type: 'event', message: 'Summer Gala has been moved to 2027-06-02 12:00 (Europe/Berlin)', is_read: false },
    ]);
    expect(await told(alice)).toEqual([]);
  });

  it('of the end alone says when it ends', async () => {
    const [alice, bob, id] = await attended();
    await deliverEvent(await change(id, alice, { ends_at: '2027-06-01T15:00:00Z' }));
    expect(await messages(bob)).toEqual(['Summer Gala now ends at 2027-06-01 15:00 (UTC)']);
  });

  it('that follows within minutes is told in the same row, also to who has read it', async () => {
    const [alice, bob, id] = await attended();
    const first = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await deliverEvent(first);
    await read(bob);
    const second = await change(id, alice, { location: 'Oranienplatz, Berlin' });
    await deliverEvent(second);
    expect(await told(bob)).toMatchObject([
      { message: 'Summer Gala has been moved to 2027-06-02 10:00 (UTC), Oranienplatz, Berlin', is_read: false },
    ]);
    // Older and repeated deliveries wake nobody.
    await read(bob);
    for (const event of [first, second, first]) await deliverEvent(event);
    expect(await told(bob)).toMatchObject([{ is_read: true, message: expect.stringContaining('Oranienplatz') }]);
    later(11);
    await deliverEvent(await change(id, alice, { location: 'Tempelhof, Berlin' }));
    expect(await messages(bob)).toEqual([
      'Summer Gala now takes place here: Tempelhof, Berlin',
      'Summer Gala has been moved to 2027-06-02 10:00 (UTC), Oranienplatz, Berlin',
    ]);
  });

  it('that is taken back within minutes goes', async () => {
    const [alice, bob, id] = await attended();
    const there = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await deliverEvent(there);
    expect(await told(bob)).toHaveLength(1);
    const back = await change(id, alice, { date: '2027-06-01T10:00:00Z' });
    await deliverEvent(back);
    expect(await told(bob)).toEqual([]);
    await deliverEvent(there);
    expect(await told(bob)).toEqual([]);
  });

  it.each([
    ['a mended typo', { location: 'Main Stret 12, Berlin' }],
    ['another title', { title: 'Summer Galà', description: 'New' }],
    ['another capacity', { capacity: 50 }],
  ])('that is %s is told to nobody', async (_, body) => {
    const [alice, bob, id] = await attended();
    await deliverEvent(await change(id, alice, body));
    expect(await told(bob)).toEqual([]);
  });

  it('to cancelled takes the place of what was told before', async () => {
    const [alice, bob, id] = await attended();
    const moved = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await deliverEvent(moved);
    const cancelled = await eventWrite(id, () => post(`/events/${id}/cancel`, { message: 'Rain.\nSorry!' }, alice));
    await deliverEvent(cancelled, 2);
    expect(await messages(bob)).toEqual(['Summer Gala has been cancelled: Rain. Sorry!']);
    await deliverEvent(moved);
    expect(await messages(bob)).toHaveLength(1);
    expect(await told(alice)).toEqual([]);
  });

  it('isn’t told to who has left', async () => {
    const [alice, bob, id] = await attended();
    const moved = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await leave(bob, id);
    await deliverEvent(moved);
    expect(await told(bob)).toEqual([]);
  });

  it('of its counts alone costs nothing', async () => {
    const [, , id] = await attended();
    const { after } = await madeEvent(id);
    const [cost] = await deliverEvent({ before: after, after: { ...after, counts: {} }, time: inHours(0) });
    expect(cost).toMatchObject({ reads: 0, writes: 0 });
  });
});

describe('the counts', () => {
  it('follow a change that is told in whole seconds, as the local suite does, after a count in the same second', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    const joined = await attendeeWrite(id, bob.id, () => join(bob, id));
    await deliverAttendee(joined);
    const left = await attendeeWrite(id, bob.id, () => leave(bob, id));
    const second = new Date(Math.floor(Date.now() / 1000) * 1000);
    const counted_at = new Date(second.getTime() + 1).toISOString();
    await db()
      .doc(paths.event(id))
      .update({ counted_at: storedTime(counted_at) });
    await deliverAttendee({ ...left, time: second.toISOString() });
    expect((await get(`/events/${id}`)).body.counts.going).toBe(0);
  });

  it('of many who come at once are exact, and few count for all', async () => {
    const [alice, ...guests] = (await people(11)) as [Person, ...Person[]];
    const { id } = await host(alice);
    const events = await Promise.all(guests.map((guest) => answer(guest, id)));
    await Promise.all(events.map((event) => deliverAttendee(event, 2)));
    expect((await get(`/events/${id}`)).body.counts.going).toBe(10);
    // What comes late finds that it has been counted already: a look at the event, and one to tell of it.
    const [cost] = await deliverAttendee(events[0] as never, 1);
    expect(cost?.reads).toBeLessThanOrEqual(8);
  });
});

describe('the end of a connection', () => {
  it('takes both out of what they don’t see any more, and their seats go on', async () => {
    const [alice, bob, carol] = (await circle(2)) as [Person, Person, Person];
    const closed = await host(alice, { visibility: 'connections', capacity: 1 });
    const open = await host(alice);
    for (const { id } of [closed, open]) {
      await join(bob, id);
      await join(carol, id);
    }
    const pair = [alice.id, bob.id].sort().join('_');
    await deliverConnection(await eventOf(alice, bob, () => del(`/connections/${pair}`, bob)));
    const statusOf = async (who: Person, id: string) =>
      (await db().doc(paths.attendee(id, who.id)).get()).get('status');
    expect(await statusOf(bob, closed.id)).toBeUndefined();
    expect(await statusOf(carol, closed.id)).toBe('going');
    expect(await statusOf(bob, open.id)).toBe('going');
    await deliverConnection(await eventOf(alice, bob, () => post(`/users/${bob.id}/block`, undefined, alice)));
    expect(await statusOf(bob, open.id)).toBeUndefined();
  });
});

describe('a host who renames themselves', () => {
  it('is shown and found under the new name', async () => {
    const alice = await newPerson();
    const { id } = await host(alice);
    const { deliver } = await import('../support/triggers.ts');
    const before = (await db().doc(paths.user(alice.id)).get()).data();
    await patch('/users/profile', { display_name: 'Renamed Entirely' }, alice);
    const after = (await db().doc(paths.user(alice.id)).get()).data();
    await deliver('onUserUpdated', { before, after, params: { uid: alice.id } });
    expect((await get('/events?search=renamed')).body).toMatchObject([
      { id, host: { display_name: 'Renamed Entirely' } },
    ]);
  });
});

describe('a host who leaves', () => {
  it('takes the events along, and those in them are told', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    await connect(alice, bob);
    const { id } = await host(alice);
    const made = await madeEvent(id);
    await deliverEvent(made);
    await join(bob, id);
    const { send } = await import('../support/api.ts');
    await send('delete', '/users/profile', {
      as: alice,
      body: { password: alice.password, at_once: true },
      contended: true,
    });
    expect((await get(`/events/${id}`)).status).toBe(404);
    expect((await get('/events?attending=me', bob)).body).toEqual([]);
    const news = [{ message: 'Summer Gala has been cancelled', actor: null }];
    expect(await told(bob)).toMatchObject(news);
    // The event that is gone takes along what told of it, but not this.
    await deliverEvent({ ...made, before: made.after, after: undefined });
    expect(await told(bob)).toMatchObject(news);
  });
});
