import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { expectProblem, get, newPerson, type Person, patch, useApi } from '../support/api.ts';

useApi();

interface Entry {
  username: string;
  role: 'influencer' | 'brand' | 'entrepreneur';
  display_name: string;
  company_name?: string;
  business_category?: string;
  verified?: boolean;
}
const WORLD: Entry[] = [
  { username: 'Zoe.Alpha', role: 'influencer', display_name: 'Zoé Straße', business_category: 'Mode & Beauty' },
  { username: 'bert', role: 'brand', display_name: 'Bert Müller', company_name: 'Zoetrope Films', verified: true },
  { username: 'ann_lee', role: 'influencer', display_name: 'Ann Lee', business_category: 'Travel', verified: true },
  { username: 'ann_bee', role: 'influencer', display_name: 'Ann Bee', business_category: 'travel' },
  { username: 'carl', role: 'entrepreneur', display_name: 'Carl', company_name: 'Ann & Sons', verified: true },
  { username: 'dora', role: 'brand', display_name: '𠮷野 Dora', company_name: 'The Very Long Company Name Of Dora' },
  { username: 'emil', role: 'brand', display_name: 'Émile', business_category: 'Mode und Beauty' },
  { username: 'frida', role: 'entrepreneur', display_name: 'Frida', business_category: 'Food', verified: true },
  { username: 'gus', role: 'influencer', display_name: 'Gus', business_category: 'Travel', verified: true },
  { username: 'hal9000', role: 'brand', display_name: 'Hal', company_name: '9to5 Ltd.' },
];

let me: Person;

beforeAll(async () => {
  for (const { username, role, verified, ...profile } of WORLD) {
    const person = await newPerson({ username, role });
    expect((await patch('/users/profile', profile, person)).status).toBe(200);
    if (verified) await db().doc(`users/${person.id}`).update({ is_verified: true });
    me = person;
  }
});

type Query = Record<string, string | number | undefined>;
const pathOf = (query: Query): string => {
  const defined = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) defined.set(key, String(value));
  return `/users?${defined}`;
};
const found = async (query: Query): Promise<string[]> => {
  const reply = await get(pathOf(query), me);
  expect(reply.status).toBe(200);
  return reply.body.map(({ username }: { username: string }) => username);
};

describe('a search', () => {
  it.each([
    ['the beginning of a username', 'ber', ['bert']],
    ['a whole username', 'ann_lee', ['ann_lee']],
    ['the second word of a username', 'alpha', ['Zoe.Alpha']],
    ['a name', 'frida', ['frida']],
    ['a second name', 'lee', ['ann_lee']],
    ['two words', 'ann b', ['ann_bee']],
    ['another case', 'CARL', ['carl']],
    ['é without its accent', 'zoe', ['bert', 'Zoe.Alpha']],
    ['é with it', 'zoé', ['bert', 'Zoe.Alpha']],
    ['É as é', 'émile', ['emil']],
    ['ü', 'müller', ['bert']],
    ['ü without', 'muller', ['bert']],
    ['ß', 'straße', ['Zoe.Alpha']],
    ['ß as ss', 'strass', ['Zoe.Alpha']],
    ['a company', 'zoetrope', ['bert']],
    ['the second word of a company', 'films', ['bert']],
    ['the last word of a long company', 'dora', ['dora']],
    ['several words of a company', 'very long comp', ['dora']],
    ['more than is kept of a phrase', 'the very long company name of dora', ['dora']],
    ['a category', 'food', ['frida']],
    ['two words of a category', 'mode & beauty', ['emil', 'Zoe.Alpha']],
    ['digits', '9000', []],
    ['a beginning with digits', 'hal9', ['hal9000']],
    ['a company that begins with a digit', '9to5', ['hal9000']],
    ['letters beyond the first plane', '𠮷', ['dora']],
    ['spaces around', '  gus  ', ['gus']],
    ['the middle of a word', 'ert', []],
    ['nobody', 'xyzzy', []],
    ['punctuation', '!?&', []],
    ['a letter that many have', 'a', ['ann_lee', 'carl', 'ann_bee', 'Zoe.Alpha']],
    ['a name and a word of the company', 'carl sons', ['carl']],
    ['two words of two people', 'carl frida', []],
  ])('for %s: %s', async (_, search, expected) => {
    expect(await found({ search })).toEqual(expected);
  });

  it('for nobody costs one read, and one for who is hidden', async () => {
    const reply = await get('/users?search=xyzzy', me);
    expect(reply.cost).toEqual({ reads: 2, writes: 0, deletes: 0, trips: 1 });
    expect(reply.headers.has('link')).toBe(false);
  });

  it('shows what is public, and no more', async () => {
    const [person] = (await get('/users?search=bert', me)).body;
    expect(Object.keys(person).sort()).toEqual([
      'avatar_url',
      'bio',
      'business_category',
      'company_name',
      'connection_count',
      'created_at',
      'display_name',
      'id',
      'is_verified',
      'location',
      'role',
      'social_links',
      'username',
    ]);
  });

  it('finds a new name, and no longer the old one', async () => {
    const person = await newPerson({ username: 'renamed' });
    await patch('/users/profile', { display_name: 'Quentin', company_name: 'Quux' }, person);
    expect([await found({ search: 'quentin' }), await found({ search: 'quu' })]).toEqual([['renamed'], ['renamed']]);
    await patch('/users/profile', { display_name: 'Walter', company_name: '' }, person);
    expect([await found({ search: 'quentin' }), await found({ search: 'quu' })]).toEqual([[], []]);
    expect(await found({ search: 'walter' })).toEqual(['renamed']);
    await db().doc(`users/${person.id}`).delete();
  });
});

