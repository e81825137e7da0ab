import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../tools/indexes/lint.ts';
import { type Indexes, serve } from '../../tools/indexes/serve.ts';
import { shapesOf } from '../../tools/indexes/shape.ts';

type Op = 'EQUAL' | 'IN' | 'ARRAY_CONTAINS' | 'GREATER_THAN';
const query = (filters: [string, Op][], order: [string, 'ASCENDING' | 'DESCENDING'][] = []) => ({
  from: [{ collectionId: 'things' }],
  where: {
    compositeFilter: {
      op: 'AND',
      filters: filters.map(([fieldPath, op]) => ({ fieldFilter: { field: { fieldPath }, op } })),
    },
  },
  orderBy: [...order, ['__name__', order.at(-1)?.[1] ?? 'ASCENDING'] as const].map(([fieldPath, direction]) => ({
    field: { fieldPath },
    direction,
  })),
});
const index = (...fields: string[]) => ({
  collectionGroup: 'things',
  queryScope: 'COLLECTION' as const,
  fields: fields.map((field) => {
    const [fieldPath = '', kind] = field.split(' ');
    if (kind === 'contains') return { fieldPath, arrayConfig: 'CONTAINS' as const };
    return { fieldPath, order: kind === 'desc' ? ('DESCENDING' as const) : ('ASCENDING' as const) };
  }),
});
const file = (...indexes: Indexes['indexes']): Indexes => ({
  indexes,
  fieldOverrides: [{ collectionGroup: 'things', fieldPath: 'exempt', indexes: [] }],
});
/** How many entries of the file serve a query of one alternative, null where they don't. */
const served = (q: object, indexes: Indexes) => {
  const [shape, ...more] = shapesOf(q);
  expect(more).toEqual([]);
  return serve(shape as never, indexes)?.length ?? null;
};

describe('which index serves a query', () => {
  it.each([
    [
      'equalities alone, by automatic indexes',
      query([
        ['a', 'EQUAL'],
        ['b', 'IN'],
      ]),
      file(),
      0,
    ],
    ['one order alone', query([], [['a', 'DESCENDING']]), file(), 0],
    ['a range alone', query([['a', 'GREATER_THAN']]), file(), 0],
    ['an exempt field, by nothing', query([['exempt', 'EQUAL']]), file(), null],
    ['an exempt order, by nothing', query([], [['exempt', 'ASCENDING']]), file(), null],
    ['a filter and an order need a composite', query([['a', 'EQUAL']], [['t', 'DESCENDING']]), file(), null],
    [
      '… which must have the order’s direction',
      query([['a', 'EQUAL']], [['t', 'DESCENDING']]),
      file(index('a', 't')),
      null,
    ],
    ['… and then serves', query([['a', 'EQUAL']], [['t', 'DESCENDING']]), file(index('a', 't desc')), 1],
    [
      'a range counts as an order',
      query([
        ['a', 'EQUAL'],
        ['t', 'GREATER_THAN'],
      ]),
      file(index('a', 't')),
      1,
    ],
    ['contains is not equality', query([['a', 'ARRAY_CONTAINS']], [['t', 'ASCENDING']]), file(index('a', 't')), null],
    ['contains', query([['a', 'ARRAY_CONTAINS']], [['t', 'ASCENDING']]), file(index('a contains', 't')), 1],
    [
      'two orders',
      query(
        [],
        [
          ['a', 'ASCENDING'],
          ['b', 'ASCENDING'],
        ],
      ),
      file(index('a', 'b')),
      1,
    ],
    ['a longer index doesn’t serve', query([['a', 'EQUAL']], [['t', 'ASCENDING']]), file(index('a', 'b', 't')), null],
    [
      'two indexes merge',
      query(
        [
          ['a', 'EQUAL'],
          ['b', 'EQUAL'],
        ],
        [['t', 'ASCENDING']],
      ),
      file(index('a', 't'), index('b', 't')),
      2,
    ],
    [
      '… but not with different orders',
      query(
        [
          ['a', 'EQUAL'],
          ['b', 'EQUAL'],
        ],
        [['t', 'ASCENDING']],
      ),
      file(index('a', 't'), index('b', 't desc')),
      null,
    ],
    [
      'the order of a fixed field doesn’t matter',
      query(
        [['a', 'EQUAL']],
        [
          ['a', 'DESCENDING'],
          ['t', 'ASCENDING'],
        ],
      ),
      file(index('a', 't')),
      1,
    ],
  ])('%s', (_, q, indexes, expected) => {
    expect(served(q, indexes)).toBe(expected);
  });

  it('tells of a missing and of an unused index', () => {
    const faults = faultsOf([JSON.stringify(query([['a', 'EQUAL']], [['t', 'ASCENDING']]))], file(index('b', 't')));
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain('things, a ==, t asc');
    expect(faults[1]).toContain('things (b, t)');
  });

  it('asks for an index for each alternative of an OR', () => {
    const field = (fieldPath: string) => ({ fieldFilter: { field: { fieldPath }, op: 'EQUAL' } });
    const or = { compositeFilter: { op: 'OR', filters: [field('b'), field('c')] } };
    const either = JSON.stringify({
      from: [{ collectionId: 'things' }],
      where: { compositeFilter: { op: 'AND', filters: [field('a'), or] } },
      orderBy: [{ field: { fieldPath: 't' }, direction: 'ASCENDING' }],
    });
    expect(faultsOf([either], file(index('a', 'b', 't'), index('a', 'c', 't')))).toEqual([]);
    expect(faultsOf([either], file(index('a', 'b', 't')))).toEqual([
      'No index serves: things, a ==, c ==, t asc. Add one to firestore.indexes.json.',
    ]);
  });
});

