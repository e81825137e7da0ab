import { describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { splitBlockers } from '../../functions/src/moderation/blockers.ts';
import { host } from '../events/make.ts';
import { del, expectProblem, get, idsOf, newPerson, type Person, people, post, send, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';

useApi();

const blocksOf = async ({ id }: Person) => (await db().doc(paths.blocks(id)).get()).data();
const shardsOf = async ({ id }: Person) =>
  (await db().collection(`users/${id}/blockers`).get()).docs.map((doc) => doc.get('of_me') as string[]);
const block = async (me: Person, other: Person) => {
  const event = await eventOf(me, other, () => post(`/users/${other.id}/block`, undefined, me));
  await deliverConnection(event);
  return event;
};

/** Somebody whom one less than a document holds have blocked, and whom nobody has told yet that they were split. */
async function notorious(): Promise<Person> {
  const me = await newPerson();
  const of_me = Array.from({ length: LIMITS.blockers_per_shard - 1 }, newUid);
  await db().doc(paths.blocks(me.id)).set({ of_me });
  return me;
}

describe('somebody whom very many have blocked', () => {
  it('has those in documents of their own, and sees none of them', async () => {
    const me = await notorious();
    const [first, second] = (await people(2)) as [Person, Person];
    const event = await block(first, me);
    expect(await blocksOf(me)).toEqual({ of_me: [], shards: 1 });
    const [shard, ...more] = await shardsOf(me);
    expect([shard?.length, shard?.at(-1), more]).toEqual([LIMITS.blockers_per_shard, first.id, []]);
    await deliverConnection(event, 2);
    expect(await shardsOf(me)).toHaveLength(1);
    await block(second, me);
    expect(await blocksOf(me)).toEqual({ of_me: [second.id], shards: 1 });
    for (const blocker of [first, second]) {
      expect(idsOf(await get(`/users?search=${blocker.username}`, me))).toEqual([]);
      expectProblem(await get(`/users/${blocker.username}`, me), 404, 'not_found');
      const { id } = await host(blocker);
      expectProblem(await send('get', `/events/${id}`, { as: me, contended: true }), 404, 'not_found');
      expect(idsOf(await send('get', '/events?when=upcoming', { as: me, contended: true }))).not.toContain(id);
    }
  });

  it('loses a block that ends from wherever it stands', async () => {
    const me = await notorious();
    const [first, second] = (await people(2)) as [Person, Person];
    await block(first, me);
    await block(second, me);
    for (const blocker of [first, second]) {
      expect((await del(`/users/${me.id}/block`, blocker)).status).toBe(204);
      expect(idsOf(await send('get', `/users?search=${blocker.username}`, { as: me, contended: true }))).toEqual([
        blocker.id,
      ]);
    }
    expect((await shardsOf(me))[0]).toHaveLength(LIMITS.blockers_per_shard - 1);
    expect(await blocksOf(me)).toEqual({ of_me: [], shards: 1 });
  });

  it('is split once, whoever else blocks or ends a block meanwhile', async () => {
    const me = await notorious();
    const others = await people(4);
    await post(`/users/${me.id}/block`, undefined, others[0] as Person);
    const race = { contended: true };
    await Promise.all([
      splitBlockers(me.id),
      splitBlockers(me.id),
      ...others.slice(1).map((as) => send('post', `/users/${me.id}/block`, { as, ...race })),
      send('delete', `/users/${me.id}/block`, { as: others[0] as Person, ...race }),
    ]);
    await splitBlockers(me.id);
    const all = [...((await blocksOf(me))?.of_me ?? []), ...(await shardsOf(me)).flat()];
    expect(all.filter((id) => others.some((other) => other.id === id)).sort()).toEqual(
      others
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(LIMITS.blockers_per_shard - 1 + 3);
  });

  it('keeps nothing of one of them who leaves', async () => {
    const me = await notorious();
    const leaver = await newPerson();
    await block(leaver, me);
    expect((await shardsOf(me)).flat()).toContain(leaver.id);
    await send('delete', '/users/profile', { as: leaver, body: { password: leaver.password, at_once: true } });
    expect((await shardsOf(me)).flat()).not.toContain(leaver.id);
    expect(
      (
        await db()
          .doc(paths.connection(pairId(me.id, leaver.id)))
          .get()
      ).exists,
    ).toBe(false);
  });
});

it('costs nobody else anything more', async () => {
  const [me, other] = (await people(2)) as [Person, Person];
  await block(other, me);
  const { cost } = await get('/users?search=nobody_at_all', me);
  expect([cost.reads, cost.trips]).toEqual([2, 1]);
});
