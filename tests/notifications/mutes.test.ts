import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { type Topic, waysToLess } from '../../functions/src/contract/topics.ts';
import { db } from '../../functions/src/firebase.ts';
import { connectionsOf } from '../../functions/src/store/edges.ts';
import { run } from '../account/race.ts';
import { attendeeWrite, deliverAttendee, deliverEvent, eventWrite, madeEvent } from '../events/deliver.ts';
import { host, inHours, join } from '../events/make.ts';
import {
  circle,
  connect,
  del,
  expectProblem,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  useApi,
} from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { deliver } from '../support/triggers.ts';
import { tell } from './tell.ts';
import { told, topicsTold } from './told.ts';

useApi();

const mutes = async (who: Person) => (await get('/users/mutes', who)).body;
const mute = (who: Person, kind: 'person' | 'event', id: string) => post('/users/mutes', { kind, id }, who);
const choose = (who: Person, notifications: object) => patch('/users/preferences', { notifications }, who);
const less = (who: Person, id: string, body: object = {}) => post(`/notifications/${id}/less`, body, who);

const account = async ({ id }: Person) => (await db().doc(paths.account(id)).get()).data();
/** Does `work`, which writes somebody's account, and keeps what the trigger hears of it. */
async function accountWrite(who: Person, work: () => Promise<unknown>) {
  const before = await account(who);
  await work();
  return { params: { uid: who.id }, before, after: await account(who) };
}
const follow = (event: Awaited<ReturnType<typeof accountWrite>>) => deliver('onAccountUpdated', event);

const wanting = async (of: Person, topic: Topic) => (await connectionsOf(of.id)).whoWant(topic);

it('an event of an account holds no more than what the fan-outs go by', async () => {
  const me = await newPerson();
  const event = await accountWrite(me, () => choose(me, { hosting: { in_app: false } }));
  expect(event.after).toMatchObject({ email: me.email });
  const unreadable = { ...event, after: { ...event.after, muted_people: 'nonsense' } };
  await run('onAccountUpdated', unreadable);
  const [letter] = (await db().collection('dead_letters').where('params.uid', '==', me.id).get()).docs;
  expect(letter?.get('after')).toEqual({ preferences: event.after?.preferences, muted_people: 'nonsense' });
  expect(JSON.stringify(letter?.data())).not.toContain(me.email);
});

describe('a topic that is switched off', () => {
  it('is told no more, and what else there is still comes', async () => {
    const [me, ann] = (await people(2)) as [Person, Person];
    await choose(me, { invitation: { in_app: false } });
    await tell(me, 0, ann, 'invitation');
    await tell(me, 1, ann, 'request');
    expect(await topicsTold(me)).toEqual(['request']);
    await choose(me, { invitation: { in_app: true } });
    await tell(me, 0, ann, 'invitation');
    expect((await topicsTold(me)).toSorted()).toEqual(['invitation', 'request']);
  });

  it('leaves one out of what many are told at once, whoever was connected first, and however the events come', async () => {
    const [me, alice] = (await circle(1)) as [Person, Person];
    const off = await accountWrite(me, () => choose(me, { hosting: { in_app: false } }));
    for (let i = 0; i < 2; i++) await follow(off);
    expect(await wanting(alice, 'hosting')).toEqual([]);
    expect(await wanting(alice, 'attendance')).toEqual([me.id]);
    const later = await newPerson();
    await post('/connections/request', { receiver: me.id }, later);
    const accept = () => patch(`/connections/${pairId(me.id, later.id)}/action`, { status: 'accepted' }, me);
    await deliverConnection(await eventOf(me, later, accept));
    expect(await wanting(later, 'hosting')).toEqual([]);
    const on = await accountWrite(me, () => choose(me, { hosting: { in_app: true } }));
    // The later one first.
    await follow(on);
    await follow(off);
    for (const who of [alice, later]) expect(await wanting(who, 'hosting')).toEqual([me.id]);
    expect(await follow(await accountWrite(me, () => choose(me, { request: { in_app: false } })))).toMatchObject({
      reads: 0,
      writes: 0,
    });
  });

  it('ends with the connection', async () => {
    const [me, alice] = (await circle(1)) as [Person, Person];
    await follow(await accountWrite(me, () => choose(me, { hosting: { in_app: false } })));
    await del(`/connections/${pairId(me.id, alice.id)}`, me);
    const edges = (await db().doc(paths.edges(alice.id, 0)).get()).data();
    expect(JSON.stringify(edges)).not.toContain(me.id);
  });
});

