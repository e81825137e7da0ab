import type { Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { revokeWithin } from '../http/revocations.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { collection, documentOf } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { UsernameClaim } from './schema.ts';

/**
 * How an account ends. `erasing`: it is closed, and what it left is being removed; `erased`: nothing is left. The way
 * leads only forward. (A time of grace would be a state before these, from which there is a way back.)
 */
export const ERASURE_STATES = ['erasing', 'erased'] as const;

/** `erasures/{uid}`: the end of an account, as a task that goes on after any fault. It names nobody. */
export const Erasure = z.object({
  uid: Uid,
  state: z.enum(ERASURE_STATES),
  /** The parts that still hold something; null while none has been looked at. */
  left: z.array(z.string()).nullable(),
  removed: z.object({ connections: z.int(), documents: z.int() }),
  attempts: z.int(),
  asked_at: IsoTime,
  /** Somebody is at work on it until then: the others wait. */
  busy_until: IsoTime,
  /** Set at the end; the TTL policy removes the document after this. */
  expires_at: IsoTime.nullable(),
});
export type Erasure = z.infer<typeof Erasure>;

export const erasureDocument = (uid: string) => documentOf(paths.erasure(uid), Erasure);

/**
 * Ends an account in one commit: profile, account document and names are gone, what older tokens open is nothing, and
 * `erasures/{uid}` says what is still to be removed. Whoever writes something for somebody looks for their profile in the
 * same commit, so nothing is added after this. Twice is once.
 * @param busyFor milliseconds for which the caller will be at work on it
 */
export async function closeAccount(uid: string, busyFor = 0): Promise<Erasure> {
  const names = collection(collectionOf(paths.username('_')), UsernameClaim).where('uid', '==', uid);
  let inForce = async () => {};
  const close = async (tx: Transaction): Promise<Erasure> => {
    inForce = async () => {};
    const before = (await tx.get(erasureDocument(uid))).data();
    if (before?.state === 'erasing') return before;
    const claims = await tx.get(names);
    const begun: Erasure = {
      uid,
      state: 'erasing',
      left: null,
      removed: { connections: 0, documents: 0 },
      attempts: 0,
      asked_at: isoNow(),
      busy_until: new Date(now() + busyFor).toISOString(),
      expires_at: null,
    };
    inForce = revokeWithin(tx, uid, 'deleted');
    tx.set(erasureDocument(uid), begun);
    tx.delete(db().doc(paths.user(uid)));
    tx.delete(db().doc(paths.account(uid)));
    for (const { ref } of claims.docs) tx.delete(ref);
    return begun;
  };
  const erasure = await inTurn(uid, () => db().runTransaction(close));
  // This instance refuses the old tokens from now on. Nobody waits for a new one to be good: there will be none.
  void inForce();
  return erasure;
}
