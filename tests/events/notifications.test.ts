import { describe, expect, it } from 'vitest';
import { hideEventWithin } from '../../functions/src/events/withhold.ts';
import { db } from '../../functions/src/firebase.ts';
import { messages, readAll, told } from '../notifications/told.ts';
import { circle, connect, del, get, newPerson, type Person, people, post, useApi } from '../support/api.ts';
import { answer, attendeeWrite, deliverAttendee, deliverEvent, eventWrite, madeEvent } from './deliver.ts';
import { host, join, leave } from './make.ts';

useApi();

describe('a new event', () => {
  it('is told to the host’s connections in the words of the seed, once', async () => {
    const [alice, bob] = await circle(1);
    const stranger = await newPerson();
    const { id } = await host(alice);
    const made = await madeEvent(id);
    await deliverEvent(made, 3);
    await readAll(bob as Person);
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
    await readAll(me);
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
