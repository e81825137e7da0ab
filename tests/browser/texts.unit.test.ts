import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatter } from '@lingui/format-po';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { rejectionWords } from '../../dashboard/src/verification/rejection-words.ts';
import { REJECTION_WORDS } from '../../functions/src/verification/policy.ts';
import { REJECTIONS } from '../../functions/src/verification/schema.ts';
import { untranslated } from './untranslated.ts';

const DASHBOARD = join(import.meta.dirname, '../../dashboard');
const read = (file: string): string => readFileSync(join(DASHBOARD, file), 'utf8');
/** All but the page that shows the components to those who build with them. */
const files = globSync('src/**/*.{ts,tsx}', { cwd: DASHBOARD }).filter((file) => !file.includes('ui/gallery'));

/** Slices that aren't taken over yet. */
const LATER: string[] = [];

describe('texts in the code', () => {
  it.each([
    ['<p>Hello</p>', 'Hello'],
    ['<p>{isNew ? "hello" : name}</p>', 'hello'],
    ['<Field label="Name" />', 'Name'],
    [`<Field label={\`\${n} left\`} />`, '… left'],
    ['showDone("Saved")', 'Saved'],
    ['const table = { first: "Not that one" };', 'Not that one'],
    ['const item = { label: "done" };', 'done'],
  ])('are refused without a macro: %s', (source, text) => {
    expect(untranslated('a.tsx', source)).toEqual([`1: ${text}`]);
  });

  it.each([
    '<p><Trans>Hello <b>you</b></Trans></p>',
    '<Field label={t`Name`} className="Some thing" />',
    'const table = { first: msg`Not that one` };',
    'plural(count, { one: "Just one", other: "Not so few" })',
    '<Kbd>Esc</Kbd>',
    'throw new Error("No such element here");',
  ])('are taken: %s', (source) => {
    expect(untranslated('a.tsx', source)).toEqual([]);
  });

  it('have a macro, all of them', () => {
    const left = files
      .filter((file) => !LATER.some((slice) => file.startsWith(`src/${slice}/`)))
      .flatMap((file) => untranslated(file, read(file)).map((each) => `${file}:${each}`));
    expect(left).toEqual([]);
  });
});

const ARABIC_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
type Token = string | [name: string, type?: string, forms?: Record<string, Token[]>];

/** The placeholders of a text, and the tags in it, each once. */
function partsOf(tokens: readonly Token[]): { placeholders: Set<string>; tags: Set<string> } {
  const placeholders = new Set<string>();
  const tags = new Set<string>();
  const walk = (each: Token) => {
    if (typeof each === 'string') for (const [tag] of each.matchAll(/<\/?\w+\/?>/g)) tags.add(tag);
    else {
      placeholders.add(`${each[0]} ${each[1] ?? ''}`);
      for (const form of Object.values(each[2] ?? {})) if (Array.isArray(form)) form.forEach(walk);
    }
  };
  tokens.forEach(walk);
  return { placeholders, tags };
}

/** The forms that each plural of a text has. */
function pluralsOf(tokens: readonly Token[]): string[][] {
  return tokens.flatMap((each) => {
    if (typeof each === 'string' || !each[2]) return [];
    const inner = Object.values(each[2]).flatMap((form) => (Array.isArray(form) ? pluralsOf(form) : []));
    return each[1] === 'plural' ? [Object.keys(each[2]).filter((form) => form !== 'offset'), ...inner] : inner;
  });
}

const tokensOf = (text: string): Token[] => {
  const compiled = compileMessage(text);
  return typeof compiled === 'string' ? [compiled] : (compiled as Token[]);
};

interface Text {
  message: string;
  translation: string;
  context?: string;
}
const format = formatter();
const catalogues = await Promise.all(
  globSync('texts/ar/*.po', { cwd: DASHBOARD }).map(async (file) => {
    const parsed = await format.parse(read(file), { locale: 'ar', sourceLocale: 'en', filename: file });
    return { name: basename(file), texts: Object.values(parsed) as unknown as Text[] };
  }),
);

describe('the Arabic', () => {
  it.each(catalogues)('has the placeholders and tags of its English in $name', ({ texts }) => {
    for (const { message, translation } of texts) {
      expect(partsOf(tokensOf(translation)), message).toEqual(partsOf(tokensOf(message)));
    }
  });

  it.each(catalogues)('has all forms that it counts in, in $name', ({ texts }) => {
    for (const { message, translation } of texts) {
      const plurals = pluralsOf(tokensOf(translation));
      for (const forms of plurals) expect(forms.toSorted(), message).toEqual(ARABIC_FORMS.toSorted());
      expect(plurals.length > 0, message).toBe(pluralsOf(tokensOf(message)).length > 0);
    }
  });

  it('is the same wherever the English is: all catalogues are one in the browser', () => {
    const known = new Map<string, string>();
    for (const { message, translation, context = '' } of catalogues.flatMap(({ texts }) => texts)) {
      const key = `${context}|${message}`;
      expect(known.get(key) ?? translation, message).toBe(translation);
      known.set(key, translation);
    }
  });
});

it('why a paper was turned down is said as the API says it', () => {
  expect(Object.fromEntries(REJECTIONS.map((each) => [each, rejectionWords(each)]))).toEqual(REJECTION_WORDS);
});
