import { REQUEST_AGAIN_AFTER_DAYS } from '../contract/limits.ts';
import type { Relation } from '../users/schema.ts';
import type { ConnectionDocument } from './schema.ts';

/** What is between two people; `none` is no document. */
export const STATES = ['none', 'pending', 'accepted', 'rejected', 'blocked'] as const;
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
 * the block. `rejected` lets the sender ask again only after a week, see `decide()`.
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
  blocked: {
    sender: { request: unblockFirst, accept: hidden, reject: hidden, remove: hidden },
    receiver: { request: hidden, accept: hidden, reject: hidden, remove: hidden },
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;

const stateOf = (connection: ConnectionDocument | undefined): State => connection?.status ?? 'none';

function actorOf(connection: ConnectionDocument | undefined, uid: string): Actor {
  if (!connection) return 'sender';
  const first = connection.status === 'blocked' ? connection.blocked_by : connection.sender.id;
  return first === uid ? 'sender' : 'receiver';
}

/**
 * @param now milliseconds since the epoch
 * @returns what becomes of `action` by `uid` on `connection`
 */
export function decide(connection: ConnectionDocument | undefined, uid: string, action: Action, now: number): Outcome {
  const actor = actorOf(connection, uid);
  if (connection?.status === 'rejected' && actor === 'sender' && action === 'request') {
    const again = Date.parse(connection.responded_at ?? connection.created_at) + REQUEST_AGAIN_AFTER_DAYS * DAY_MS;
    if (now < again) {
      const date = new Date(again).toISOString().slice(0, 10);
      return conflict(`This person has declined your request. You can ask again on ${date}.`);
    }
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
