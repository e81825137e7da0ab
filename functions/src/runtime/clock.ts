let source: () => number = Date.now;

/** The one clock of everything that is stored or compared. @returns milliseconds since the epoch */
export const now = (): number => source();

/** @returns the present moment as it is stored: ISO 8601 in UTC */
export const isoNow = (): string => new Date(now()).toISOString();

/**
 * Puts another clock in place, for tests of what happens in time.
 * @returns a function that puts the machine's own back
 */
export function setClock(clock: () => number): () => void {
  source = clock;
  return () => {
    source = Date.now;
  };
}
