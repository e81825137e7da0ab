import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { connect, get, newPerson, type Person, patch, people, post, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { deliver } from '../support/triggers.ts';

useApi();

const profile = async ({ id }: Person) => (await db().doc(paths.user(id)).get()).data();

/** Changes a profile, and keeps what the trigger hears of it. */
async function rename(who: Person, display_name: string) {
  const before = await profile(who);
  expect((await patch('/users/profile', { display_name }, who)).status).toBe(200);
  return { before, after: await profile(who) };
}

const nameIn = async (reader: Person, other: Person): Promise<string> => {
  const [{ sender, receiver }] = (await get('/connections', reader)).body;
  return sender.id === other.id ? sender.display_name : receiver.display_name;
};
const actorIn = async (reader: Person): Promise<string> =>
  (await get('/notifications', reader)).body[0].actor.display_name;

describe('a changed name', () => {
  it('is seen in connections and notifications, whoever asked', async () => {
    const [ann, bob, carol] = (await people(3)) as [Person, Person, Person];
    const ask = () => post('/connections/request', { receiver: bob.id }, ann);
    await deliverConnection(await eventOf(ann, bob, ask));
    await connect(carol, ann);
    const change = await rename(ann, 'Nora Weiss');
    await deliver('onUserUpdated', change);
    expect([await nameIn(bob, ann), await nameIn(carol, ann)]).toEqual(['Nora Weiss', 'Nora Weiss']);
    expect(await actorIn(bob)).toBe('Nora Weiss');
    // Delivered again, nothing is written.
    expect(await deliver('onUserUpdated', change)).toMatchObject({ writes: 0, deletes: 0 });
  });

  it('is the last one, in whatever order the events come', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await connect(ann, bob);
    const first = await rename(ann, 'Nora One');
    const second = await rename(ann, 'Nora Two');
    await deliver('onUserUpdated', second);
    await deliver('onUserUpdated', first);
    expect(await nameIn(bob, ann)).toBe('Nora Two');
  });

  it('costs nothing where only something else has changed', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    const before = await profile(ann);
    await connect(ann, bob);
    const cost = await deliver('onUserUpdated', { before, after: await profile(ann) });
    expect(cost).toEqual({ reads: 0, writes: 0, deletes: 0, trips: 0 });
  });

  it('of somebody who has left changes nothing', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await connect(ann, bob);
    const change = await rename(ann, 'Nora Weiss');
    await db().doc(paths.user(ann.id)).delete();
    await deliver('onUserUpdated', change);
    expect(await nameIn(bob, ann)).toBe(ann.username);
  });

  it('follows a profile that nobody knows without a word', async () => {
    const ann = await newPerson();
    await deliver('onUserUpdated', await rename(ann, 'Nora Weiss'));
  });
});
