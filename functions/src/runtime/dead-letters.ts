import { createHash } from 'node:crypto';
import { Timestamp } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { now } from './clock.ts';
import { stackOf } from './stack.ts';
import type { Change } from './trigger.ts';

/** How long an event is kept that could not be handled. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** `dead_letters/{id}`: an event that could not be handled, whole enough to be tried again. */
export interface DeadLetter extends Change {
  trigger: string;
  /** What went wrong, without a stack: it may be shown to staff. */
  error: string;
  /** Everybody whose uid stands in it, so that an erasure finds it. */
  people: string[];
  buried_at: Timestamp;
  expires_at: Timestamp;
}

/** @returns everybody whose uid stands in what an event carries */
export const peopleIn = (data: unknown): string[] => [...new Set(JSON.stringify(data).match(UID) ?? [])].slice(0, MOST);

/** Far more than stand in any document that a trigger hears of. */
const MOST = 1_000;

const UID = /(?<![A-Za-z0-9])[A-Za-z0-9]{28}(?![A-Za-z0-9])/g;

/** @returns an id for an event of a trigger: the same, however often it is delivered */
export const eventId = (trigger: string, event: string): string =>
  createHash('sha256').update(`${trigger}\n${event}`).digest('base64url').slice(0, 28);

const textOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 1000);

/**
 * Whether somebody among these has left for good. Their end has removed whatever was kept of them: what is kept after it,
 * because an event came late, would stay.
 */
async function haveLeft(people: readonly string[]): Promise<boolean> {
  if (people.length === 0) return false;
  const ends = await db().getAll(...people.map((uid) => db().doc(paths.erasure(uid))), { fieldMask: ['state'] });
  return ends.some((end) => ['erasing', 'erased'].includes(end.get('state')));
}

/**
 * Keeps an event that can't be handled, unless it is about somebody who has left.
 * @throws whatever Firestore throws: then the event is delivered again
 */
export async function bury(trigger: string, change: Change, error: unknown): Promise<'buried'> {
  const { id, time, params, before = null, after = null } = change;
  const at = now();
  logger.error('event failed', {
    trigger,
    event_id: id,
    stack: stackOf(error),
  });
  const letter: DeadLetter = {
    trigger,
    id,
    time,
    params,
    before,
    after,
    error: textOf(error),
    people: peopleIn([params, before, after]),
    buried_at: Timestamp.fromMillis(at),
    expires_at: Timestamp.fromMillis(at + KEPT_MS),
  };
  const document = db().doc(paths.deadLetter(eventId(trigger, id)));
  await document.set(letter);
  // In this order: an end that begins by now finds the letter itself.
  if (await haveLeft(letter.people)) await document.delete();
  return 'buried';
}

type Table = Record<string, { run: (change: Change) => Promise<unknown> }>;

/** Letters a run of `replay()`: it is repeated until nothing is left that succeeds. */
const AT_ONCE = 100;

/**
 * Takes up what could not be handled, oldest first, each letter by the trigger of its name. What succeeds is removed;
 * what fails again stays, with its new error.
 * @returns how many were handled, failed again, or belong to a trigger that is no more
 */
export async function replay(table: Table): Promise<{ handled: number; failed: number; unknown: number }> {
  const report = { handled: 0, failed: 0, unknown: 0 };
  const letters = db()
    .collection(collectionOf(paths.deadLetter('_')))
    .orderBy('buried_at')
    .limit(AT_ONCE);
  const { docs } = await letters.get();
  for (const doc of docs) {
    const { trigger, id, time, params, before, after } = doc.data() as DeadLetter;
    const row = table[trigger];
    if (!row) {
      report.unknown += 1;
      continue;
    }
    try {
      await row.run({ id, time, params, before: before ?? undefined, after: after ?? undefined });
      await doc.ref.delete();
      report.handled += 1;
    } catch (error) {
      report.failed += 1;
      await doc.ref.update({ error: textOf(error), buried_at: Timestamp.fromMillis(now()) });
    }
  }
  return report;
}
