import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../dashboard/src');

/** What a style sheet says itself where `ui/tokens.css` and `ui/theme.ts` have a name for it. */
const LITERAL: Record<string, RegExp> = {
  'a colour': /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\([\d.]/i,
  'a size of text': /font-size:\s*[\d.]+(?:rem|px|em)/,
  'a space': /^\s*(?:padding|margin|gap|row-gap|column-gap)[a-z-]*:[^;]*\b(?:[2-9]|[12]\d|3[0-9])px/,
  'a corner': /radius:[^;]*\b(?:[4-9]|\d\d+)px/,
  'a motion': /transition:[^;]*\d+m?s/,
};
/** Hues are somebody's own. */
const OWN = /oklch\([^)]*var\(--hue\)/;

function literals(css: string): string[] {
  return css.split('\n').flatMap((line, i) =>
    Object.entries(LITERAL)
      .filter(([, pattern]) => pattern.test(line) && !OWN.test(line))
      .map(([what]) => `${i + 1}: ${what} in "${line.trim()}"`),
  );
}

describe('style sheets', () => {
  it.each([
    'color: #fff;',
    'background: rgb(0 0 0 / 4%);',
    'font-size: 0.8rem;',
    'gap: 8px 12px;',
    'border-radius: 10px;',
  ])('may not say: %s', (line) => expect(literals(line)).toHaveLength(1));

  it('take colours, sizes, spaces, corners and motion from the tokens', () => {
    const sheets = globSync('**/*.module.css', { cwd: SOURCE });
    expect(sheets.length).toBeGreaterThan(60);
    const found = sheets.flatMap((file) =>
      literals(readFileSync(join(SOURCE, file), 'utf8')).map((fault) => `${file}:${fault}`),
    );
    expect(found).toEqual([]);
  });

  it('know every token that they take', () => {
    const all = globSync('**/*.{css,ts,tsx}', { cwd: SOURCE }).map((file) => readFileSync(join(SOURCE, file), 'utf8'));
    const text = all.join('\n');
    const known = new Set([...text.matchAll(/(--[\w-]+)['"]?:/g)].map(([, name]) => name));
    const taken = [...text.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name);
    expect([...new Set(taken)].filter((name) => !known.has(name) && !/^--(?:mantine|input)-/.test(name))).toEqual([]);
  });

  it('have the classes that components take, and no others', () => {
    const taken = globSync('**/*.tsx', { cwd: SOURCE }).flatMap((file) => {
      const source = readFileSync(join(SOURCE, file), 'utf8');
      return [...source.matchAll(/import (\w+) from '(\S+\.module\.css)'/g)].flatMap(([, as, sheet = '']) =>
        [...source.matchAll(new RegExp(`(?<![\\w/])${as}\\.(\\w+)`, 'g'))].map(
          ([, name]) => `${join(dirname(file), sheet)} .${name}`,
        ),
      );
    });
    const made = globSync('**/*.module.css', { cwd: SOURCE }).flatMap((file) =>
      [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/\.([a-z]\w*)(?=[^;{}]*\{)/gi)].map(
        ([, name]) => `${file} .${name}`,
      ),
    );
    expect([...new Set(taken)].filter((each) => !made.includes(each))).toEqual([]);
    expect([...new Set(made)].filter((each) => !taken.includes(each) && !each.includes('.mantine'))).toEqual([]);
  });
});
