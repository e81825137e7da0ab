import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { storedTime } from '../../functions/src/store/converter.ts';
import { told } from '../notifications/told.ts';
import {
  circle,
  connect,
  del,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { deliver } from '../support/triggers.ts';
import { answer, attendeeWrite, deliverAttendee, deliverEvent, madeEvent } from './deliver.ts';
import { host, join, leave } from './make.ts';

useApi();

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
    await deliverConnection(await eventOf(alice, bob, () => del(`/connections/${pairId(alice.id, bob.id)}`, bob)));
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
