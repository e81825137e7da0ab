/** How long a text is, as people count. By itself, because forms that count need nothing else of `text.ts`. */

let segmenter: Intl.Segmenter | undefined;

/** @returns how many characters people see: one for a flag or a family, however it is encoded */
export function lengthOf(text: string): number {
  // Browsers without a segmenter count a little more, and are therefore stricter than the API.
  if (!('Segmenter' in Intl)) return [...text].length;
  // Made when it is first needed: that takes several milliseconds.
  segmenter ??= new Intl.Segmenter();
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** @returns the beginning of `text`, of at most `units` UTF-16 units, which cuts through nothing that people see as one */
export function beginningOf(text: string, units: number): string {
  if (text.length <= units) return text;
  segmenter ??= new Intl.Segmenter();
  let end = 0;
  // What comes next decides whether it ends here: as a whole, which may be two units.
  for (const { index, segment } of segmenter.segment(text.slice(0, units + 2))) {
    if (index + segment.length > units) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/**
 * @returns `text` where it has at most `units` UTF-16 units; else as much of it as fits before an ellipsis, and cuts through
 *   nothing that people see as one
 */
export const shortened = (text: string, units: number): string =>
  text.length > units ? `${beginningOf(text, units - 1).trimEnd()}…` : text;

/** @returns how many bytes `text` takes where it is stored */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
