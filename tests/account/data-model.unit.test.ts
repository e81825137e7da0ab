import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARTS } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import type { Part } from '../../functions/src/store/erasure.ts';
import { TABLE } from '../rules/slices.ts';

const page = readFileSync('docs/data-model.md', 'utf8');

/** A path with whatever its ids are called. */
const shape = (path: string): string => path.replace(/\{\w+\}(_\{\w+\})*/g, '{}');
const patternOf = (make: unknown): string => shape((make as (...ids: string[]) => string)('{a}', '{b}'));

/** The rows of the table that has these columns: cells by column. */
function tableOf(...columns: string[]): Record<string, string>[] {
  const head = `| ${columns.join(' | ')} |\n`;
  const start = page.indexOf(head);
  expect(start, `a table with the columns ${columns.join(', ')}`).toBeGreaterThan(0);
  const [, , ...lines] = page.slice(start).split('\n');
  const rows = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((line) => {
    const cells = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    expect(cells.filter(Boolean), line).toHaveLength(columns.length);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

const HOLDS = tableOf('Path', 'Holds', 'Who reads it by SDK', 'Written by');
const STAYS = tableOf('Path', 'Whose', 'Kept', 'In the copy', 'When the account ends');
const FILES = tableOf('Storage', 'Who reads', 'Who writes');
const named = (cell = ''): string => shape(/`([^`]+)`/.exec(cell)?.[1] ?? cell);

const copyOf = ({ export: own }: Part): string => ('documents' in own ? 'yes' : 'files' in own ? 'files' : 'no');
const endOf = ({ erase }: Part): string =>
  erase === 'at closing' ? 'at once' : typeof erase === 'object' ? 'kept' : 'erased';

interface Override {
  collectionGroup: string;
  fieldPath: string;
  ttl?: boolean;
}
const { fieldOverrides } = JSON.parse(readFileSync('firestore.indexes.json', 'utf8')) as { fieldOverrides: Override[] };
const TTL = new Set(fieldOverrides.filter(({ ttl }) => ttl).map(({ collectionGroup }) => collectionGroup));

const PLACES = Object.entries({ ...paths, ...folders }) as [keyof typeof PARTS, unknown][];

describe('the data model', () => {
  it('has a row for each collection and folder, and none for another', () => {
    const sorted = (patterns: string[]) => [...patterns].sort();
    expect(sorted(HOLDS.map((row) => named(row.Path)))).toEqual(sorted(Object.values(paths).map(patternOf)));
    expect(sorted(STAYS.map((row) => named(row.Path)))).toEqual(sorted(PLACES.map(([, make]) => patternOf(make))));
    const roots = FILES.map((row) => named(row.Storage).split('/')[0] ?? '');
    expect(sorted([...new Set(roots)])).toEqual(
      sorted(Object.values(folders).map((make) => make('').split('/')[0] ?? '')),
    );
  });

  it.each(PLACES)('says of %s what its slice does with it', (name, make) => {
    const part: Part = PARTS[name];
    const said = STAYS.filter((row) => named(row.Path) === patternOf(make));
    const rows = said.map((row) => [row['In the copy'], row['When the account ends']]);
    // A collection and a folder may be called alike.
    expect(rows).toContainEqual([copyOf(part), endOf(part)]);
    if (!(name in paths)) return;
    const [collection = ''] = patternOf(make).split('/').slice(-2);
    expect(said[0]?.Kept?.includes('TTL'), `TTL of ${collection}`).toBe(TTL.has(collection));
  });

  it.each(Object.entries(TABLE))('says of %s who reads it by SDK, as the rules do', (name, { allow = {} }) => {
    const row = HOLDS.find(({ Path }) => named(Path) === patternOf(paths[name as keyof typeof paths]));
    const readable = [...(allow.get ?? []), ...(allow.list ?? [])].length > 0;
    expect(row?.['Who reads it by SDK']?.startsWith('nobody'), row?.Path).toBe(!readable);
  });
});
