import { expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { FEWEST_TOLD_APART, toldAmong } from '../../functions/src/events/policy.ts';
import { db } from '../../functions/src/firebase.ts';
import { connectionsOf } from '../../functions/src/store/edges.ts';
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
  // Of so few it isn’t said how many: who has muted her would be known.
  const few = {
    connections: 4,
    told: { at_least: 0, at_most: 4 },
    left_out: { switched_off: { at_least: 0, at_most: 4 } },
  };
  expect([preview.status, preview.body]).toEqual([200, few]);
  const { id } = await host(alice, { visibility: 'connections' });
  expect((await get(`/events/${id}/audience`, alice)).body).toEqual(preview.body);
  await deliverEvent(await madeEvent(id));
  const reached = await Promise.all(friends.map(async (friend) => (await topicsTold(friend)).includes('hosting')));
  expect(friends.filter((_, i) => reached[i])).toEqual(listening);
  // What it is made of is whom the fan-out reaches.
  const { ids, whoWant } = await connectionsOf(alice.id);
  expect(whoWant('hosting').toSorted()).toEqual(listening.map((friend) => friend.id).toSorted());
  expect(toldAmong(ids.length, listening.length)).toEqual(preview.body);
  expectProblem(await get(`/events/${id}/audience`, listening[0]), 403, 'permission_denied');
  expectProblem(await get(`/events/${id}/audience`, await newPerson()), 404, 'not_found');
  expect((await get('/events/audience', await newPerson())).body).toMatchObject({
    connections: 0,
    told: { at_most: 0 },
  });
});

it('says roughly how many are told, which the real number is never out of, and of few connections nothing', () => {
  for (let connections = 0; connections < 130; connections++) {
    for (let told = 0; told <= connections; told++) {
      const roughly = toldAmong(connections, told);
      const { switched_off } = roughly.left_out;
      expect(roughly.told.at_least).toBeLessThanOrEqual(told);
      expect(roughly.told.at_most).toBeGreaterThanOrEqual(told);
      expect(switched_off.at_least + roughly.told.at_most).toBe(connections);
      expect(switched_off.at_most + roughly.told.at_least).toBe(connections);
      if (connections < FEWEST_TOLD_APART) expect(roughly).toEqual(toldAmong(connections, 0));
      // One who switches it off is seen by nobody, unless ten have.
      else if (switched_off.at_least < 10) expect(roughly).toEqual(toldAmong(connections, connections));
    }
  }
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
