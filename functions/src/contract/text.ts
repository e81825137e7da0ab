/**
 * What people type, put in order: the API and the forms of the dashboard use the same functions. Free of zod, because
 * the first screens are loaded without it, and of lookbehind, which older phones don't know.
 */

import { lengthOf } from './length.ts';

/** How many UTF-16 units a character that people count as one may take on average: emoji with joiners take up to 11. */
const UNITS_PER_CHARACTER = 4;

/** @returns the most UTF-16 units of a text of `max` characters, for stores and for schemas that count units */
export const unitsFor = (max: number): number => max * UNITS_PER_CHARACTER;

/** @returns whether `text` has at most `max` characters, and isn't made of unreasonably long ones */
export const fits = (text: string, max: number): boolean =>
  text.length <= unitsFor(max) && (text.length <= max || lengthOf(text) <= max);

/** Spaces, and what comes along unseen when something is copied: byte order marks, direction marks, joiners. */
const isEdge = (character: string | undefined): boolean => /^[\s\p{Cf}]$/u.test(character ?? '');

/** @returns `text` without spaces and unseen characters around it: for names of accounts, addresses and links */
export function trimmed(text: string): string {
  // A regular expression for the end would look at each space in the middle again and again.
  let [start, end] = [0, text.length];
  while (start < end && isEdge(text[start])) start += 1;
  while (end > start && isEdge(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** @returns one line of text in its one form: composed (NFC), no space around it, no two in a row */
export const tidyLine = (text: string): string =>
  text
    .normalize('NFC')
    // The ideographic space belongs to Japanese names; other kinds of space only look like one.
    .replace(/[^\S\u3000\n\v\f\r\u0085\u2028\u2029\ufeff]/gu, ' ')
    .replace(/[ \u3000]{2,}/g, ' ')
    .trim();

/** @returns text of several lines in its one form: composed, `\n` between lines, at most one empty line in a row */
export const tidyLines = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\n[^\S\n]*\n[^\S\n]*\n\s*/g, '\n\n')
    .trim();

const PICTURE = String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f]?\p{Emoji_Modifier}?`;
const EMOJI = new RegExp(
  [
    String.raw`[0-9#*]\ufe0f?\u20e3`,
    String.raw`\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`,
    String.raw`${PICTURE}(?:\u200d${PICTURE})*`,
  ].join('|'),
  'gu',
);
/** A variant of one character, as Japanese and Mongolian names and Burmese letters have them. */
const VARIANT =
  /\p{Script=Han}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]|\p{Script=Myanmar}\ufe00|\p{Script=Mongolian}[\u180b-\u180f]/gu;

/** Scripts whose letters join: there a joiner, or one that keeps apart, is spelling. The ranges are vowel signs. */
const JOINING = `[\\u064b-\\u0655\\u0670${[
  'Adlam Arabic Balinese Bengali Devanagari Gujarati Gurmukhi Hanifi_Rohingya Javanese Kannada Khmer Malayalam',
  'Mandaic Mongolian Myanmar Nko Oriya Sinhala Syriac Tamil Telugu Tibetan',
]
  .join(' ')
  .split(' ')
  .map((script) => `\\p{Script=${script}}`)
  .join('')}]`;
const VIRAMA = String.raw`[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2]`;
const JOINED = new RegExp(String.raw`(${VIRAMA})[\u200c\u200d]|(${JOINING})[\u200c\u200d](?=${JOINING})`, 'gu');

