/** Who comes back within this time is still on the same visit. */
const BREAK_MS = 30 * 60_000;

/** Kept in this browser: it tells nobody when somebody looks, and costs no write. */
export interface Kept {
  /** When the visit before ended; null where there was none. */
  since: number | null;
  began: number;
  last: number;
}

export type Visit = Pick<Kept, 'since' | 'began'>;

/** @returns the visit that goes on at `now`, or a new one */
export function visitAt(kept: Kept | null, now: number): Kept {
  if (!kept) return { since: null, began: now, last: now };
  return now - kept.last > BREAK_MS ? { since: kept.last, began: now, last: now } : { ...kept, last: now };
}
