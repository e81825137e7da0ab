import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import type { Indexes } from '../../tools/indexes/serve.ts';

const { indexes, fieldOverrides } = JSON.parse(readFileSync('firestore.indexes.json', 'utf8')) as Indexes;
const collections = Object.values(paths).map((path) => {
  const pattern = (path as (...ids: string[]) => string)('{id}', '{id}');
  return collectionOf(pattern).split('/').at(-1);
});

it.each([...new Set([...indexes, ...fieldOverrides].map(({ collectionGroup }) => collectionGroup))])(
  'firestore.indexes.json speaks of %s, which exists',
  (name) => {
    expect(collections).toContain(name);
  },
);

it('firestore.indexes.json says one thing of each field', () => {
  const names = fieldOverrides.map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
