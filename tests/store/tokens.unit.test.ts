import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { MAX_TOKENS, normalize, searchToken, searchTokens } from '../../functions/src/store/tokens.ts';

const LENGTH = 20;
/** Texts as people write them, as long as the profile lets them be. */
const field = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: fc.constantFrom(...'abz AZ09éßü-&.'), maxLength }),
    fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: Math.floor(maxLength / 2), maxLength }),
  );
const profile = fc
  .tuple(
    field(LIMITS.username.max),
    field(LIMITS.display_name),
    field(LIMITS.company_name),
    field(LIMITS.business_category),
  )
  // Taking characters apart makes some longer, ß to ss; beyond the cap something has to give.
  .filter((fields) => fields.map(normalize).join('').length <= MAX_TOKENS);

describe('normalize', () => {
  it.each([
    ['Élodie', 'elodie'],
    ['MÜLLER', 'muller'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['  a  --  b  ', 'a b'],
    ['alice.the_great', 'alice the great'],
    ['Mode & Beauty', 'mode beauty'],
    ['ﬁne', 'fine'],
    ['İstanbul', 'istanbul'],
    ['Ångström', 'angstrom'],
    ['東京 2026', '東京 2026'],
    ['!?…', ''],
    ['', ''],
  ])('%j is %j', (text, expected) => {
    expect(normalize(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normalize(normalize(text)) === normalize(text)));
  });
});

describe('searchTokens', () => {
  it('has every beginning of every word, and goes on over those that follow', () => {
    expect(searchTokens([], ['Ann Lee']).sort()).toEqual(
      ['a', 'an', 'ann', 'ann l', 'ann le', 'ann lee', 'l', 'le', 'lee', 'lee a', 'lee an', 'lee ann'].sort(),
    );
  });

  it('has nothing of nothing', () => {
    expect(searchTokens([])).toEqual([]);
    expect(searchTokens(['', '  ', '!'])).toEqual([]);
  });

  it('finds each word by each of its beginnings', () => {
    fc.assert(
      fc.property(profile, (fields) => {
        const tokens = new Set(searchTokens(fields));
        for (const word of fields.flatMap((text) => normalize(text).split(' ')).filter(Boolean)) {
          const letters = [...word];
          for (let end = 1; end <= letters.length; end++) {
            expect(tokens).toContain(searchToken(letters.slice(0, end).join('')));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds a text by its beginning, as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }), (text) => {
        const token = searchToken(text);
        if (token) expect(searchTokens([text])).toContain(token);
      }),
    );
  });

  it('stays small, and is text, whatever comes in', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 6 }), (fields) => {
        const tokens = searchTokens(fields);
        expect(tokens.length).toBeLessThanOrEqual(MAX_TOKENS);
        expect(new Set(tokens).size).toBe(tokens.length);
        for (const token of tokens) {
          expect(token.isWellFormed()).toBe(true);
          expect(token).toBe(token.trim());
          expect([...token].length).toBeLessThanOrEqual(LENGTH);
        }
      }),
    );
  });

  it('still finds the last field when the ones before are long', () => {
    const company = Array.from({ length: 16 }, (_, i) => `word${i}`)
      .join(' ')
      .slice(0, LIMITS.company_name);
    expect(searchTokens(['some.body', 'Some Body Long', company, 'Photography'])).toContain('photography');
  });
});
