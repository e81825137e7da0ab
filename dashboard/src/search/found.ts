interface Named {
  username: string;
  display_name: string;
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** @returns whether somebody's name or username has words that begin as those of `text` do, whatever their accents */
export function isCalled({ username, display_name }: Named, text: string): boolean {
  const own = [...plain(display_name).split(/\s+/), plain(username)];
  const words = plain(text).split(/\s+/).filter(Boolean);
  return words.every((word) => own.some((each) => each.startsWith(word)));
}
