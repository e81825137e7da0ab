interface Named {
  username: string;
  display_name: string;
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** @returns whether each word of `text` is how one of the words of `own` begins, whatever their accents */
export function beginWords(own: readonly string[], text: string): boolean {
  const known = own.flatMap((each) => plain(each).split(/\s+/));
  const words = plain(text).split(/\s+/).filter(Boolean);
  return words.every((word) => known.some((each) => each.startsWith(word)));
}

/** @returns whether somebody's name or username has words that begin as those of `text` do */
export const isCalled = ({ username, display_name }: Named, text: string): boolean =>
  beginWords([display_name, username], text);
