import { expect, it } from 'vitest';
import { connect, del, expectProblem, get, newPerson, type Person, people, useApi } from '../support/api.ts';
import { block } from './state.ts';

useApi();

const mutuals = async (me: Person, them: Person): Promise<[number, string[]]> => {
  const { status, body } = await get(`/users/${them.username}/mutuals`, me);
  expect(status, JSON.stringify(body)).toBe(200);
  return [body.count, body.people.map(({ id }: Person) => id)];
};

it('names the connections that both have, the newest of mine first', async () => {
  const [me, them, ann, ben, mine, theirs] = (await people(6)) as [Person, Person, Person, Person, Person, Person];
  for (const friend of [ann, mine, ben]) await connect(me, friend);
  for (const friend of [ben, ann, theirs]) await connect(them, friend);
  expect(await mutuals(me, them)).toEqual([2, [ben.id, ann.id]]);
  expect(await mutuals(them, me)).toEqual([2, [ann.id, ben.id]]);
  expect(await mutuals(me, me)).toEqual([0, []]);
  await del(`/connections/${[me.id, ben.id].sort().join('_')}`, me);
  expect(await mutuals(me, them)).toEqual([1, [ann.id]]);
});

it('shows nothing to whom they have blocked, and to who has blocked them nobody', async () => {
  const [me, them, friend] = (await people(3)) as [Person, Person, Person];
  for (const who of [me, them]) await connect(who, friend);
  await block(them, me);
  expectProblem(await get(`/users/${them.username}/mutuals`, me), 404, 'not_found');
  expect(await mutuals(them, me)).toEqual([0, []]);
});

it('is closed without a token, and knows nobody who isn’t there', async () => {
  const me = await newPerson();
  expectProblem(await get(`/users/${me.username}/mutuals`), 401, 'not_authenticated');
  expectProblem(await get('/users/nobody_at_all/mutuals', me), 404, 'not_found');
});
