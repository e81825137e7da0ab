import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../functions/src/contract/length.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import * as text from '../../functions/src/contract/text.ts';
import { DisplayName, ProfilePatch, Register } from '../../functions/src/users/schema.ts';

const seed = { seed: 42, numRuns: 3_000 };
/** Letters of many scripts with what comes between them, well and badly. */
const PIECES = [
  ...['a', 'Z', 'é', 'e\u0301', 'ü', 'ß', '7', ' ', '  ', '\u00a0', '\u3000', '\t', '\r\n', '\n', '.', '-', '’'],
  ...[
    'ع',
    'ل',
    'ی',
    '\u064e',
    'ש',
    '\u05b8',
    'क',
    '\u094d',
    'ष',
    'ශ',
    '\u0dca',
    'ക',
    '\u0d4d',
    '한',
    '山',
    'か',
    '\u3099',
  ],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202c',
    '\u202e',
    '\u2066',
    '\u2069',
    '\ufeff',
    '\u00ad',
  ],
  ...[
    '\ufe0f',
    '\ufe0e',
    '\u20e3',
    '\u{e0100}',
    '\u{e007f}',
    '\u{e0067}',
    '\u{1f3f4}',
    '❤',
    '👩',
    '💻',
    '🏽',
    '🇩',
    '🇪',
    '✅',
  ],
  ...[
    '\u0300',
    '\u0335',
    '\u0488',
    '\u0000',
    '\u0007',
    '\u0085',
    '\u2028',
    '\ue000',
    '\uffff',
    '\u0378',
    '\u2800',
    '\u3164',
  ],
];
const anything = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }).filter((value) => value.isWellFormed()),
);

const FIELDS = Object.entries(ProfilePatch.shape).filter(([name]) => name !== 'social_links');
const SCHEMAS = [...FIELDS, ['email', Register.shape.email], ['username', Register.shape.username]] as const;

describe.each(SCHEMAS)('%s', (_, schema) => {
  it('is stored in a form that doesn’t change when it is saved again, and fits the profile that shows it', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const first = schema.safeParse(typed);
        if (!first.success) return;
        expect(schema.safeParse(first.data)).toEqual(first);
        const stored = String(first.data);
        expect(stored).toBe(stored.normalize('NFC').trim());
        expect(stored.isWellFormed()).toBe(true);
      }),
      seed,
    );
  });
});

describe('a name', () => {
  it('never holds what reorders, breaks or hides it, whatever was typed', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const { data } = DisplayName.safeParse(typed);
        if (data === undefined) return;
        expect(data).not.toMatch(
          /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u2028\u2029\ufeff\u2800]/u,
        );
        expect(data).not.toMatch(/^\p{M}|^[\u200c\u200d]|[\u200c\u200d]{2}|\s[\u200c\u200d]/u);
        expect(data).toMatch(/[\p{L}\p{N}]/u);
        expect(lengthOf(data)).toBeLessThanOrEqual(LIMITS.display_name);
        expect(data.length).toBeLessThanOrEqual(text.unitsFor(LIMITS.display_name));
      }),
      { ...seed, numRuns: 20_000 },
    );
  });

  it('is accepted in every language’s ordinary letters', () => {
    const letters = fc.constantFrom(
      ...['Müller', 'Łukasz', 'Nguyễn Thị Ánh', 'علی‌رضا', 'مُحَمَّد', 'שָׁלוֹם', 'क्षमा', 'র‍্যাব', 'ශ්‍රී', 'അവന്‍', 'தமிழ்'],
      ...[
        'ภูมิ',
        'မြွှုံ့',
        'ཀརྨ་པ',
        'ខ្មែរ',
        '김민수',
        '山田　太郎',
        '葛󠄀城',
        'さくら',
        'Ἀχιλλεύς',
        'Ёлка',
        'Հայ',
        'ქართ',
        'አበበ',
      ],
      ...['❤️', '👩‍💻', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇩🇪', '1️⃣', '👍🏽', '🏳️‍🌈', '✈︎', '🧑🏽‍🚀', '⛓️‍💥'],
    );
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), (words) => {
        const name = ['A', ...words].join(' ');
        expect(DisplayName.safeParse(name)).toEqual({ success: true, data: name.normalize('NFC') });
      }),
      seed,
    );
  });

  it('is as long as people count', () => {
    expect(DisplayName.safeParse(`A${'👩‍💻'.repeat(20)}`).success).toBe(true);
    expect(DisplayName.safeParse('é'.normalize('NFD').repeat(50)).success).toBe(true);
    expect(DisplayName.safeParse('é'.repeat(51)).success).toBe(false);
    // However they count, a document can't hold a page in a name.
    expect(DisplayName.safeParse(`A${'👨‍👩‍👧‍👦'.repeat(49)}`).success).toBe(false);
    expect(DisplayName.safeParse(`A${' '.repeat(1_000_000)}`).success).toBe(false);
  });
});

