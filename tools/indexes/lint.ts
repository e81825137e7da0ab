import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../emulators/run.ts';
import { type Indexes, serve, type Used } from './serve.ts';
import { describe, shapesOf } from './shape.ts';

/** Where the tests leave the queries that they ran, a JSON line each. */
export const QUERIES = join(ROOT, '.emulators', 'queries');

const nameOf = (index: Used): string =>
  'fields' in index
    ? `index ${index.collectionGroup} (${index.fields.map(({ fieldPath }) => fieldPath).join(', ')})`
    : `index of ${index.fieldPath} in all collections ${index.collectionGroup}`;

/** Overrides that exist for the sake of a query; one that only exempts a field saves writes. */
const isForQueries = (index: Used): boolean =>
  'fields' in index || index.indexes.some(({ queryScope }) => queryScope === 'COLLECTION_GROUP');

/**
 * Holds queries against indexes: the emulators answer without composite indexes, production doesn't.
 * @param lines queries as JSON
 * @returns a sentence for each query without an index, and each index without a query
 */
export function faultsOf(lines: string[], indexes: Indexes): string[] {
  const shapes = new Map(
    lines.flatMap((line) => shapesOf(JSON.parse(line))).map((shape) => [JSON.stringify(shape), shape]),
  );
  const used = new Set<Used>();
  const faults: string[] = [];
  for (const shape of shapes.values()) {
    const served = serve(shape, indexes);
    if (!served) faults.push(`No index serves: ${describe(shape)}. Add one to firestore.indexes.json.`);
    for (const index of served ?? []) used.add(index);
  }
  for (const index of [...indexes.indexes, ...indexes.fieldOverrides].filter(isForQueries)) {
    if (!used.has(index)) faults.push(`No query needs the ${nameOf(index)}. Remove it, or test its query.`);
  }
  return faults;
}

/** @returns the faults of the last test run; one if it ran no query at all */
export async function lintIndexes(): Promise<string[]> {
  const files = await readdir(QUERIES).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(QUERIES, file), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n').filter(Boolean));
  if (lines.length === 0) return ['The tests ran no query: there is nothing to lint.'];
  return faultsOf(lines, JSON.parse(await readFile(join(ROOT, 'firestore.indexes.json'), 'utf8')) as Indexes);
}
