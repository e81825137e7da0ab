import { setTimeout as wait } from 'node:timers/promises';
import { unavailable } from '../contract/api-error.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import { closeAccount, type Erasure, erasureDocument } from '../users/closing.ts';
import { goOn } from './erase.ts';

/** Within what a trigger may wait for Firestore. */
const AT_WORK_MS = 30_000;

const amount = ({ connections, documents }: { connections: number; documents: number }) => connections + documents;

/** How often it is looked whether whoever closed an account is still at work: usually they are done by then. */
const LOOK_MS = 3_000;

/** @returns the erasure once nobody else is at work on it; undefined where nothing is left to do */
async function takeOver(uid: string): Promise<Erasure | undefined> {
  for (;;) {
    const erasure = (await erasureDocument(uid).get()).data();
    if (erasure?.state !== 'erasing') return undefined;
    // Two at once would do no harm, and no good.
    const busy = Date.parse(erasure.busy_until) - now();
    if (busy <= 0) return erasure;
    await wait(Math.min(busy, LOOK_MS));
  }
}

/**
 * An account was closed: removes what whoever closed it had no time for, or was kept from by a fault. Usually nothing is
 * left, and a look is all there is to it.
 * @returns how much it removed
 * @throws ApiError `unavailable` when there is still more to remove: the platform then calls again
 */
export async function finishErasure(uid: string): Promise<number> {
  const erasure = await takeOver(uid);
  if (!erasure) return 0;
  const { state, removed } = await goOn(erasure, performance.now() + AT_WORK_MS);
  if (state === 'erasing') throw unavailable();
  return amount(removed) - amount(erasure.removed);
}

/**
 * Somebody's sign-in was deleted. By the API, then the account is closed already; or at Firebase Auth itself, then what
 * it leaves behind must go, too.
 * @returns how much it removed
 */
export async function eraseAfterSignIn(uid: string): Promise<number> {
  const profile = await db().doc(paths.user(uid)).get();
  if (!profile.exists) return 0;
  const { state, removed } = await goOn(await closeAccount(uid, AT_WORK_MS), performance.now() + AT_WORK_MS);
  if (state === 'erasing') throw unavailable();
  return amount(removed);
}
