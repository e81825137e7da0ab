import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import {
  type Accepted,
  DOCUMENT_TYPES,
  EXPORT_HOURS,
  FILE_TYPES,
  IMAGE_TYPES,
  STORY_HOURS,
  UPLOADS,
  VIDEO_TYPES,
} from '../../functions/src/contract/limits.ts';

const rules = readFileSync('storage.rules', 'utf8');

/** The functions of the rules that look at types. */
const LISTS: [name: string, types: readonly string[]][] = [
  ['isImage', IMAGE_TYPES],
  ['isVideo', VIDEO_TYPES],
  ['isDocument', DOCUMENT_TYPES],
  ['isFile', FILE_TYPES],
];

describe('storage.rules repeats contract/limits.ts', () => {
  const [, lines = ''] = /function fits\(kind, slot\) \{\s*return ([^}]*);\s*\}/.exec(rules) ?? [];

  it('has a line for each kind of upload, and no other', () => {
    expect([...lines.matchAll(/kind == '(\w+)'/g)].map(([, kind]) => kind)).toEqual(Object.keys(UPLOADS));
  });

  it.each(Object.entries(UPLOADS))('%s: slots and megabytes', (kind, { slots, accepts }) => {
    const [, line = ''] = new RegExp(`kind == '${kind}' && (.*?)(?=\\|\\| \\(kind|$)`, 's').exec(lines) ?? [];
    expect(line).toContain(`slot.matches('[0-${slots - 1}]')`);
    const called = [...line.matchAll(/(is[A-Z]\w+)\((\d+)\)/g)].map(([, name, megabytes]) => [
      LISTS.find(([list]) => list === name)?.[1],
      Number(megabytes) * 1024 * 1024,
    ]);
    expect(called).toEqual(Object.values(accepts).map(({ types, bytes }: Accepted) => [types, bytes]));
  });

  it.each(LISTS)('%s: types', (name, types) => {
    const [, list = ''] =
      new RegExp(
        `function ${name}\\(megabytes\\) \\{\\s*return request\\.resource\\.contentType in \\[([^\\]]*)\\]`,
      ).exec(rules) ?? [];
    expect(list.split(',').map((type) => type.trim().replaceAll("'", ''))).toEqual([...types]);
  });
});

it('lifecycle rules empty the inbox, and remove what is left of stories and copies of data that are long over, and nothing else', () => {
  const { lifecycle } = JSON.parse(readFileSync('storage.lifecycle.json', 'utf8'));
  const deleted = (age: number, folder: string) => {
    const [prefix = ''] = folder.split('{uid}');
    return { action: { type: 'Delete' }, condition: { age, matchesPrefix: [prefix] } };
  };
  const over = deleted(2, folders.stories('{uid}'));
  over.condition.matchesPrefix.push('exports/');
  expect(lifecycle.rule).toEqual([deleted(1, folders.uploads('{uid}')), over]);
  // Days of the bucket may begin up to a day after the file.
  expect(2 * 24).toBeGreaterThan(Math.max(STORY_HOURS, EXPORT_HOURS));
});
