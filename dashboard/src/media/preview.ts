import { thumbHashToDataURL } from 'thumbhash';

const made = new Map<string, string>();

/** @returns the blurred preview of a picture as an address, or null where there is none that can be read */
export function previewOf(hash: string | null): string | null {
  if (!hash) return null;
  const known = made.get(hash);
  if (known) return known;
  try {
    const url = thumbHashToDataURL(Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)));
    made.set(hash, url);
    return url;
  } catch {
    return null;
  }
}