/** What can't be seen, reorders what is around it, or isn't a character (yet). New emoji are known by their place. */
const UNSEEN_IN_LINE =
  /(?!\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Longer texts may hold what is unseen but harmless: joiners, direction marks, places to break a line. */
const UNSEEN_IN_LINES = /(?!\p{Extended_Pictographic}|\n)[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069]/u;

/** More marks on one letter than any language writes; they run into the lines above and below. */
function hasPiledMarks(text: string): boolean {
  for (const [run] of text.matchAll(/\p{M}{3,}/gu)) {
    const marks = [...run];
    // Accents of no script of its own are what piles are made of; Hebrew, Tibetan and Burmese need more of theirs.
    const general = marks.filter((mark) => /\p{Script=Inherited}/u.test(mark));
    if (marks.length > 6 || general.length > 3 || new Set(marks).size < marks.length) return true;
  }
  return false;
}

const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const unseen = (found: RegExpExecArray): string =>
  /[\n\r]/.test(found[0])
    ? 'Only one line, please.'
    : `Contains characters that cannot be shown (${nameOf(found[0])}). Type it anew, or leave it out.`;
const PILED = 'Too many marks on one letter.';

/**
 * @param text as `tidyLine()` returns it
 * @returns what keeps it from reading the same everywhere, for the one who typed it; null when nothing does
 */
export function lineFault(text: string): string | null {
  const plain = text.replace(EMOJI, 'x').replace(VARIANT, 'x').replace(JOINED, '$1$2');
  const found = UNSEEN_IN_LINE.exec(plain);
  if (found) return unseen(found);
  if (/(?:^|\s)[\p{Mn}\p{Me}]/u.test(plain)) return 'Begins with a mark that belongs on a letter.';
  return hasPiledMarks(plain) ? PILED : null;
}

/** The same for text of several lines, as `tidyLines()` returns it. */
export function linesFault(text: string): string | null {
  const found = UNSEEN_IN_LINES.exec(text);
  if (found) return unseen(found);
  return hasPiledMarks(text.replace(EMOJI, 'x')) ? PILED : null;
}

/** @returns whether there is anything to read or to call somebody by */
export const hasWord = (text: string): boolean => /[\p{Letter}\p{Number}]/u.test(text);

/** @returns the password in the one form that every keyboard's spelling of it leads to (NIST SP 800-63B asks for it) */
export const normalPassword = (password: string): string => password.normalize('NFKC');

/**
 * @returns the spellings to try at sign-in, in this order. As typed comes second: accounts that are older than the rule,
 *   and passwords chosen on Firebase's own page, are kept as they were typed.
 */
export const passwordSpellings = (typed: string): string[] => [...new Set([normalPassword(typed), typed])];

/** @returns a name of an account as it is looked up: full-width letters made plain, no @ before it */
export const tidyUsername = (typed: string): string => trimmed(typed.normalize('NFKC')).replace(/^@(?=[^@]*$)/, '');

const ASCII_LOCAL = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** What `<input type=email>` accepts (HTML, "valid e-mail address"), in lower case and with a dot in the domain. */
const EMAIL = new RegExp(`^${ASCII_LOCAL}@(?:${LABEL}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`);

/** @returns the domain as mail servers and browsers send it (punycode), or as it was where it can't be one */
function asciiDomain(domain: string): string {
  if (/^[a-z0-9.-]*$/.test(domain) || /[^\p{L}\p{M}\p{N}.\u3002-]/u.test(domain)) return domain;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}

/** @returns an address as it is stored and looked up: in lower case like Firebase Auth's, its domain in ASCII */
export function tidyEmail(typed: string): string {
  const text = trimmed(typed.normalize('NFKC'))
    .replace(/^mailto:/i, '')
    .toLowerCase();
  const at = text.lastIndexOf('@');
  return at < 0 ? text : `${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`;
}

/** @param text as `tidyEmail()` returns it */
export const isEmail = (text: string): boolean => EMAIL.test(text);

/** @returns what somebody signs in with, a username or an address, as it is looked up */
export function tidyLogin(typed: string): string {
  const name = tidyUsername(typed);
  return name.includes('@') ? tidyEmail(name) : name;
}

/** The digit that a character stands for: ٣ and ३ are 3. Each script has its ten digits in a row. */
function asciiDigit(digit: string): string {
  let value = 0;
  const code = digit.codePointAt(0) ?? 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** @returns `text` with the digits of every script as 0 to 9 */
export const asciiDigits = (text: string): string => text.replace(/(?![0-9])\p{Nd}/gu, asciiDigit);

/**
 * @returns a phone number as it is stored, in groups as it was typed: `+49 30 1234567`. Text that is none comes back as
 *   it was. Not looked up in any numbering plan: only its owner sees it, and nothing is sent there yet.
 */
export function tidyPhone(typed: string): string {
  const plain = asciiDigits(typed.normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^tel:/i, '');
  if (!/^[+(]?[\d\s().,/+\p{Pd}]*$/u.test(plain) || plain.lastIndexOf('+') > 1) return trimmed(typed);
  const international = plain.replace(/^\(?\s*(?:\+|00)/, '+');
  // +44 (0)20 …: the zero is for callers at home only.
  const groups = (international.startsWith('+') ? international.replace(/\(\s*0\s*\)/, ' ') : international)
    .replace(/[^\d+]+/g, ' ')
    .replace(/^\+ /, '+')
    .trim();
  return groups.length <= 20 ? groups : groups.replace(/ /g, '');
}

/** @param text as `tidyPhone()` returns it; empty for none. E.164 has at most 15 digits. */
export const isPhone = (text: string): boolean => text === '' || /^\+?\d(?: ?\d){4,14}$/.test(text);

/** What no client could show, or no store keep: halves of characters, and control characters beside spaces of all kinds. */
const UNSTORABLE = /(?![\t\n\r])\p{Cc}/u;
/** Whatever leaves nothing to be seen, however much of it there is. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** @returns what keeps a message, as it was typed, from being sent; null when nothing does. An empty one has no fault. */
export function messageFault(text: string): string | null {
  if (text === '') return null;
  if (!text.isWellFormed() || UNSTORABLE.test(text)) return 'Contains characters that can’t be sent.';
  return VISIBLE.test(text) ? null : 'There is nothing to be seen in this message.';
}
