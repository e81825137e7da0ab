import * as logger from 'firebase-functions/logger';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { expectMayLeave } from '../staff/holders.ts';
import { collection, patchOf, storedTime } from '../store/converter.ts';
import type { Erase, Progress } from '../store/erasure.ts';
import { sideBySide } from '../store/meter.ts';
import { closeAccount, Erasure, erasureDocument } from '../users/closing.ts';
import { deleteSignIn } from '../users/sign-in.ts';
import { certificateDocument, certificateOf } from './certificate.ts';
import { eraserOf, isStripped, WORK } from './parts.ts';

/** How long it is remembered that an account has ended. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** A part's outcome; the fault that stopped it, where there was one. */
interface Outcome extends Progress {
  part: string;
  fault?: unknown;
}

/**
 * Runs what is to be done for each of `parts`, all side by side: none of them waits for another, and one that meets a fault
 * keeps none of the others.
 */
export const runParts = (
  parts: readonly string[],
  workOf: (part: string) => Erase | undefined,
  uid: string,
  hasTime: () => boolean,
): Promise<Outcome[]> =>
  sideBySide(
    parts.map((part) => async (): Promise<Outcome> => {
      try {
        const work = workOf(part);
        return { part, ...(work ? await work(uid, hasTime) : { removed: 0, done: true }) };
      } catch (fault) {
        return { part, removed: 0, done: false, fault };
      }
    }),
  );

const amount = (outcomes: Outcome[], of: (part: string) => boolean): number =>
  outcomes.filter(({ part }) => of(part)).reduce((sum, { removed }) => sum + removed, 0);

const sumOf = (before: Record<string, number>, outcomes: Outcome[]): Record<string, number> => {
  const sum = { ...before };
  for (const { part, removed } of outcomes) if (removed > 0) sum[part] = (sum[part] ?? 0) + removed;
  return sum;
};

/**
 * First what goes, then what is taken out of what stays: a commit of staff that was under way may have written down a name
 * that it had read in what goes.
 */
async function runAll(parts: readonly string[], uid: string, hasTime: () => boolean): Promise<Outcome[]> {
  const { stays = [], goes = [] } = Object.groupBy(parts, (part) => (isStripped(part) ? 'stays' : 'goes'));
  const gone = await runParts(goes, eraserOf, uid, hasTime);
  if (gone.every(({ done }) => done)) return [...gone, ...(await runParts(stays, eraserOf, uid, hasTime))];
  return [...gone, ...stays.map((part) => ({ part, removed: 0, done: false }))];
}

/**
 * Goes on with an erasure for as long as there is time, and writes down how far it came; at the end with a certificate.
 * @returns the erasure as it is now
 * @throws the first fault that a part met, after everything else is done and written down
 */
export async function goOn(erasure: Erasure, until: number): Promise<Erasure> {
  const { uid } = erasure;
  // First: from here on nobody gets a new token, and the address is free again. Where Auth is away, the rest goes all the
  // same, or others would go on seeing it.
  const kept = await deleteSignIn(uid).then(
    () => null,
    (fault: unknown) => ({ fault }),
  );
  const hasTime = () => performance.now() < until;
  const outcomes = await runAll(erasure.left ?? WORK, uid, hasTime);
  const left = outcomes.filter(({ done }) => !done).map(({ part }) => part);
  const done = left.length === 0 && kept === null;
  const isConnection = (part: string) => part === 'connection';
  const patch = {
    state: done ? 'erased' : 'erasing',
    left,
    removed: {
      connections: erasure.removed.connections + amount(outcomes, isConnection),
      documents: erasure.removed.documents + amount(outcomes, (part) => !isConnection(part)),
    },
    counts: sumOf(erasure.counts, outcomes),
    attempts: erasure.attempts + 1,
    // To the end of the line of those that wait; whoever has said longer is still at work.
    busy_until: new Date(Math.max(Date.parse(erasure.busy_until), now())).toISOString(),
    expires_at: done ? new Date(now() + KEPT_MS).toISOString() : null,
  } as const;
  const batch = db().batch();
  batch.update(erasureDocument(uid), patchOf(Erasure, patch));
  if (done) batch.set(certificateDocument(erasure.certificate), certificateOf({ ...erasure, ...patch }));
  await batch.commit();
  const failed = kept ?? outcomes.find(({ fault }) => fault !== undefined);
  if (failed) throw failed.fault;
  return { ...erasure, ...patch };
}

/**
 * Ends an account, and removes what it has left, as far as that goes within `seconds`; `onErasureAsked` and the sweep
 * do the rest. Whatever was removed already is passed over, so it may be asked again at any time.
 * @throws whatever kept the account from being closed, as 409 for the last who can give rights to staff; once it is closed,
 *   nothing
 */
export async function eraseAccount(uid: string, seconds: number): Promise<Erasure> {
  const until = performance.now() + seconds * 1000;
  const erasure = await closeAccount(uid, seconds * 1000, expectMayLeave);
  try {
    return await goOn(erasure, until);
  } catch (error) {
    logger.error('erasure goes on later', { uid, stack: stackOf(error) });
    return erasure;
  }
}

/** @returns how far the end of an account has come, undefined where nobody has asked for it */
export const erasureOf = async (uid: string): Promise<Erasure | undefined> => (await erasureDocument(uid).get()).data();

/** What one erasure may take in a job, and how many of them are taken up again in a run. */
export const ERASURE_MS = 20_000;
const ERASURES = 100;

/** One that fails must not keep the others: it is found again in the next run. @returns whether it is finished */
export async function finish(erasure: Erasure): Promise<boolean> {
  try {
    return (await goOn(erasure, performance.now() + ERASURE_MS)).state === 'erased';
  } catch (error) {
    logger.error('erasure goes on later', { uid: erasure.uid, stack: stackOf(error) });
    return false;
  }
}

/**
 * Goes on with the erasures that nobody is at work on, while there is time: first with the one that has waited longest, and
 * one that is left unfinished goes to the end of the line. Index: erasures (state, busy_until).
 */
export async function takeUpErasures(report: Report, hasTime = () => true): Promise<void> {
  const open = collection(collectionOf(paths.erasure('_')), Erasure)
    .where('state', '==', 'erasing')
    .where('busy_until', '<=', storedTime(isoNow()))
    .orderBy('busy_until')
    .limit(ERASURES);
  for (const doc of (await open.get()).docs) {
    if (!hasTime()) return;
    const outcome = (await finish(doc.data())) ? 'erasures_finished' : 'erasures_open';
    report[outcome] = (report[outcome] ?? 0) + 1;
  }
}
