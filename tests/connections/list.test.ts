import { FieldValue } from 'firebase-admin/firestore';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Suggestion } from '../../functions/src/connections/schema.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import {
  connect,
  expectProblem,
  get,
  idsOf,
  newPerson,
  nextOf,
  type Person,
  patch,
  people,
  post,
  useApi,
} from '../support/api.ts';
import { block } from './state.ts';

useApi();

/** Follows the `Link` headers to the end. */
async function pages(path: string, as: Person): Promise<{ id: string }[][]> {
  const all: { id: string }[][] = [];
  for (let next: string | undefined = path; next; ) {
    const reply = await get(next, as);
    expect(reply.status).toBe(200);
    all.push(reply.body);
    next = nextOf(reply);
  }
  return all;
}

describe('GET /connections', () => {
  let me: Person;
  let others: Person[];
  /** Ids by what became of them, newest first. */
  const made: Record<'asked' | 'askedMe' | 'accepted' | 'rejected', string[]> = {
    asked: [],
    askedMe: [],
    accepted: [],
    rejected: [],
  };

  beforeAll(async () => {
    me = await newPerson();
    others = await people(9);
    for (const [i, other] of others.entries()) {
      if (i === 8) await block(me, other);
      else if (i < 2) made.asked.unshift((await post('/connections/request', { receiver: other.id }, me)).body.id);
      else if (i < 4) made.askedMe.unshift((await post('/connections/request', { receiver: me.id }, other)).body.id);
      else if (i < 6) made.accepted.unshift(await connect(i === 4 ? me : other, i === 4 ? other : me));
      else {
        const [from, to] = i === 6 ? [me, other] : [other, me];
        const { id } = (await post('/connections/request', { receiver: to.id }, from)).body;
        await patch(`/connections/${id}/action`, { status: 'rejected' }, to);
        made.rejected.unshift(id);
      }
    }
  });

  const idsAt = async (query: string) =>
    (await get(`/connections${query}`, me)).body.map(({ id }: { id: string }) => id);

  it('lists all, newest first, without blocks', async () => {
    expect(await idsAt('')).toEqual([...made.rejected, ...made.accepted, ...made.askedMe, ...made.asked]);
    // A block is shown to neither.
    expect((await get('/connections', others[8])).body).toEqual([]);
  });

  it('by status', async () => {
    expect(await idsAt('?status=pending')).toEqual([...made.askedMe, ...made.asked]);
    expect(await idsAt('?status=accepted')).toEqual(made.accepted);
    expect(await idsAt('?status=rejected')).toEqual(made.rejected);
  });

  it('by direction, and both', async () => {
    const [askedByThem, askedByMe] = made.accepted;
    expect(await idsAt('?direction=sent&status=pending')).toEqual(made.asked);
    expect(await idsAt('?direction=received&status=pending')).toEqual(made.askedMe);
    expect(await idsAt('?direction=sent&status=accepted')).toEqual([askedByMe]);
    expect(await idsAt('?direction=received&status=accepted')).toEqual([askedByThem]);
    expect(await idsAt('?direction=sent')).toEqual([made.rejected[1], askedByMe, ...made.asked]);
    expect(await idsAt('?direction=received')).toEqual([made.rejected[0], askedByThem, ...made.askedMe]);
  });

  it.each(['?status=blocked', '?status=x', '?direction=both', '?blocked_by=me'])('refuses %s', async (query) => {
    expectProblem(await get(`/connections${query}`, me), 400, 'invalid_request');
  });

  it.each([1, 2, 3, 7, 8, 100])('in pages of %i, without a gap or a double', async (limit) => {
    const found = await pages(`/connections?limit=${limit}`, me);
    expect(found.flat().map(({ id }) => id)).toEqual(await idsAt(''));
    for (const page of found.slice(0, -1)) expect(page).toHaveLength(limit);
  });

  it('those that are accepted by when that was, page by page', async () => {
    const asked = made.accepted.at(-1);
    const document = db().doc(`connections/${asked}`);
    const before = (await document.get()).get('responded_at');
    onTestFinished(async () => void (await document.update({ responded_at: before })));
    await document.update({ responded_at: new Date() });
    const found = await pages('/connections?limit=1&status=accepted', me);
    expect(found.flat().map(({ id }) => id)).toEqual(made.accepted.toReversed());
  });

  it('keeps the filter over the pages, and those made in one moment apart', async () => {
    const moment = new Date();
    await Promise.all(made.askedMe.map((id) => db().doc(`connections/${id}`).update({ created_at: moment })));
    const found = await pages('/connections?limit=1&status=pending&direction=received', me);
    expect(
      found
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...made.askedMe].sort());
  });

  it('is empty for somebody new, and shows nothing of others', async () => {
    expect((await get('/connections', await newPerson())).body).toEqual([]);
    const theirs = (await get('/connections', others[0])).body;
    expect(theirs.map(({ id }: { id: string }) => id)).toEqual([made.asked[1]]);
    expect(theirs[0]).not.toHaveProperty('blocked_by');
    expect(theirs[0]).not.toHaveProperty('edge_shards');
  });
});

