import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { remind } from '../../functions/src/events/jobs.ts';
import { db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import {
  connect,
  del,
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
    ['current', ['running', 'running_longer', 'soon', 'later']],
    ['past', ['yesterday', 'long_ago']],
    ['all', ['later', 'soon', 'running_longer', 'running', 'yesterday', 'long_ago']],
  ])('%s', async (when, names) => {
    expect(namesIn(await get(`/events?when=${when}&search=gathering&limit=100`, who()))).toEqual(names);
    expect(namesIn(await get(`/events?when=${when}&host=${alice.id}`, who()))).toEqual(names);
    expect(namesIn(await get(`/events?when=${when}&host=${alice.id}&search=gath`, who()))).toEqual(names);
    expect(namesIn(await get(`/events?when=${when}&limit=100`, who()))).toEqual(names);
  });

  it.each(['upcoming', 'ongoing', 'current', 'past', 'all'])(
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

describe('the list of everything', () => {
  /** All pages of a list, by title. */
  async function pages(path: string, as: Person, limit: number): Promise<string[]> {
    const seen: string[] = [];
    let at: string | undefined = `${path}&limit=${limit}`;
    for (let page = 0; at && page < 30; page++) {
      const reply: Reply = await get(at, as);
      expect(reply.status).toBe(200);
      expect(reply.body.length).toBeLessThanOrEqual(limit);
      seen.push(...reply.body.map(({ title }: { title: string }) => title));
      at = next(reply);
    }
    return seen;
  }

  it.each(['upcoming', 'all'])(
    '%s has those for connections among the others, in one order with one cursor',
    async (when) => {
      const [carol, friend, stranger] = (await people(3)) as [Person, Person, Person];
      await connect(carol, friend);
      const word = `mingled${when}`;
      for (let i = 0; i < 9; i++) {
        const visibility = i % 3 === 1 || i === 8 ? 'connections' : 'public';
        await host(carol, { title: `${word} ${i}`, date: inHours(200 + i), visibility });
      }
      const all = Array.from({ length: 9 }, (_, i) => `${word} ${i}`);
      if (when === 'all') all.reverse();
      for (const limit of [1, 2, 4, 100]) {
        expect(await pages(`/events?when=${when}&search=${word}`, friend, limit)).toEqual(all);
        expect(
          (await pages(`/events?when=${when}`, friend, Math.min(100, limit * 5))).filter((title) =>
            title.startsWith(word),
          ),
        ).toEqual(all);
      }
      const open = all.filter((title) => !/[1478]$/.test(title));
      expect(await pages(`/events?when=${when}&search=${word}`, stranger, 2)).toEqual(open);
    },
  );

  it('follows what happens between two people at once', async () => {
    const [carol, friend] = (await people(2)) as [Person, Person];
    const { id } = await host(carol, { title: 'Followed', visibility: 'connections' });
    const sees = async () => (await get('/events?when=upcoming&search=followed', friend)).body.length === 1;
    expect(await sees()).toBe(false);
    const pair = await connect(friend, carol);
    expect(await sees()).toBe(true);
    await patch(`/events/${id}`, { date: inHours(300) }, carol);
    expect(await sees()).toBe(true);
    await del(`/connections/${pair}`, friend);
    expect(await sees()).toBe(false);
    await connect(friend, carol);
    expect(await sees()).toBe(true);
    await post(`/users/${carol.id}/block`, undefined, friend);
    expect(await sees()).toBe(false);
    await del(`/users/${carol.id}/block`, friend);
    await connect(friend, carol);
    expect(await sees()).toBe(true);
    await post(`/events/${id}/cancel`, {}, carol);
    expect(await sees()).toBe(false);
    expect((await db().collection('audiences').where('source', '==', id).get()).empty).toBe(true);
  });

  it('follows an event that is opened, or closed while nobody is in it', async () => {
    const [carol, friend, stranger] = (await people(3)) as [Person, Person, Person];
    await connect(carol, friend);
    const { id } = await host(carol, { title: 'Openable', visibility: 'connections' });
    const sees = async (who: Person) => (await get('/events?when=upcoming&search=openable', who)).body.length;
    expect([await sees(friend), await sees(stranger)]).toEqual([1, 0]);
    await patch(`/events/${id}`, { visibility: 'public' }, carol);
    expect([await sees(friend), await sees(stranger)]).toEqual([1, 1]);
    await patch(`/events/${id}`, { visibility: 'connections' }, carol);
    expect([await sees(friend), await sees(stranger)]).toEqual([1, 0]);
    await patch(`/events/${id}`, { visibility: 'public' }, carol);
    await join(stranger, id);
    expectProblem(await patch(`/events/${id}`, { visibility: 'connections' }, carol), 409, 'conflict');
    expect((await get(`/events/${id}`)).body).toMatchObject({ visibility: 'public' });
  });

  it('forgets those for connections a month after their end', async () => {
    const [carol, friend] = (await people(2)) as [Person, Person];
    await connect(carol, friend);
    const { id } = await host(carol, { title: 'Bygone', visibility: 'connections', date: inHours(1) });
    const listed = async () => (await get('/events?when=past&search=bygone', friend)).body.length;
    const later = (days: number) => setClock(() => Date.now() + days * 24 * 3_600_000);
    onTestFinished(later(2));
    await remind();
    expect(await listed()).toBe(1);
    onTestFinished(later(31));
    expect(await remind()).toMatchObject({ unlisted: 1 });
    expect(await remind()).toMatchObject({ unlisted: 0 });
    expect(await listed()).toBe(0);
    expect((await get(`/events?host=${carol.id}&when=past`, friend)).body).toMatchObject([{ id }]);
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
