import { expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import type { Event } from '../../functions/src/events/schema.ts';
import { db } from '../../functions/src/firebase.ts';
import { connect, expectProblem, get, newPerson, type Person, people, post, useApi } from '../support/api.ts';
import { host, inHours, join } from './make.ts';

useApi();

const of = async (me: Person, query = ''): Promise<[string, string | null][]> => {
  const { status, body } = await get(`/events/of_connections${query}`, me);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.map(({ id, attendance }: Event) => [id, attendance?.status ?? null]);
};

it('shows what connections host now and next, whoever may see it, with how I take part', async () => {
  const [me, ann, ben, stranger] = (await people(4)) as [Person, Person, Person, Person];
  for (const friend of [ann, ben]) await connect(me, friend);
  const later = await host(ann, { date: inHours(90), visibility: 'connections' });
  const soon = await host(ben, { date: inHours(30) });
  const called = await host(ben, { date: inHours(20) });
  const running = await host(ann);
  await db()
    .doc(paths.event(running.id))
    .update({ date: new Date(inHours(-1)), ends_at: new Date(inHours(1)) });
  const over = await host(ann);
  await db()
    .doc(paths.event(over.id))
    .update({ date: new Date(inHours(-3)), ends_at: new Date(inHours(-1)) });
  await host(stranger, { date: inHours(10) });
  await host(me, { date: inHours(10) });
  await post(`/events/${called.id}/cancel`, {}, ben);
  await join(me, later.id, 'interested');
  expect(await of(me)).toEqual([
    [running.id, null],
    [soon.id, null],
    [later.id, 'interested'],
  ]);
  expect(await of(me, '?limit=1')).toEqual([[running.id, null]]);
  expect(await of(stranger)).toEqual([]);
  await post(`/users/${ben.id}/block`, undefined, me);
  expect(await of(me)).toEqual([
    [running.id, null],
    [later.id, 'interested'],
  ]);
});

it('shows what lasts for weeks before what ends sooner and begins later', async () => {
  const [me, ann] = (await people(2)) as [Person, Person];
  await connect(me, ann);
  const weeks = await host(ann, { date: inHours(1), ends_at: inHours(29 * 24) });
  for (let i = 0; i < 5; i += 1) await host(ann, { date: inHours(2 + i) });
  expect(await of(me, '?limit=1')).toEqual([[weeks.id, null]]);
});

it.each(['?limit=0', '?limit=11', '?limit=x', '?cursor=a'])('refuses %s', async (query) => {
  expectProblem(await get(`/events/of_connections${query}`, await newPerson()), 400, 'invalid_request');
});

it('asks for a token', async () => {
  expectProblem(await get('/events/of_connections'), 401, 'not_authenticated');
});
