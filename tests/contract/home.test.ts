import { expect, it } from 'vitest';
import { host } from '../events/make.ts';
import { connect, get, newPerson, type Person, people, useApi } from '../support/api.ts';
import { homeRequests } from '../support/home.ts';

useApi();

/** What a visit of home may read over REST, beside what its listeners bring (60, held by the browser tests). */
const READS = 60;

it('a visit of home reads no more than it may', async () => {
  const [me, ...friends] = (await people(6)) as [Person, ...Person[]];
  const others = await people(5);
  for (const friend of friends) {
    await connect(me, friend);
    await host(friend);
    for (const other of others) await connect(friend, other);
  }
  await host(me);
  const readsOf = async (who: Person): Promise<number> => {
    const replies = await Promise.all(homeRequests(who.id).map((path) => get(path, who)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    return replies.reduce((sum, { cost }) => sum + cost.reads, 0);
  };
  expect((await get('/connections/suggestions?limit=5', me)).body).toHaveLength(5);
  expect(await readsOf(me)).toBeLessThanOrEqual(READS);
  expect(await readsOf(await newPerson())).toBeLessThanOrEqual(READS);
});
