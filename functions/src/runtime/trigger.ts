import * as logger from 'firebase-functions/logger';
import { isPassing } from '../store/codes.ts';
import { type Cost, metered } from '../store/meter.ts';
import { now } from './clock.ts';
import { bury } from './dead-letters.ts';
import { asEvent, PutOff, putOff } from './long-work.ts';

/** A document as an event found it and left it, unchecked; `undefined` where there is none. */
export interface Change {
  /** The event's own id: the same at every delivery. */
  id: string;
  /** When it happened, ISO 8601. */
  time: string;
  /** The values of the path's `{names}`. */
  params: Record<string, string>;
  before: unknown;
  after: unknown;
}

type Amount = number | ((told: number) => number);

/** One row of the trigger table: what is listened to, and what is done. */
export interface Trigger {
  on: 'created' | 'updated' | 'deleted' | 'written' | 'sign_in_deleted';
  /** Of a document, made by a function of `paths` with `{names}` for its ids; for a sign-in that of its profile. */
  path: string;
  /** The collections that it writes, as paths of documents in them: no circle may lead back to what it listens to. */
  writes: readonly string[];
  /** The same for documents that it changes but never makes: whoever listens for new ones isn't called by that. */
  updates?: readonly string[];
  /**
   * The fields of the document that the work goes by, where it has others that are private: the work gets no more, and no more
   * is kept of an event that goes on as a task, or that could not be handled.
   */
  goesBy?: readonly string[];
  /** What one event may cost at most; a function of the number that the handler returns, for example of recipients. */
  cost: { reads: Amount; writes: Amount; trips: Amount };
  /** How long one delivery may take, where a minute isn't enough: a fan-out writes some 500 documents a second. */
  seconds?: number;
  /** What an instance has, and how many events at once it takes, where 256 MiB for all that come don't do: for videos. */
  instance?: { memory: '512MiB' | '1GiB'; concurrency: number };
  /** Loads what it needs and does the work. Deliveries come twice, late and in any order. */
  run: (change: Change) => Promise<unknown>;
}

/** How long a delivery may take, and how much of it Firestore is waited for: the rest is for saying so. */
export const SECONDS = 60;
const patience = (seconds: number) => ({ call: 20_000, total: (seconds - 10) * 1000 });

/** How long a passing fault is retried. */
export const GIVE_UP_AFTER_MS = 60 * 60 * 1000;
/** Whatever still waits for its event after so long has lost it. */
export const LOST_AFTER_MS = GIVE_UP_AFTER_MS + 10 * 60 * 1000;

const partOf = (data: unknown, fields: readonly string[]): unknown =>
  data && Object.fromEntries(Object.entries(data).filter(([field]) => fields.includes(field)));

/** @returns an event with the fields alone that the work goes by */
const narrowed = (change: Change, fields: readonly string[] | undefined): Change =>
  fields ? { ...change, before: partOf(change.before, fields), after: partOf(change.after, fields) } : change;

/**
 * Runs a trigger's work as the platform calls it: metered, with one log line.
 * A passing fault is thrown, so that the platform delivers the event again. Whatever would fail the same way each time,
 * and whatever still fails after an hour, is kept in `dead_letters`, from where `npm run job -- replay` takes it up. What is
 * too long goes on as a task (`long-work.ts`).
 * @returns what it cost, and what the handler returned
 */
export async function runTrigger(
  name: string,
  { run, seconds = SECONDS, goesBy }: Pick<Trigger, 'run' | 'seconds' | 'goesBy'>,
  heard: Change,
): Promise<{ cost: Cost; told: number }> {
  const change = narrowed(heard, goesBy);
  const started = performance.now();
  const expired = now() - Date.parse(change.time) > GIVE_UP_AFTER_MS;
  const { cost, result } = metered(async () => {
    if (expired) return bury(name, change, new Error('Not delivered within an hour.'));
    try {
      return await asEvent(() => run(change));
    } catch (error) {
      if (error instanceof PutOff) {
        await putOff(name, change, error.cursor);
        return error.looked;
      }
      if (isPassing(error)) throw error;
      return bury(name, change, error);
    }
  }, patience(seconds));
  let outcome = expired ? 'expired' : 'done';
  try {
    const told = await result;
    if (told === 'buried') outcome = expired ? 'expired' : 'failed';
    return { cost, told: typeof told === 'number' ? told : 0 };
  } catch (error) {
    outcome = 'retried';
    throw error;
  } finally {
    const line = { trigger: name, event_id: change.id, outcome, ms: Math.round(performance.now() - started), ...cost };
    if (outcome === 'done') logger.info('event', line);
    else logger.warn('event', line);
  }
}
