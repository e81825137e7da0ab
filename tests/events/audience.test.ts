import { expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { told, topicsTold } from '../notifications/told.ts';
import { connect, expectProblem, get, newPerson, type Person, patch, people, post, useApi } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';
import { attendeeWrite, deliverAttendee, deliverEvent, eventWrite, madeEvent } from './deliver.ts';
import { host, inHours, join } from './make.ts';

useApi();

/** Does `work`, which writes somebody's account, and lets its trigger follow. */
async function choose(who: Person, work: () => Promise<unknown>): Promise<void> {
  const account = db().doc(paths.account(who.id));
  const before = (await account.get()).data();
  await work();
  await deliver('onAccountUpdated', { params: { uid: who.id }, before, after: (await account.get()).data() });
}

it('tells a host beforehand how many will be told, and as many are', async () => {
  const [alice, ...friends] = (await people(5)) as [Person, ...Person[]];
  const [off, mute, ...listening] = friends as [Person, Person, ...Person[]];
  for (const friend of friends) await connect(alice, friend);
  await choose(off, () => patch('/users/preferences', { notifications: { hosting: { in_app: false } } }, off));
  await choose(mute, () => post('/users/mutes', { kind: 'person', id: alice.id }, mute));
  const preview = await get('/events/audience', alice);
  expect([preview.status, preview.body]).toEqual([200, { told: 2, left_out: { switched_off: 2 } }]);
  const { id } = await host(alice, { visibility: 'connections' });
  expect((await get(`/events/${id}/audience`, alice)).body).toEqual(preview.body);
  await deliverEvent(await madeEvent(id));
  const reached = await Promise.all(friends.map(async (friend) => (await topicsTold(friend)).includes('hosting')));
  expect(friends.filter((_, i) => reached[i])).toEqual(listening);
  expectProblem(await get(`/events/${id}/audience`, listening[0]), 403, 'permission_denied');
  expectProblem(await get(`/events/${id}/audience`, await newPerson()), 404, 'not_found');
  expect((await get('/events/audience', await newPerson())).body).toEqual({ told: 0, left_out: { switched_off: 0 } });
});

it('an event that is cancelled takes along what was told of it, but for that', async () => {
  const [alice, me, friend] = (await people(3)) as [Person, Person, Person];
  for (const who of [me, friend]) await connect(alice, who);
  await connect(me, friend);
  const { id } = await host(alice);
  const made = await madeEvent(id);
  await deliverEvent(made);
  await deliverAttendee(await attendeeWrite(id, friend.id, () => join(friend, id)));
  await deliverAttendee(await attendeeWrite(id, me.id, () => join(me, id)));
  await deliverEvent(await eventWrite(id, () => patch(`/events/${id}`, { date: inHours(200) }, alice)));
  expect((await topicsTold(me)).toSorted()).toEqual(['attendance', 'change', 'hosting']);
  const cancelled = await eventWrite(id, () => post(`/events/${id}/cancel`, {}, alice));
  await deliverEvent(cancelled);
  await deliverEvent(made);
  await deliverEvent(cancelled);
  for (const who of [me, friend]) {
    expect(await told(who)).toMatchObject([{ message: expect.stringMatching(/has been cancelled/) }]);
  }
});
