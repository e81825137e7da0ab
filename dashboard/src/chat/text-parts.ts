/** A piece of a message: words, a link to elsewhere, or somebody who is named. */
export type Part =
  | { kind: 'words'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'person'; text: string; username: string };

/** An address with its scheme or with www., or an @name that begins a word. */
const FOUND = /(?<link>\bhttps?:\/\/[^\s<>"]+|\bwww\.[^\s<>"]+\.[^\s<>"]+)|@(?<name>[A-Za-z0-9._]{3,30})/giu;
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

const count = (text: string, letter: string): number => text.split(letter).length - 1;

/** Without what ends the sentence around an address; a bracket stays where the address has opened it. */
function withoutEnd(address: string): string {
  let text = address;
  for (;;) {
    const last = text.at(-1) ?? '';
    const opens = CLOSES[last];
    const isLoose = opens ? count(text, last) > count(text, opens) : /[.,;:!?'"’‘“”«»*_~]/.test(last);
    if (!isLoose) return text;
    text = text.slice(0, -1);
  }
}

/** @returns the address that a text stands for, or null where it is none that one may be led to */
function hrefOf(text: string): string | null {
  try {
    const url = new URL(/^https?:/i.test(text) ? text : `https://${text}`);
    // A name before the host looks like the host: https://infloo.app@evil.example.
    const isPlain =
      (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
    return isPlain ? url.href : null;
  } catch {
    return null;
  }
}

function partOf(link: string | undefined, name: string | undefined, before: string): Part | null {
  if (link) {
    const text = withoutEnd(link);
    const href = hrefOf(text);
    return href ? { kind: 'link', text, href } : null;
  }
  // In an e-mail address the @ is none that names somebody.
  if (!name || /[\p{L}\p{N}._@/-]$/u.test(before)) return null;
  const username = name.replace(/[._]+$/, '');
  return username.length >= 3 ? { kind: 'person', text: `@${username}`, username } : null;
}

/** @returns a message cut into what is shown as it is, and what leads somewhere */
export function partsOf(content: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const match of content.matchAll(FOUND)) {
    const part = partOf(match.groups?.link, match.groups?.name, content.slice(0, match.index));
    if (!part || match.index < done) continue;
    if (match.index > done) parts.push({ kind: 'words', text: content.slice(done, match.index) });
    parts.push(part);
    done = match.index + part.text.length;
  }
  if (done < content.length) parts.push({ kind: 'words', text: content.slice(done) });
  return parts;
}

const EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|\p{RI}\p{RI})+$/u;

/** @returns whether a message is nothing but one to three emoji, which are shown large */
export function isOnlyEmoji(content: string): boolean {
  const plain = content.replace(/\s/g, '');
  if (plain.length > 40 || !EMOJI.test(plain)) return false;
  return 'Segmenter' in Intl && [...new Intl.Segmenter().segment(plain)].length <= 3;
}
