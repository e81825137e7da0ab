/** The longest beginning of a phrase that is found; more would only cost index entries. */
const TOKEN_LENGTH = 20;
/** Keeps a document far below the 40,000 index entries that it may have. */
const MAX_TOKENS = 250;

/** @returns text without case, accents and punctuation, words parted by one space */
export const normalize = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

/**
 * @param fields the texts under which somebody is found
 * @returns every beginning of every word of theirs, going on over the words that follow: "Ann Lee" gives
 *   a, an, ann, "ann l" … l, le, lee. So one `array-contains` answers any search, a word or several.
 */
export function searchTokens(fields: readonly string[]): string[] {
  const ofWords = new Set<string>();
  const ofPhrases = new Set<string>();
  for (const field of fields) {
    const words = normalize(field).split(' ');
    for (const [first, word] of words.entries()) {
      // By characters: half a surrogate pair is no text, and Firestore refuses it.
      const phrase = [...words.slice(first).join(' ')].slice(0, TOKEN_LENGTH);
      const { length } = [...word];
      for (const [last, character] of phrase.entries()) {
        if (character !== ' ') (last < length ? ofWords : ofPhrases).add(phrase.slice(0, last + 1).join(''));
      }
    }
  }
  // Should there be too many, each word of each field is still found.
  return [...new Set([...ofWords, ...ofPhrases])].slice(0, MAX_TOKENS);
}

/** @returns the token that `search` is looked up by, '' when it holds neither letter nor digit */
export const searchToken = (search: string): string => [...normalize(search)].slice(0, TOKEN_LENGTH).join('').trim();