describe('trimmed', () => {
  it.each([
    ['  a ', 'a'],
    ['\u202aa\u202c', 'a'],
    ['\ufeff\u200ba b\u00a0', 'a b'],
    ['\u3000', ''],
  ])('%j is %j', (typed, expected) => expect(text.trimmed(typed)).toBe(expected));

  it('takes no longer for spaces in the middle', () => {
    const started = performance.now();
    text.trimmed(`a${' '.repeat(1_000_000)}a`);
    // A busy machine takes its time; what goes wrong here takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('lengthOf', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é'.normalize('NFD'), 1],
    ['👨‍👩‍👧‍👦', 1],
    ['🇩🇪🇫🇷', 2],
  ])('%j has %i', (value, length) => expect(lengthOf(value)).toBe(length));
});

describe('tidyLines', () => {
  it.each([
    ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['a\n\n\n\n\nb', 'a\n\nb'],
    ['a\n \n\t\n  b', 'a\n\nb'],
    ['a\u2028b\u0085c', 'a\nb\nc'],
    ['  a  \n', 'a'],
  ])('%j is %j', (typed, expected) => expect(text.tidyLines(typed)).toBe(expected));
});

describe('an address', () => {
  it.each([
    [' Mia@Example.COM ', 'mia@example.com'],
    ['\u202amia@example.com\u202c', 'mia@example.com'],
    ['mailto:mia@example.com', 'mia@example.com'],
    ['mia@Müller.example', 'mia@xn--mller-kva.example'],
    ['mia@Mu\u0308ller.example', 'mia@xn--mller-kva.example'],
    ['mia@пример.рф', 'mia@xn--e1afmkfd.xn--p1ai'],
    ['ｍｉａ@example.com', 'mia@example.com'],
    ["o'brien+x@example.com", "o'brien+x@example.com"],
    // What browsers take, though RFC 5321 doesn't; there are providers that give it.
    ['taro..@docomo.example', 'taro..@docomo.example'],
  ])('%j is %s', (typed, expected) => {
    expect(text.tidyEmail(typed)).toBe(expected);
    expect(text.isEmail(expected)).toBe(true);
    expect(text.tidyEmail(expected)).toBe(expected);
  });

  it.each([
    '',
    'a',
    'a@b',
    '@b.example',
    'a@',
    'a b@c.example',
    'a@b@c.example',
    'a@1.2.3.4',
    'a@b..example',
    'a@-b.example',
  ])('%j is none', (typed) => expect(text.isEmail(text.tidyEmail(typed))).toBe(false));
  it.each([
    'jörg@c.example',
    'a@b.example/',
    'a@b_c.example',
    'a@%62.example',
    'a@b.example.',
    'a@[::1]',
    'a@b.1',
    'a"@b.example',
  ])('%j is none', (typed) => expect(text.isEmail(text.tidyEmail(typed))).toBe(false));
});

describe('a phone number', () => {
  it.each([
    ['\u202a+49\u00a030\u00a01234567\u202c', '+49 30 1234567'],
    ['tel:+1-555-0100', '+1 555 0100'],
    ['+44 (0)20 7946 0000', '+44 20 7946 0000'],
    ['(+49) 30 12345', '+49 30 12345'],
    ['0049 30.1234/567', '+49 30 1234 567'],
    ['(555) 123-4567', '555 123 4567'],
    ['555–123‑4567', '555 123 4567'],
    ['٠١٢٣٤٥٦٧', '01234567'],
    ['（０３）１２３４－５６７８', '03 1234 5678'],
    ['+1 2 3 4 5 6 7 8 9 0 1 2 3 4 5', '+123456789012345'],
    [' ', ''],
  ])('%j is %j', (typed, expected) => {
    expect(text.tidyPhone(typed)).toBe(expected);
    expect(text.isPhone(expected)).toBe(true);
  });

  it.each([
    'call me',
    '1234',
    '+',
    '++49 30 123',
    '030 12 34 x5',
    '+49 30 123456789012345678',
    '12+345678',
    '<b>123456',
  ])('%j is none', (typed) => expect(text.isPhone(text.tidyPhone(typed))).toBe(false));
});

describe('a password', () => {
  it('has one form, whichever keyboard it came from', () => {
    expect(text.passwordSpellings('K\u00e4se-Brot-77')).toEqual(['K\u00e4se-Brot-77']);
    expect(text.passwordSpellings('Ka\u0308se-Brot-77')).toEqual(['K\u00e4se-Brot-77', 'Ka\u0308se-Brot-77']);
    expect(text.passwordSpellings('  spaces stay  ')).toEqual(['  spaces stay  ']);
  });

  it('counts characters at the least, and units at the most', () => {
    const password = (value: string) => Register.shape.password.safeParse(value).success;
    expect(password('пароль77')).toBe(true);
    expect(password('👩‍💻'.repeat(7))).toBe(false);
    expect(password('a\u0308'.repeat(128))).toBe(true);
    expect(password('x'.repeat(129))).toBe(false);
  });
});
