import * as logger from 'firebase-functions/logger';
import { ApiError, notFound } from '../contract/api-error.ts';
import { GRACE_DAYS } from '../contract/limits.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { revokeWithin } from '../http/revocations.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { timeFor } from '../runtime/time-left.ts';
import { expectMayLeave } from '../staff/holders.ts';
import { collection, patchOf, readTogether, storedTime } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { closeAfterGrace, Erasure, erasureDocument, newErasure } from '../users/closing.ts';
import { isLeaving, withheldFor } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { enforceStanding } from '../users/suspension.ts';
import { goOn, takeUpErasures } from './erase.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Has tokens, and what others see, follow. What a request has no time for the trigger of the profile does. */
async function follow(uid: string, seconds: number): Promise<void> {
  try {
    await enforceStanding(uid, timeFor(seconds * 1000));
  } catch (error) {
    logger.error('hiding an account goes on later', { uid, stack: stackOf(error) });
  }
}

/**
 * Begins the grace after which an account is erased, in one commit: nobody finds it any more, and older tokens open nothing.
 * Its name and address stay its own. Twice is once.
 * @returns how its end stands, when a token that is made from now on would be good again
 * @throws ApiError 404 where nobody is there, 409 for the last who can give rights to staff
 */
export async function leaveAccount(uid: string, seconds: number): Promise<Erasure> {
  let inForce = async () => {};
  const leave = async () =>
    db().runTransaction(async (tx) => {
      inForce = async () => {};
      const [before, profile] = await readTogether(tx, erasureDocument(uid), userDocument(uid));
      if (before && before.state !== 'erased') return before;
      if (!profile) throw notFound();
      await expectMayLeave(tx, uid);
      const erases_at = new Date(now() + GRACE_DAYS * DAY_MS).toISOString();
      const begun: Erasure = { ...newErasure(uid, 'leaving'), erases_at };
      inForce = revokeWithin(tx, uid, 'deleted');
      tx.set(erasureDocument(uid), begun);
      tx.update(userDocument(uid), patchOf(ProfileDocument, withheldFor(profile, 'leaving', true)));
      return begun;
    });
  const erasure = await inTurn(uid, leave);
  // This instance refuses older tokens before phones are forgotten: none is registered again in between.
  const passed = inForce();
  if (erasure.state === 'leaving') await follow(uid, seconds);
  await passed;
  return erasure;
}

/**
 * Brings an account back whose grace isn't over, in one commit; what others see of it follows. Twice is once.
 * @throws ApiError 410 where its end has begun for good
 */
export async function returnAccount(uid: string, seconds: number): Promise<void> {
  const back = async () =>
    db().runTransaction(async (tx) => {
      const [erasure, profile] = await readTogether(tx, erasureDocument(uid), userDocument(uid));
      if (!profile || (erasure && erasure.state !== 'leaving')) {
        throw new ApiError('expired', 'This account has been deleted for good: it can’t be restored any more.');
      }
      if (!isLeaving(profile) || !erasure) return;
      tx.delete(erasureDocument(uid));
      tx.update(userDocument(uid), patchOf(ProfileDocument, withheldFor(profile, 'leaving', false)));
    });
  await inTurn(uid, back);
  await follow(uid, seconds);
}

/** What one account may take in a run, how many are taken, and how long a run takes at most: the next one does the rest. */
const SECONDS = 20;
const MOST = 100;
const MS = 480_000;
/** What of it is for those whose grace is over: however many there are, those that were begun before go on, too. */
const CLOSING_MS = 300_000;

/**
 * Erases accounts whose grace is over, and goes on with those that an earlier run, or whoever asked, had no time for: the
 * trigger listens to an end that is new, and that of theirs was there already. Index: erasures (state, erases_at).
 */
export async function departures(): Promise<Report> {
  const report = { erased: 0, erasing: 0, failed: 0, erasures_finished: 0, erasures_open: 0 };
  const [mayClose, hasTime] = [timeFor(CLOSING_MS), timeFor(MS)];
  const over = collection(collectionOf(paths.erasure('_')), Erasure)
    .where('state', '==', 'leaving')
    .where('erases_at', '<=', storedTime(isoNow()))
    .orderBy('erases_at')
    .limit(MOST);
  for (const { id } of (await over.get()).docs) {
    if (!mayClose()) break;
    try {
      const closed = await closeAfterGrace(id, SECONDS * 1000);
      if (!closed) continue;
      const { state } = await goOn(closed, performance.now() + SECONDS * 1000);
      report[state === 'erased' ? 'erased' : 'erasing'] += 1;
    } catch (error) {
      report.failed += 1;
      logger.error('the end of an account goes on later', { uid: id, stack: stackOf(error) });
    }
  }
  await takeUpErasures(report, hasTime);
  return report;
}
