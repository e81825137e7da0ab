import { EXPORT_HOURS } from '../contract/limits.ts';
import type { Staged } from './exports.ts';
import { PARTS } from './parts.ts';

const line = (name: string, words: string): string => `  ${name.padEnd(28)} ${words}`;

/**
 * @param missing files that were gone when their turn came
 * @returns what whoever opens the archive reads first
 */
export function readme(asked_at: string, staged: readonly Staged[], files: number, missing: readonly string[]): string {
  const without = Object.entries(PARTS).flatMap(([part, { export: own }]) =>
    'without' in own ? [line(part, own.without)] : [],
  );
  return [
    'YOUR DATA ON INFLOO',
    '',
    `Asked for on ${asked_at.slice(0, 10)}. The link to this file ends ${EXPORT_HOURS} hours after it was made; the file is yours.`,
    'It holds what only you may see. Keep it where nobody else gets at it.',
    '',
    'data/    one JSON file a collection: each entry has the place of a document (path) and what it says (data).',
    '         Times are ISO 8601 in UTC. People are named by their ids where Infloo does so, too.',
    `files/   pictures, videos and papers as they are stored: ${files - missing.length}.`,
    ...(missing.length > 0
      ? ['', 'Removed while this copy was made, and therefore not in it:', ...missing.map((name) => `  ${name}`)]
      : []),
    '',
    'Documents:',
    ...staged.map(({ part, documents }) => line(`data/${part}.json`, String(documents))),
    line('data/sign_in.json', '1 (how you sign in)'),
    '',
    'Not in it:',
    ...without,
    '',
  ].join('\n');
}
