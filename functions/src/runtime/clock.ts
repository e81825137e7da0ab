let source: () => number = Date.now;

/** The one clock of everything that is stored or compared. @returns milliseconds since the epoch */
export const now = (): number => source();

/** @returns the present moment as it is stored: ISO 8601 in UTC */
export const isoNow = (): string => new Date(now()).toISOString();

/** @returns the whole seconds until a moment, at least one: what `Retry-After` says */
export const secondsUntil = (ms: number): number => Math.max(1, Math.ceil((ms - now()) / 1000));

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
