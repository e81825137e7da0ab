/** Names that only look like another: ticks that pass for the badge, and what reads as "Infloo" or "support". */

/** Marks that are drawn like the tick of verified people. */
const TICKS = /[\u2713\u2714\u2611\u2705\u237b\u221a\u2a57\u{1f5f8}\u{1f5f9}\u{10102}]/u;
/** A letter of Tai Viet that is drawn like one; who writes in that script has more of its letters. */
const LOOSE_TAI_VIET = /^[^\p{Script=Tai_Viet}]*\uaa9c[^\p{Script=Tai_Viet}]*$/u;

/** @returns whether `text` holds something that could be taken for the badge */
export const hasTick = (text: string): boolean => TICKS.test(text) || LOOSE_TAI_VIET.test(text);

/**
 * Characters that are drawn like the letters of "infloo", beyond what decomposes into them (accents, full width, circles, bold).
 * From Unicode's confusables.txt. I, 1 and l can't be told apart, so all of them count as l.
 */
const DRAWN_LIKE: Record<string, string> = {
  l: 'i1|!ıɩɪιіꙇӏꭵǀ׀∣⏽ɫłƚʟꞁⅼןו١۱ⵏᛁꓲꓡⳑⲓ𐌠𐊊𐌉𖼖𖼨ߊا',
  n: 'ոռռпиηνƞŋɲɳꞑɴꓠⲛᴎնղภ',
  f: 'ſẝꬵꞙքƒғϝꜰꓝ',
  o: '0оοօσⲟᴏᴑꬽøɵөⴰꓳ𐓪𐐬ەہهھסഠဝ○●◯⚪⚫⭕🔴🔵⬤০०੦૦௦౦೦൦๐໐၀٥۵ംಂం',
};
const LETTER_OF = new Map(
  Object.entries(DRAWN_LIKE).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/** Letters in flags, and in filled circles and squares, don't decompose. */
function plainLetter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  for (const first of [0x1f1e6, 0x1f150, 0x1f170]) {
    if (code >= first && code < first + 26) return String.fromCharCode(0x61 + code - first);
  }
  return character;
}

/** @returns `text` with every character as the letter that it is drawn like, in lower case */
const drawn = (text: string): string =>
  [
    ...[...text.replace(/ſ/g, 'f')]
      .map(plainLetter)
      .join('')
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .toLowerCase(),
  ]
    .map((character) => LETTER_OF.get(character) ?? character)
    .join('');

const INFLOO = 'lnfloo';
/** "Infloor" and "inflood" are words of their own. */
const IN_A_WORD = new RegExp(`${INFLOO}(?![rd])`);

/** The words of a name, also where only a capital or a digit begins one: "InflooSupport24". */
const wordsOf = (text: string): string[] =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s._\-–—·•・,;:/\\'’"“”*+~=&@#()[\]{}<>]+/u)
    .map(drawn)
    .filter(Boolean);

/**
 * @returns whether `text` reads as the name of Infloo: in other letters, spaced out, with more around it. "Kevin
 *   Flooring" doesn't: the name must begin where a word does, or stand within one word.
 */
export function soundsLikeInfloo(text: string): boolean {
  if (text.split(/[\s._-]+/u).some((word) => IN_A_WORD.test(drawn(word)))) return true;
  const words = wordsOf(text);
  return words.some((_, first) => {
    let joined = '';
    for (const word of words.slice(first)) {
      joined += word;
      if (joined === INFLOO) return true;
      if (joined.length > INFLOO.length) return false;
    }
    return false;
  });
}

const LEET: Record<string, string> = { 0: 'o', 1: 'l', i: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };

/** @returns a username as it is read at a glance: without dots and underscores, digits as the letters that they replace */
export const atAGlance = (username: string): string =>
  username
    .toLowerCase()
    .replace(/[._]/g, '')
    .replace(/[01i34578]/g, (character) => LEET[character] ?? character)
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
