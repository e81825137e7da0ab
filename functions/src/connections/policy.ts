import { REQUEST_AGAIN_AFTER_DAYS, REQUEST_AGAIN_AFTER_HOURS, REQUESTS_BEFORE_WAITING } from '../contract/limits.ts';
import type { Relation } from '../users/schema.ts';
import type { ConnectionDocument } from './schema.ts';

/** What is between two people; `none` is no document. */
export const STATES = ['none', 'pending', 'accepted', 'rejected', 'withdrawn', 'blocked'] as const;
export type State = (typeof STATES)[number];

/** Who acts: of a request its sender or receiver, of a block who set it or who met it. */
export const ACTORS = ['sender', 'receiver'] as const;
export type Actor = (typeof ACTORS)[number];

export const ACTIONS = ['request', 'accept', 'reject', 'remove'] as const;
export type Action = (typeof ACTIONS)[number];

/** The change that an action makes, or the words that refuse it. `hidden`: as if there were nothing. */
export type Outcome =
  | { change: 'ask' | 'accept' | 'reject' | 'delete' }
  | { refuse: 'conflict' | 'forbidden'; detail: string }
  | { refuse: 'hidden' };

const ask: Outcome = { change: 'ask' };
const accept: Outcome = { change: 'accept' };
const reject: Outcome = { change: 'reject' };
const remove: Outcome = { change: 'delete' };
const hidden: Outcome = { refuse: 'hidden' };
const conflict = (detail: string): Outcome => ({ refuse: 'conflict', detail });
const answered = conflict('This request has been answered already.');
const connected = conflict('You are already connected.');
const notYours: Outcome = { refuse: 'forbidden', detail: 'Only the person who was asked can answer.' };
const unblockFirst = conflict('You have blocked this person. Unblock them first.');

/**
 * Every state × actor × action. In `none` there are no roles yet, and in `blocked` the sender stands for whoever set
 * the block. `rejected` lets the sender ask again only after a week, `withdrawn` a second time after a day, see `decide()`.
 */
export const TRANSITIONS: Record<State, Record<Actor, Record<Action, Outcome>>> = {
  none: {
    sender: { request: ask, accept: hidden, reject: hidden, remove: hidden },
    receiver: { request: ask, accept: hidden, reject: hidden, remove: hidden },
  },
  pending: {
    sender: { request: conflict('You have already asked this person.'), accept: notYours, reject: notYours, remove },
    // Asking somebody who has asked is saying yes.
    receiver: {
      request: accept,
      accept,
      reject,
      remove: conflict('Answer this request instead: accept or reject it.'),
    },
  },
  accepted: {
    sender: { request: connected, accept: notYours, reject: notYours, remove },
    receiver: { request: connected, accept: answered, reject: answered, remove },
  },
  rejected: {
    sender: { request: ask, accept: notYours, reject: notYours, remove: answered },
    receiver: { request: ask, accept: answered, reject: answered, remove: answered },
  },
  withdrawn: {
    sender: { request: ask, accept: hidden, reject: hidden, remove: hidden },
    receiver: { request: ask, accept: hidden, reject: hidden, remove: hidden },
  },
  blocked: {
    sender: { request: unblockFirst, accept: hidden, reject: hidden, remove: hidden },
    receiver: { request: hidden, accept: hidden, reject: hidden, remove: hidden },
  },
};

const HOUR_MS = 60 * 60 * 1000;

const stateOf = (connection: ConnectionDocument | undefined): State => connection?.status ?? 'none';

function actorOf(connection: ConnectionDocument | undefined, uid: string): Actor {
  if (!connection) return 'sender';
  const first = connection.status === 'blocked' ? connection.blocked_by : connection.sender.id;
  return first === uid ? 'sender' : 'receiver';
}

/** How long the sender waits before the next request, so that nobody is asked again and again. */
const WAITS: Partial<Record<State, { hours: number; why: string }>> = {
  rejected: { hours: 24 * REQUEST_AGAIN_AFTER_DAYS, why: 'This person has declined your request.' },
  withdrawn: { hours: REQUEST_AGAIN_AFTER_HOURS, why: 'You have withdrawn your request to this person.' },
};

/** Whether it was withdrawn so seldom that the sender may ask again at once: a slip is forgiven. */
const isFree = ({ status, asks = 1 }: ConnectionDocument): boolean =>
  status === 'withdrawn' && asks < REQUESTS_BEFORE_WAITING;

/** @returns which request within a day the next one by `uid` is */
export function asksSoFar(connection: ConnectionDocument | undefined, uid: string, now: number): number {
  if (connection?.status !== 'withdrawn' || connection.sender.id !== uid) return 0;
  const withdrawn = Date.parse(connection.responded_at ?? connection.created_at);
  return now - withdrawn < REQUEST_AGAIN_AFTER_HOURS * HOUR_MS ? (connection.asks ?? 1) : 0;
}

/** @returns a time to wait, as people say it, rounded up: a date would be another one elsewhere in the world */
function duration(ms: number): string {
  const hours = Math.ceil(ms / HOUR_MS);
  const [count, unit] = hours > 48 ? [Math.ceil(hours / 24), 'days'] : [hours, hours === 1 ? 'hour' : 'hours'];
  return `${count} ${unit}`;
}

/**
 * @param now milliseconds since the epoch
 * @returns what becomes of `action` by `uid` on `connection`
 */
export function decide(connection: ConnectionDocument | undefined, uid: string, action: Action, now: number): Outcome {
  const actor = actorOf(connection, uid);
  if (connection && actor === 'sender' && action === 'request') {
    const wait = isFree(connection) ? undefined : WAITS[connection.status];
    const again = Date.parse(connection.responded_at ?? connection.created_at) + (wait?.hours ?? 0) * HOUR_MS;
    if (wait && now < again) return conflict(`${wait.why} You can ask again in ${duration(again - now)}.`);
  }
  return TRANSITIONS[stateOf(connection)][actor][action];
}

/** @returns how `me` stands to the other one; a request that was rejected leaves nothing */
export function relationOf(
  connection: Pick<ConnectionDocument, 'status' | 'sender'> | undefined,
  me: string,
): Relation {
  switch (connection?.status) {
    case 'accepted':
      return 'connected';
    case 'blocked':
      return 'blocked';
    case 'pending':
      return connection.sender.id === me ? 'requested' : 'requested_by';
    default:
      return 'none';
  }
}

/** @returns the town in what somebody has typed for their location: "Lisbon" of "Lisbon, Portugal" */
export const placeOf = (location: string): string => (location.split(/[,،、;/|(]/u)[0] ?? '').trim();
