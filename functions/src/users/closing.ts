import type { Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';
import { IsoTime, newTimedId, TimedId, Uid } from '../contract/ids.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { revokeWithin } from '../http/revocations.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { collection, documentOf } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { UsernameClaim } from './schema.ts';

/**
 * How an account ends.
 * - `leaving`: nobody finds it, and it can be brought back until `erases_at`. Then the document goes.
 * - `erasing`: it is closed for good, and what it left is being removed.
 * - `erased`: nothing is left.
 */
export const ERASURE_STATES = ['leaving', 'erasing', 'erased'] as const;

/** `erasures/{uid}`: the end of an account, as a task that goes on after any fault. It names nobody. */
export const Erasure = z.object({
  uid: Uid,
  state: z.enum(ERASURE_STATES),
  /** The parts that still hold something; null while none has been looked at. */
  left: z.array(z.string()).nullable(),
  removed: z.object({ connections: z.int(), documents: z.int() }),
  /** The same by part, for the certificate. */
  counts: z.record(z.string(), z.int()),
  attempts: z.int(),
  asked_at: IsoTime,
  /** When the grace is over; null where there is none. */
  erases_at: IsoTime.nullable(),
  /** Somebody is at work on it until then: the others wait. */
  busy_until: IsoTime,
  /** Of the certificate that is written at the end. */
  certificate: TimedId,
  /** Set at the end; the TTL policy removes the document after this. */
  expires_at: IsoTime.nullable(),
});
export type Erasure = z.infer<typeof Erasure>;

export const erasureDocument = (uid: string) => documentOf(paths.erasure(uid), Erasure);

/** @returns the end of an account as it is written first */
export const newErasure = (uid: string, state: 'leaving' | 'erasing', busyFor = 0): Erasure => ({
  uid,
  state,
  left: null,
  removed: { connections: 0, documents: 0 },
  counts: {},
  attempts: 0,
  asked_at: isoNow(),
  erases_at: null,
  busy_until: new Date(now() + busyFor).toISOString(),
  certificate: newTimedId(now()),
  expires_at: null,
});

/** What must hold in the commit that begins the end of an account: it reads, and refuses with an `ApiError`. */
export type Expect = (tx: Transaction, uid: string) => Promise<void>;

/** @param may is asked within the commit, of how the end stands before it */
async function close(
  uid: string,
  busyFor: number,
  may: (before: Erasure | undefined) => boolean,
  expect: Expect = async () => {},
): Promise<Erasure | undefined> {
  const names = collection(collectionOf(paths.username('_')), UsernameClaim).where('uid', '==', uid);
  let inForce = async () => {};
  const closing = async (tx: Transaction): Promise<Erasure | undefined> => {
    inForce = async () => {};
    const before = (await tx.get(erasureDocument(uid))).data();
    if (!may(before)) return undefined;
    if (before?.state === 'erasing') return before;
    await expect(tx, uid);
    const claims = await tx.get(names);
    const begun = newErasure(uid, 'erasing', busyFor);
    begun.counts = { user: 1, account: 1, username: claims.size };
    // Whoever was leaving has asked when that began.
    if (before?.state === 'leaving') begun.asked_at = before.asked_at;
    inForce = revokeWithin(tx, uid, 'deleted');
    tx.set(erasureDocument(uid), begun);
    for (const path of [paths.user, paths.account, paths.dataExport]) tx.delete(db().doc(path(uid)));
    for (const { ref } of claims.docs) tx.delete(ref);
    return begun;
  };
  const erasure = await inTurn(uid, () => db().runTransaction(closing));
  // This instance refuses the old tokens from now on. Nobody waits for a new one to be good: there will be none.
  void inForce();
  return erasure;
}

/**
 * Ends an account in one commit: profile, account document and names are gone, what older tokens open is nothing, and
 * `erasures/{uid}` says what is still to be removed. Whoever writes something for somebody looks for their profile in the
 * same commit, so nothing is added after this. Twice is once.
 * @param busyFor milliseconds for which the caller will be at work on it
 * @param expect what must hold, where somebody asks for it themselves
 */
export const closeAccount = async (uid: string, busyFor = 0, expect?: Expect): Promise<Erasure> =>
  (await close(uid, busyFor, () => true, expect)) as Erasure;

/** The same for an account whose grace is over. @returns undefined where it isn't, as where somebody has just come back */
export const closeAfterGrace = (uid: string, busyFor: number): Promise<Erasure | undefined> =>
  close(uid, busyFor, (before) => before?.state === 'leaving' && Date.parse(before.erases_at ?? '') <= now());