describe('somebody who is muted', () => {
  it('is heard no more: neither alone nor among those who tell many', async () => {
    const [me, alice] = (await circle(1)) as [Person, Person];
    await follow(await accountWrite(me, () => mute(me, 'person', alice.id)));
    await deliverEvent(await madeEvent((await host(alice)).id));
    await tell(me, 0, alice, 'invitation');
    expect(await told(me)).toEqual([]);
    // What Infloo itself has to say comes all the same.
    await tell(me, 1, undefined, 'outcome');
    expect(await topicsTold(me)).toEqual(['outcome']);
    expect((await mutes(me)).people).toMatchObject([{ id: alice.id, username: alice.username }]);
    await follow(await accountWrite(me, () => del(`/users/mutes/person/${alice.id}`, me)));
    await deliverEvent(await madeEvent((await host(alice)).id));
    expect(await topicsTold(me)).toContain('hosting');
    expect((await mutes(me)).people).toEqual([]);
  });

  it('must be there to be found, and be somebody else', async () => {
    const [me, blocker] = (await people(2)) as [Person, Person];
    await post(`/users/${me.id}/block`, undefined, blocker);
    for (const id of [blocker.id, `${me.id.slice(0, -6)}nobody`]) {
      expectProblem(await mute(me, 'person', id), 404, 'not_found');
    }
    expectProblem(await mute(me, 'event', 'nothing'), 404, 'not_found');
    expectProblem(await mute(me, 'person', me.id), 400, 'invalid_request');
  });
});

describe('an event that is muted', () => {
  it('tells nothing more: neither who goes, nor that it is moved', async () => {
    const [alice, me, friend] = (await circle(2)) as [Person, Person, Person];
    await connect(me, friend);
    const event = await host(alice);
    await join(me, event.id);
    expect((await mute(me, 'event', event.id)).status).toBe(204);
    await deliverAttendee(await attendeeWrite(event.id, friend.id, () => join(friend, event.id)));
    const move = () => patch(`/events/${event.id}`, { date: inHours(200) }, alice);
    await deliverEvent(await eventWrite(event.id, move));
    expect(await told(me)).toEqual([]);
    expect((await mutes(me)).events).toEqual([{ id: event.id, title: 'Summer Gala', date: expect.any(String) }]);
    await del(`/users/mutes/event/${event.id}`, me);
    await deliverEvent(await eventWrite(event.id, () => post(`/events/${event.id}/cancel`, {}, alice)));
    expect(await topicsTold(me)).toEqual(['change']);
  });
});

describe('less like this', () => {
  it.each<[Topic, object, string]>([
    ['attendance', {}, 'event'],
    ['attendance', { by: 'person' }, 'person'],
    ['hosting', {}, 'person'],
    ['invitation', { by: 'topic' }, 'topic'],
    ['reminder', {}, 'event'],
    ['request', {}, 'person'],
  ])('of %s with %j is by %s, and the next one doesn’t come', async (topic, body, by) => {
    const [me, ann] = (await people(2)) as [Person, Person];
    const event = await host(ann);
    const target = { kind: 'event' as const, id: event.id };
    const id = await tell(me, 0, ann, topic, target);
    const { status, body: answer } = await less(me, id, body);
    expect([status, answer]).toEqual([200, { by, id: { event: event.id, person: ann.id, topic }[by] }]);
    expect(await told(me)).toMatchObject([{ id, is_read: true }]);
    await tell(me, 1, ann, topic, target);
    expect(await told(me)).toHaveLength(1);
  });

  it('isn’t to be had of what staff decide, nor in a way that doesn’t help', async () => {
    const [me, ann] = (await people(2)) as [Person, Person];
    const decided = await tell(me, 0);
    expectProblem(await less(me, decided), 400, 'invalid_request');
    expectProblem(await less(me, decided, { by: 'topic' }), 400, 'invalid_request');
    const asked = await tell(me, 1, ann, 'request');
    expectProblem(await less(me, asked, { by: 'event' }), 400, 'invalid_request');
    expectProblem(await less(ann, asked), 404, 'not_found');
  });

  it('offers a person only where there is one, and an event only where it is about one', () => {
    const row = { reason: { topic: 'change' as const }, actor: null, target: { kind: 'event' } };
    expect(waysToLess(row)).toEqual(['event', 'topic']);
    expect(waysToLess({ ...row, target: { kind: 'user' } })).toEqual(['topic']);
    expect(waysToLess({ ...row, reason: { topic: 'hosting' } })).toEqual(['event', 'topic']);
  });
});

it('whoever leaves stands in nobody’s mutes', async () => {
  const [me, leaver] = (await people(2)) as [Person, Person];
  await mute(me, 'person', leaver.id);
  expect((await post('/users/profile/delete', { password: leaver.password, at_once: true }, leaver)).status).toBe(200);
  expect(JSON.stringify(await account(me))).not.toContain(leaver.id);
});

it('of too many mutes the oldest is heard again', async () => {
  const me = await newPerson();
  const [first, ...others] = Array.from({ length: 200 }, (_, i) => `event_${i}`);
  await db()
    .doc(paths.account(me.id))
    .update({ muted_events: [first, ...others] });
  const event = await host(await newPerson());
  await mute(me, 'event', event.id);
  expect((await account(me))?.muted_events).toEqual([...others, event.id]);
});
