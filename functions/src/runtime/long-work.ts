import { AsyncLocalStorage } from 'node:async_hooks';
import { Timestamp } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { codeOf, isPassing, NOT_FOUND } from '../store/codes.ts';
import { type Cost, metered } from '../store/meter.ts';
import { now } from './clock.ts';
import { bury, eventId, peopleIn } from './dead-letters.ts';
import { enqueue } from './queue.ts';
import type { Change, Trigger } from './trigger.ts';

/**
 * What is too long for the event that brings it about. The event is kept, with what it goes by, and a task does what the trigger would
 * have done, from a cursor that it saves on the way: it may die anywhere, and goes on there.
 */

/** How many an event tells of by itself. */
export const AT_ONCE = 1_000;

/** How far a work has come. */
export interface Progress {
  /** Where an earlier try has stopped; null at the beginning. */
  cursor: string | null;
  /** Remembers how far it has come: whatever is before the cursor is done. */
  save: (cursor: string) => Promise<void>;
}

const NOWHERE: Progress = { cursor: null, save: async () => {} };
const running = new AsyncLocalStorage<'event' | Progress>();

/** Thrown where an event brings about more than it can do itself. */
export class PutOff extends Error {
  /** How far it has come, and with how many documents. */
  readonly cursor: string | null;
  readonly looked: number;

  constructor(cursor: string | null = null, looked = 0) {
    super('This goes on as a task.');
    this.cursor = cursor;
    this.looked = looked;
  }
}

/** Runs what an event brings about. @throws PutOff when that is too long for it */
export const asEvent = <T>(work: () => Promise<T>): Promise<T> => running.run('event', work);

/**
 * To be asked before the work begins, by the part of a handler that may be long.
 * @param amount how many documents it will write
 * @returns where to begin
 * @throws PutOff in an event that is too short for it; whoever runs the event sees to the rest
 */
export function longWork(amount: number): Progress {
  const progress = running.getStore() ?? NOWHERE;
  if (progress !== 'event') return progress;
  if (amount > AT_ONCE) throw new PutOff();
  return NOWHERE;
}

/** How far a walk has come of which nobody knows at its beginning how long it is. */
export interface Walk {
  /** As in `Progress`. */
  cursor: string | null;
  /** Remembers how far it has come. @throws PutOff in an event that has looked at enough: the task goes on there */
  save: (cursor: string, looked: number) => Promise<void>;
}

/** The same as `longWork()` where the amount isn't known. @returns where to begin */
export function longWalk(): Walk {
  const progress = running.getStore() ?? NOWHERE;
  if (progress !== 'event') return progress;
  const save = async (cursor: string, looked: number) => {
    if (looked > AT_ONCE) throw new PutOff(cursor, looked);
  };
  return { cursor: null, save };
}

/** `fan_outs/{id}`: an event whose work goes on, and how far it has come. */
export interface FanOut extends Change {
  trigger: string;
  cursor: string | null;
  /** Everybody whose uid stands in it, so that an erasure finds it. */
  people: string[];
  begun_at: Timestamp;
  expires_at: Timestamp;
}

/** Longer than the queue tries again. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Keeps an event, and asks for the task that does its work. Twice does no harm: the second task finds nothing left.
 * @param cursor how far the event itself has come
 */
export async function putOff(
  trigger: string,
  { id, time, params, before = null, after = null }: Change,
  cursor: string | null = null,
): Promise<void> {
  const work = eventId(trigger, id);
  const kept: FanOut = {
    ...{ trigger, id, time, params, before, after },
    cursor,
    people: peopleIn([params, before, after]),
    begun_at: Timestamp.fromMillis(now()),
    expires_at: Timestamp.fromMillis(now() + KEPT_MS),
  };
  // An event that is delivered again must not take the work back to its beginning.
  const document = db().doc(paths.fanOut(work));
  await document.create(kept).catch(async (error: unknown) => {
    if (!(await document.get()).exists) throw error;
  });
  await enqueue('fanOut', work);
}

/** Whoever it was about has left, and took it along: nothing is to be done any more. */
class Erased extends Error {}

type Table = Record<string, Pick<Trigger, 'run'>>;

/** What a task may wait for Firestore. */
const PATIENCE = { call: 30_000, total: 520_000 };

/**
 * Does the work of an event that was kept, or goes on with it.
 * @returns what it cost
 * @throws a passing fault: the queue then calls again
 */
export async function goOnWith(table: Table, work: string): Promise<Cost> {
  const started = performance.now();
  let outcome = 'gone';
  const { cost, result } = metered(async () => {
    const document = db().doc(paths.fanOut(work));
    const kept = (await document.get()).data() as FanOut | undefined;
    if (!kept) return;
    const { trigger, id, time, params, before, after, cursor } = kept;
    const change = { id, time, params, before: before ?? undefined, after: after ?? undefined };
    const save = async (cursor: string) => {
      await document.update({ cursor }).catch((error: unknown) => {
        throw codeOf(error) === NOT_FOUND ? new Erased() : error;
      });
    };
    try {
      await running.run({ cursor, save }, async () => table[trigger]?.run(change));
      outcome = 'done';
    } catch (error) {
      if (isPassing(error)) throw error;
      if (error instanceof Erased) return;
      outcome = 'failed';
      await bury(trigger, change, error);
    }
    await document.delete();
  }, PATIENCE);
  try {
    await result;
    return cost;
  } catch (error) {
    outcome = 'retried';
    throw error;
  } finally {
    logger.info('task', { work, outcome, ms: Math.round(performance.now() - started), ...cost });
  }
}