describe('filters', () => {
  it.each<[Query, string[]]>([
    [{}, ['ann_lee', 'bert', 'carl', 'frida', 'gus', 'ann_bee', 'dora', 'emil', 'hal9000', 'Zoe.Alpha']],
    [{ verified: 'true' }, ['ann_lee', 'bert', 'carl', 'frida', 'gus']],
    [{ verified: 'false' }, ['ann_bee', 'dora', 'emil', 'hal9000', 'Zoe.Alpha']],
    [{ role: 'brand' }, ['bert', 'dora', 'emil', 'hal9000']],
    [{ category: 'Travel' }, ['ann_lee', 'gus', 'ann_bee']],
    [{ category: 'mode  BEAUTY' }, ['Zoe.Alpha']],
    [{ category: 'Trav' }, []],
    [{ search: 'ann', role: 'influencer' }, ['ann_lee', 'ann_bee']],
    [{ search: 'ann', verified: 'true' }, ['ann_lee', 'carl']],
    [{ search: 'ann', category: 'travel', verified: 'false' }, ['ann_bee']],
    [{ search: 'ann', role: 'entrepreneur', category: 'travel' }, []],
    [{ role: 'influencer', category: 'travel', verified: 'true' }, ['ann_lee', 'gus']],
    [{ search: 'g', role: 'influencer', category: 'travel', verified: 'true' }, ['gus']],
  ])('%j', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it.each([
    'role=staff',
    'role=',
    'verified=yes',
    'verified=1',
    `search=${'x'.repeat(51)}`,
    'q=ann',
    'role=brand&role=brand',
  ])('refuses %s', async (query) => {
    expectProblem(await get(`/users?${query}`, me), 400, 'invalid_request');
  });
});

describe('pages', () => {
  const pagesOf = async (query: Query): Promise<string[][]> => {
    const all: string[][] = [];
    for (let next: string | undefined = pathOf(query); next; ) {
      const reply = await get(next, me);
      expect(reply.status).toBe(200);
      all.push(reply.body.map(({ username }: { username: string }) => username));
      next = /<\/api\/v1([^>]+)>/.exec(reply.headers.get('link') ?? '')?.[1];
    }
    return all;
  };

  it('of any size, under any filter, are the whole list without a gap or a double', async () => {
    const query = fc.record({
      limit: fc.integer({ min: 1, max: WORLD.length + 1 }),
      search: fc.constantFrom(undefined, 'a', 'ann', 'zoe', 'mode b'),
      role: fc.constantFrom(undefined, 'influencer', 'brand'),
      category: fc.constantFrom(undefined, 'travel'),
      verified: fc.constantFrom(undefined, 'true', 'false'),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ limit, ...filter }) => {
        const [all, pages] = [await found({ ...filter, limit: 100 }), await pagesOf({ ...filter, limit })];
        expect(pages.flat()).toEqual(all);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }),
      { numRuns: 40, seed: 42 },
    );
  });

  it('keep the query in their link', async () => {
    const reply = await get('/users?search=ann&verified=true&limit=1', me);
    expect(reply.headers.get('link')).toMatch(
      /^<\/api\/v1\/users\?search=ann&verified=true&limit=1&cursor=[\w-]+>; rel="next"$/,
    );
  });
});