describe('GET /connections/suggestions', () => {
  it('most mutual first; nobody with whom there is anything', async () => {
    const me = await newPerson();
    const [f1, f2, f3] = [await newPerson(), await newPerson(), await newPerson()];
    const [one, two, three] = [await newPerson(), await newPerson(), await newPerson()];
    const [asked, declined, blocker, stranger] = [
      await newPerson(),
      await newPerson(),
      await newPerson(),
      await newPerson(),
    ];
    for (const friend of [f1, f2, f3]) await connect(me, friend);
    for (const friend of [f1, f2, f3]) await connect(friend, three);
    for (const friend of [f1, f2]) await connect(friend, two);
    await connect(f1, one);
    await connect(f1, f2);
    for (const other of [asked, declined, blocker]) await connect(f3, other);
    await post('/connections/request', { receiver: asked.id }, me);
    const { id } = (await post('/connections/request', { receiver: me.id }, declined)).body;
    await patch(`/connections/${id}/action`, { status: 'rejected' }, me);
    await block(blocker, me);
    await connect(stranger, blocker);

    const reply = await get('/connections/suggestions', me);
    expect(reply.status).toBe(200);
    expect(reply.body.map(({ id, mutual_count }: { id: string; mutual_count: number }) => [id, mutual_count])).toEqual([
      [three.id, 3],
      [two.id, 2],
      [one.id, 1],
    ]);
    expect(Object.keys(reply.body[0]).sort()).toEqual([
      'avatar_url',
      'business_category',
      'display_name',
      'id',
      'is_verified',
      'location',
      'mutual_count',
      'role',
      'shared',
      'username',
    ]);
    const limited = await get('/connections/suggestions?limit=2', me);
    expect(limited.body).toEqual(reply.body.slice(0, 2));
  });

  const settle = (who: Person, business_category: string, location: string) =>
    patch('/users/profile', { business_category, location }, who);

  it('then people of my category and place, with what is the same; nobody with whom there is anything', async () => {
    const [me, friend, known] = (await people(3)) as [Person, Person, Person];
    const [both, trade, place, namesake] = (await people(4)) as [Person, Person, Person, Person];
    const [asked, blocker, blocked] = (await people(3)) as [Person, Person, Person];
    const category = `Trade ${me.username}`;
    const town = `Old Town ${me.username}`;
    await settle(me, category, `${town}, Portugal`);
    for (const who of [both, asked, blocker, blocked]) await settle(who, category.toUpperCase(), town);
    await settle(trade, category, 'Elsewhere');
    await settle(place, 'Another trade', `${town} (centre)`);
    await patch('/users/profile', { display_name: town }, namesake);
    for (const other of [friend, ...(await people(2))]) await connect(me, other);
    await connect(friend, known);
    await post('/connections/request', { receiver: asked.id }, me);
    await block(blocker, me);
    await block(me, blocked);

    const { body } = await get('/connections/suggestions', me);
    const found = body.map(({ id, mutual_count, shared }: Suggestion) => [id, mutual_count, shared]);
    expect(found).toEqual([
      [known.id, 1, []],
      [both.id, 0, ['category', 'location']],
      ...[trade, place]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id }) => [id, 0, [id === trade.id ? 'category' : 'location']]),
    ]);
    for (const { id } of [both, known]) {
      await db()
        .doc(paths.user(id))
        .update({ withheld: ['hidden'], username_key: FieldValue.delete() });
    }
    expect(idsOf(await get('/connections/suggestions', me)).sort()).toEqual([trade.id, place.id].sort());
  });

  it('puts whom one would rather meet first: brands meet influencers', async () => {
    const category = `Craft ${(await newPerson()).username}`;
    const [brand, other] = [await newPerson({ role: 'brand' }), await newPerson({ role: 'brand' })];
    const influencer = await newPerson({ role: 'influencer' });
    for (const who of [brand, other, influencer]) await settle(who, category, '');
    const alike = (body: Suggestion[]) => body.filter(({ shared }) => shared.length > 0).map(({ id }) => id);
    expect(alike((await get('/connections/suggestions', brand)).body)).toEqual([influencer.id, other.id]);
  });

  it('shows somebody new who is there, and never themselves', async () => {
    const [me, other] = (await people(2)) as [Person, Person];
    const { body } = await get('/connections/suggestions?limit=20', me);
    expect(body.length).toBeGreaterThan(0);
    expect(body.map(({ id }: Suggestion) => id)).not.toContain(me.id);
    await connect(me, other);
    expect(idsOf(await get('/connections/suggestions?limit=20', me))).not.toContain(other.id);
  });

  it.each(['?limit=0', '?limit=21', '?limit=x', '?cursor=a'])('refuses %s', async (query) => {
    expectProblem(await get(`/connections/suggestions${query}`, await newPerson()), 400, 'invalid_request');
  });
});
