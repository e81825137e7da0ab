import { beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import {
  connect,
  expectProblem,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  type Reply,
  useApi,
} from '../support/api.ts';
import { host, inHours, join } from './make.ts';

useApi();

let alice: Person;
let bob: Person;
const ids: Record<string, string> = {};

/** Puts an event at a time at which it can't be made. */
const shift = (id: string, hours: number, end: number) =>
  db()
    .doc(paths.event(id))
    .update({ date: new Date(inHours(hours)), ends_at: new Date(inHours(end)) });

beforeAll(async () => {
  [alice, bob] = (await people(2)) as [Person, Person];
  const plans: Record<string, [number, number]> = {
    long_ago: [-50, -48],
    yesterday: [-26, -23],
    running: [-2, 3],
    running_longer: [-1, 9],
    soon: [5, 8],
    later: [50, 52],
  };
  for (const [name, [hours, end]] of Object.entries(plans)) {
    const { id } = await host(alice, { title: `Gathering ${name.replace('_', ' ')}`, location: 'Køln' });
    ids[name] = id;
    await shift(id, hours, end);
  }
});

const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id;
const namesIn = ({ status, body }: Reply): string[] => {
  expect(status, JSON.stringify(body)).toBe(200);
  return body.map(({ id }: { id: string }) => nameOf(id)).filter((name: string) => name in ids);
};
const next = ({ headers }: Reply) => /<\/api\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1];

describe.each([
  ['nobody', () => undefined],
  ['somebody', () => bob],
])('for %s', (_, who) => {
  it.each([
    ['upcoming', ['soon', 'later']],
    ['ongoing', ['running', 'running_longer']],
    ['past', ['yesterday', 'long_ago']],
    ['all', ['later', 'soon', 'running_longer', 'running', 'yesterday', 'long_ago']],
  ])('%s', async (when, names) => {
    expect(namesIn(await get(`/events?when=${when}&search=gathering&limit=100`, who()))).toEqual(names);
    expect(namesIn(await get(`/events?when=${when}&host=${alice.id}`, who()))).toEqual(names);
    expect(namesIn(await get(`/events?when=${when}&host=${alice.id}&search=gath`, who()))).toEqual(names);
    expect(namesIn(await get(`/events?when=${when}&limit=100`, who()))).toEqual(names);
  });

  it.each(['upcoming', 'ongoing', 'past', 'all'])(
    'pages of %s go on where they ended, and cost what they show',
    async (when) => {
      const whole = namesIn(await get(`/events?when=${when}&host=${alice.id}&limit=100`, who()));
      const seen: string[] = [];
      let path: string | undefined = `/events?when=${when}&search=gathering&limit=1`;
      for (let page = 0; path && page < 10; page++) {
        const reply = await get(path, who());
        if (!who()) expect(reply.cost).toMatchObject({ reads: 1, trips: 1 });
        seen.push(...namesIn(reply));
        path = next(reply);
      }
      expect(seen).toEqual(whole);
    },
  );
});

describe('search', () => {
  it.each(['later', 'GATHERING', 'køln', 'koln', 'gathering koln', 'gathering%20later'])(
    'finds by %s',
    async (words) => {
      expect(namesIn(await get(`/events?search=${words}&limit=100`))).toContain('later');
    },
  );

  it('finds by the host’s name, and not by what isn’t there', async () => {
    expect(namesIn(await get(`/events?search=${alice.username}&limit=100`))).toHaveLength(6);
    expect((await get('/events?search=nowhere_at_all')).body).toEqual([]);
  });
});

describe('what I attend', () => {
  it('is a list of its own, by time, with my answer', async () => {
    const me = await newPerson();
    const [one, two, three] = [
      await host(alice, { date: inHours(30) }),
      await host(alice, { date: inHours(20) }),
      await host(alice, { date: inHours(40), capacity: 1 }),
    ];
    await join(bob, three.id);
    await join(me, one.id, 'interested');
    await join(me, two.id);
    await join(me, three.id);
    const { body, cost } = await get('/events?attending=me&when=upcoming', me);
    expect(body.map(({ id, attendance }: { id: string; attendance: object }) => [id, attendance])).toEqual([
      [two.id, expect.objectContaining({ status: 'going', place: null })],
      [one.id, expect.objectContaining({ status: 'interested' })],
      [three.id, expect.objectContaining({ status: 'waiting', place: 1 })],
    ]);
    expect(cost).toMatchObject({ reads: 8, trips: 3 });
    expect((await get('/events?attending=me&when=past', me)).body).toEqual([]);
    expect((await get('/events?attending=me&when=ongoing', me)).body).toEqual([]);
    expect((await get('/events?attending=me', me)).body).toHaveLength(3);
    // It follows the event when that is moved.
    await patch(`/events/${two.id}`, { date: inHours(35) }, alice);
    const moved = await get('/events?attending=me&when=upcoming', me);
    expect(moved.body.map(({ id }: { id: string }) => id)).toEqual([one.id, two.id, three.id]);
  });

  it('asks who I am, and stands alone', async () => {
    expectProblem(await get('/events?attending=me'), 401, 'not_authenticated');
    expectProblem(await get('/events?attending=me&search=x', bob), 400, 'invalid_request');
    expectProblem(await get('/events?attending=you', bob), 400, 'invalid_request');
    expectProblem(await get('/events?when=sometime', bob), 400, 'invalid_request');
    expectProblem(await get('/events?cursor=nonsense', bob), 400, 'invalid_cursor');
  });
});

describe('events for connections', () => {
  it('stand in the host’s list for connections alone', async () => {
    const [carol, friend, stranger] = (await people(3)) as [Person, Person, Person];
    await connect(carol, friend);
    const { id } = await host(carol, { visibility: 'connections' });
    const listed = async (as?: Person) =>
      (await get(`/events?host=${carol.id}`, as)).body.map((e: { id: string }) => e.id);
    expect(await listed(friend)).toEqual([id]);
    expect(await listed(carol)).toEqual([id]);
    expect(await listed(stranger)).toEqual([]);
    expect(await listed()).toEqual([]);
  });
});

describe('a block', () => {
  it('leaves both out of each other’s lists, which are filled up', async () => {
    const [carol, me] = (await people(2)) as [Person, Person];
    const shown = await host(alice, { title: 'Unblocked', date: inHours(61) });
    for (const hours of [59, 60]) await host(carol, { title: 'Unblocked', date: inHours(hours) });
    await post(`/users/${me.id}/block`, undefined, carol);
    const { body } = await get('/events?when=upcoming&search=unblocked&limit=1', me);
    expect(body).toMatchObject([{ id: shown.id }]);
    expect((await get(`/events?host=${carol.id}`, me)).body).toEqual([]);
    expect((await get(`/events?host=${carol.id}`)).body).toHaveLength(2);
  });
});