describe('a collection group', () => {
  const group = (q: ReturnType<typeof query>) => ({
    ...q,
    from: [{ collectionId: 'things', allDescendants: true }],
  });
  const override = (fieldPath: string, ...indexes: object[]): Indexes => ({
    indexes: [],
    fieldOverrides: [{ collectionGroup: 'things', fieldPath, indexes }],
  });
  const ascending = { order: 'ASCENDING', queryScope: 'COLLECTION_GROUP' };
  const ofA = query([['a', 'EQUAL']]);

  it('has no indexes by itself', () => {
    expect(served(group(ofA), file())).toBe(null);
    expect(served(group(query([])), file())).toBe(0);
  });
  it('has those that are named, in the direction that is named', () => {
    expect(served(group(ofA), override('a', ascending))).toBe(1);
    expect(served(group(query([], [['a', 'ASCENDING']])), override('a', ascending))).toBe(1);
    expect(served(group(query([], [['a', 'DESCENDING']])), override('a', ascending))).toBe(null);
    expect(served(group(query([['a', 'ARRAY_CONTAINS']])), override('a', ascending))).toBe(null);
  });
  it('takes them from the collection unless that is named, too', () => {
    expect(served(ofA, override('a', ascending))).toBe(null);
    expect(served(ofA, override('a', ascending, { order: 'ASCENDING', queryScope: 'COLLECTION' }))).toBe(1);
  });
  it('is no collection to a composite index', () => {
    const both = query([['a', 'EQUAL']], [['t', 'ASCENDING']]);
    expect(served(group(both), file(index('a', 't')))).toBe(null);
    const grouped = { ...index('a', 't'), queryScope: 'COLLECTION_GROUP' as const };
    expect(served(group(both), file(grouped))).toBe(1);
  });
  it('needs each of its indexes for a query', () => {
    expect(faultsOf([JSON.stringify(group(ofA))], override('a', ascending))).toEqual([]);
    expect(faultsOf([JSON.stringify(ofA)], override('b', ascending))).toEqual([
      'No query needs the index of b in all collections things. Remove it, or test its query.',
    ]);
  });
});
