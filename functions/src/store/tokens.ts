import { asciiDigits } from '../contract/text.ts';

/** The longest beginning of a phrase that is found; more would only cost index entries. */
const TOKEN_LENGTH = 20;
/** Two index entries a token: far below the 40,000 that a document may have. */
export const MAX_TOKENS = 500;

/** Letters that don't decompose into a plain one, and spellings that people take for the same. */
const SAME_AS: Record<string, string> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ŋ: 'n', ħ: 'h', ŧ: 't', ĸ: 'k' },
  ...{ ə: 'e', ɛ: 'e', ɔ: 'o', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƒ: 'f', ƴ: 'y' },
  ...{ ς: 'σ', ґ: 'г' },
  ...{ ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' },
  ...{ ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ہ: 'ه', ۀ: 'ه', ھ: 'ه', ے: 'ي' },
};
/** Accents that no script owns, and the vowels of Hebrew and Arabic, which most leave out. か and が stay two letters. */
const ACCENTS = /(?=\p{M})(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/gu;
/** What stands inside a word without parting it: apostrophes of all kinds, joiners, the Arabic line that stretches. */
const INSIDE = /['’‘‛`´ʼʻʹ′＇׳״\u0640\p{Cf}]/gu;

/** Katakana to hiragana: 96 places apart. */
const toHiragana = (katakana: string): string => String.fromCharCode(katakana.charCodeAt(0) - 0x60);

/**
 * @returns text without case, accents and punctuation, words parted by one space; a search and what it finds are
 *   compared in this form
 */
export const normalize = (text: string): string =>
  asciiDigits(text.replace(INSIDE, '').normalize('NFKD').replace(ACCENTS, '').toLowerCase().normalize('NFKD'))
    .replace(ACCENTS, '')
    .replace(INSIDE, '')
    .replace(/[ァ-ヶ]/g, toHiragana)
    .replace(/[^\p{ASCII}]/gu, (letter) => SAME_AS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();

const wordsIn = (normalized: string): string[] => normalized.split(' ').filter(Boolean);

/** @returns the words of a text as they are written */
const plainWords = (text: string): string[] => wordsIn(normalize(text));

/** How people write a letter that their keyboard lacks: Mueller, Soeren, Djordje. */
const SPELLED_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', đ: 'dj' };
const spelledOut = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüøåđ]/g, (letter) => SPELLED_OUT[letter] ?? letter);

/** Scripts that put no space between words: any character may begin one. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+$/u;

/**
 * @returns other words that somebody may look for: "Bob’s" has bob and s, "AnnLee" has ann and lee, "ann_lee" has annlee,
 *   "Müller" has mueller, 山田太郎 has 太郎
 */
function otherWords(text: string): string[] {
  const parted = normalize(text.replace(INSIDE, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
  const chunks = text.split(/\s+/u);
  const joined = chunks.map((chunk) => normalize(chunk).replaceAll(' ', ''));
  const endings = chunks.flatMap((chunk) => {
    const characters = [...chunk.normalize('NFC')];
    return UNSPACED.test(chunk.normalize('NFC'))
      ? characters.map((_, i) => normalize(characters.slice(i).join('')))
      : [];
  });
  return [...wordsIn(parted), ...joined, ...plainWords(spelledOut(text)), ...endings].filter(
    (word) => word && !word.includes(' '),
  );
}

/** @returns every beginning of `phrase` that is longer than `from` characters; never half a surrogate pair */
function beginnings(phrase: string, from = 0): string[] {
  const characters = [...phrase].slice(0, TOKEN_LENGTH);
  return characters.flatMap((character, i) =>
    i >= from && character !== ' ' ? [characters.slice(0, i + 1).join('')] : [],
  );
}

/** @returns every beginning of `second`, after the whole of `first` */
const pair = (first: string, second: string): string[] =>
  first === second ? [] : beginnings(`${first} ${second}`, [...first].length);

const pairs = (some: readonly string[], others: readonly string[]): string[] =>
  some.flatMap((one) => others.flatMap((other) => [...pair(one, other), ...pair(other, one)]));

/** @returns the words in their order from each of them on, and round again: "Ana Maria Silva", "Silva Ana Maria" */
const rounds = (words: readonly string[]): string[] =>
  words.length < 3 ? [] : words.flatMap((_, i) => beginnings([...words.slice(i), ...words.slice(0, i)].join(' ')));

const runs = (words: readonly string[]): string[] => words.flatMap((_, i) => beginnings(words.slice(i).join(' ')));

/**
 * @param names what somebody or something is called: two of these words are found in any order, and each together with
 *   one of `others`
 * @param others under what it is found, too: words, or several in the order in which they are written
 * @returns the tokens of a document. One `array-contains` then answers any search and reads exactly what it shows. What
 *   people look for most comes first, should there be too many.
 */
export function searchTokens(names: readonly string[], others: readonly string[] = []): string[] {
  const [nameWords, allWords] = [names.flatMap(plainWords), [...names, ...others].flatMap(plainWords)];
  const named = [...new Set([...nameWords, ...names.flatMap(otherWords)])];
  const tokens = new Set<string>();
  const add = (list: readonly string[]) => {
    for (const token of list) if (tokens.size < MAX_TOKENS) tokens.add(token);
  };
  add(allWords.flatMap((word) => beginnings(word)));
  add([...names, ...others].flatMap(otherWords).flatMap((word) => beginnings(word)));
  add(pairs(nameWords, nameWords));
  add(names.map(plainWords).flatMap(rounds));
  add(others.map(plainWords).flatMap(runs));
  add(pairs(named, [...named, ...others.flatMap(plainWords)]));
  add(others.map(plainWords).flatMap((words) => pairs(words, words)));
  return [...tokens];
}

/** @returns the token that `search` is looked up by, '' when it holds neither letter nor digit */
export const searchToken = (search: string): string => [...normalize(search)].slice(0, TOKEN_LENGTH).join('').trim();

/** @returns the tokens of every word by itself: whoever looks for several words asks for one, and then looks for the others */
export const wordTokens = (texts: readonly string[]): string[] => [
  ...new Set([...texts.flatMap(plainWords), ...texts.flatMap(otherWords)].flatMap((word) => beginnings(word))),
];

/** @returns the tokens that the words of `search` are looked up by, the longest first: it is in the fewest documents */
export const searchWords = (search: string): string[] =>
  [...new Set(plainWords(search).map(searchToken))].sort((a, b) => b.length - a.length);
