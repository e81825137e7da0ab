import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IMAGE_TYPES, UPLOADS } from '../../functions/src/contract/limits.ts';

const rules = readFileSync('storage.rules', 'utf8');

/** The text between the braces of the first block that `opening` opens. */
function block(text: string, opening: string): string {
  const start = text.indexOf(opening);
  if (start < 0) throw new Error(`storage.rules has no "${opening}"`);
  let depth = 0;
  for (let i = start + opening.length - 1; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return text.slice(start, i);
  }
  throw new Error(`"${opening}" is never closed`);
}

describe('storage.rules repeats contract/limits.ts', () => {
  it.each(Object.entries(UPLOADS))('%s: size', (folder, { bytes }) => {
    const [, megabytes] =
      /request\.resource\.size <= (\d+) \* 1024 \* 1024/.exec(block(rules, `match /${folder}/{uid} {`)) ?? [];
    expect(Number(megabytes) * 1024 * 1024).toBe(bytes);
  });

  it('image types', () => {
    const [, list = ''] = /contentType in \[([^\]]*)\]/.exec(block(rules, 'function isImage() {')) ?? [];
    expect(list.split(',').map((type) => type.trim().replaceAll("'", ''))).toEqual([...IMAGE_TYPES]);
  });
});
