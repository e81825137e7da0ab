export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How often something may happen. A route names its limits; the values are params of `config.ts`. */
export interface Limit<Body = unknown> {
  /** For headers and records. Routes that use the same name use up the same limit. */
  name: string;
  /**
   * Whose it is: of the caller's address, of the signed-in person, of the account that `attempt()` is about, of that
   * account at this address, or of what the body names.
   */
  by: 'address' | 'person' | 'account' | 'account and address' | ((body: Body) => string);
  /** The length of a window. */
  seconds: number;
  max: { value(): number };
  /**
   * What uses it up: every request; requests that succeed; or failures of what the handler passes to `attempt()`.
   * Each is counted beforehand, so that of many at once no more than `max` pass, and what didn't count is given back.
   * Attempts that succeed are given back from the middle of a window on: until then nobody would notice the write.
   */
  counts: 'every' | 'successes' | 'failures';
  /** All instances agree, through Firestore, and while it can't be asked nobody passes. Else each instance counts. */
  shared: boolean;
  /** Counts only what brings a file, in the body or by its path in the inbox, where a request may also come without. */
  ofFiles?: true;
  /** Doesn't hold where the account has signed in from this address lately: strangers can't shut out its owner. */
  sparesFamiliar?: true;
}

/** Runs `work`, a guess at a secret, and counts its failure. `account` says whose secret it is, if not the user's. */
export type Attempt = <T>(work: () => Promise<T>, account?: string) => Promise<T>;

/**
 * @param rare also what is needed now and then: giving back, remembering an address, and asking for it beforehand
 * @returns what a route's limits add to the cost of a request that succeeds
 */
export function costOfLimits(limits: readonly Limit<never>[], rare = false) {
  const shared = limits.filter((limit) => limit.shared);
  const guesses = shared.filter(({ counts }) => counts === 'failures');
  const familiar = guesses.some(({ sparesFamiliar }) => sparesFamiliar) ? 1 : 0;
  const stages = Number(guesses.length > 0) + Number(shared.length > guesses.length);
  const settling = rare && guesses.length > 0;
  return {
    reads: familiar,
    writes: shared.length + (settling ? guesses.length + familiar : 0),
    deletes: 0,
    trips: stages + (settling ? 1 + familiar : 0),
  };
}
