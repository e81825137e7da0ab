import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  ACTORS,
  type Action,
  type Actor,
  asksSoFar,
  decide,
  relationOf,
  STATES,
  type State,
} from '../../functions/src/connections/policy.ts';
import type { ConnectionDocument } from '../../functions/src/connections/schema.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';

const [alice, bob] = [newUid(), newUid()];
const ASKED = '2026-11-01T10:00:00.000Z';
const ANSWERED = '2026-11-02T10:00:00.000Z';
const LONG_AFTER = Date.parse('2027-11-01T10:00:00.000Z');

const person = (id: string) => ({
  id,
  username: 'somebody',
  display_name: 'Somebody',
  role: 'brand' as const,
  avatar_url: null,
  is_verified: false,
});

/** A connection that Alice asked for, or a block that she set on what Bob had asked for. */
const connection = (status: Exclude<State, 'none'>): ConnectionDocument => ({
  id: pairId(alice, bob),
  members: [alice, bob].sort(),
  sender: person(status === 'blocked' ? bob : alice),
  receiver: person(status === 'blocked' ? alice : bob),
  status,
  created_at: ASKED,
  responded_at: status === 'pending' ? null : ANSWERED,
  asks: 2,
  blocked_by: status === 'blocked' ? alice : null,
  blocked_at: status === 'blocked' ? ANSWERED : null,
  before_block: null,
  edge_shards: null,
});

const uidOf: Record<Actor, string> = { sender: alice, receiver: bob };

/** What must come of it: a change, or the error that refuses. Alice is the sender, Bob the receiver. */
const EXPECTED: Record<State, Record<Actor, Record<Action, string>>> = {
  none: {
    sender: { request: 'ask', accept: 'hidden', reject: 'hidden', remove: 'hidden' },
    receiver: { request: 'ask', accept: 'hidden', reject: 'hidden', remove: 'hidden' },
  },
  pending: {
    sender: { request: 'conflict', accept: 'forbidden', reject: 'forbidden', remove: 'delete' },
    receiver: { request: 'accept', accept: 'accept', reject: 'reject', remove: 'conflict' },
  },
  accepted: {
    sender: { request: 'conflict', accept: 'forbidden', reject: 'forbidden', remove: 'delete' },
    receiver: { request: 'conflict', accept: 'conflict', reject: 'conflict', remove: 'delete' },
  },
  rejected: {
    sender: { request: 'ask', accept: 'forbidden', reject: 'forbidden', remove: 'conflict' },
    receiver: { request: 'ask', accept: 'conflict', reject: 'conflict', remove: 'conflict' },
  },
  withdrawn: {
    sender: { request: 'ask', accept: 'hidden', reject: 'hidden', remove: 'hidden' },
    receiver: { request: 'ask', accept: 'hidden', reject: 'hidden', remove: 'hidden' },
  },
  blocked: {
    sender: { request: 'conflict', accept: 'hidden', reject: 'hidden', remove: 'hidden' },
    receiver: { request: 'hidden', accept: 'hidden', reject: 'hidden', remove: 'hidden' },
  },
};

const cells = STATES.flatMap((state) =>
  ACTORS.flatMap((actor) => ACTIONS.map((action) => [state, actor, action, EXPECTED[state][actor][action]] as const)),
);

it('is asserted cell by cell', () => {
  expect(cells).toHaveLength(6 * 2 * 4);
});

it.each(cells)('%s: the %s may %s? %s', (state, actor, action, expected) => {
  const found = decide(state === 'none' ? undefined : connection(state), uidOf[actor], action, LONG_AFTER);
  expect('change' in found ? found.change : found.refuse).toBe(expected);
  // Words for those who may know, none for those who may not.
  if ('refuse' in found) expect('detail' in found).toBe(found.refuse !== 'hidden');
});

describe('after a refusal', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const answered = Date.parse(ANSWERED);
  const asks = (uid: string, now: number, over: Partial<ConnectionDocument> = {}) =>
    decide({ ...connection('rejected'), ...over }, uid, 'request', now);

  it.each([
    ['at once', 0, '7 days'],
    ['after four days', 4 * DAY_MS, '3 days'],
    ['after six days', 6 * DAY_MS, '24 hours'],
    ['a millisecond too early', 7 * DAY_MS - 1, '1 hour'],
  ])('the sender waits: %s', (_, since, wait) => {
    expect(asks(alice, answered + since)).toEqual({
      refuse: 'conflict',
      detail: `This person has declined your request. You can ask again in ${wait}.`,
    });
    expect(asks(bob, answered + since)).toEqual({ change: 'ask' });
  });

  it('the sender may ask again after seven days', () => {
    expect(asks(alice, answered + 7 * DAY_MS)).toEqual({ change: 'ask' });
  });

  it('counts from the request where the answer has no time', () => {
    const asked = Date.parse(ASKED);
    expect(asks(alice, asked + 7 * DAY_MS - 1, { responded_at: null })).toMatchObject({ refuse: 'conflict' });
    expect(asks(alice, asked + 7 * DAY_MS, { responded_at: null })).toEqual({ change: 'ask' });
  });

  it.each(['accept', 'reject', 'remove'] as const)('the wait is about asking, not about %s', (action) => {
    const [early, late] = [answered, answered + 8 * DAY_MS].map((now) =>
      decide(connection('rejected'), alice, action, now),
    );
    expect(early).toEqual(late);
  });
});

describe('after withdrawing', () => {
  const HOUR_MS = 60 * 60 * 1000;
  const withdrawn = Date.parse(ANSWERED);
  const asks = (uid: string, now: number) => decide(connection('withdrawn'), uid, 'request', now);

  it('once the sender may ask again at once: a slip is forgiven', () => {
    expect(decide({ ...connection('withdrawn'), asks: 1 }, alice, 'request', withdrawn)).toEqual({ change: 'ask' });
    expect(asksSoFar({ ...connection('withdrawn'), asks: 1 }, alice, withdrawn)).toBe(1);
    expect(asksSoFar(connection('withdrawn'), alice, withdrawn + 24 * HOUR_MS)).toBe(0);
    expect(asksSoFar(connection('withdrawn'), bob, withdrawn)).toBe(0);
    expect(asksSoFar(connection('rejected'), alice, withdrawn)).toBe(0);
  });

  it('twice the sender waits a day, and the other side does not', () => {
    expect(asks(alice, withdrawn + HOUR_MS)).toEqual({
      refuse: 'conflict',
      detail: 'You have withdrawn your request to this person. You can ask again in 23 hours.',
    });
    expect(asks(bob, withdrawn)).toEqual({ change: 'ask' });
    expect(asks(alice, withdrawn + 24 * HOUR_MS)).toEqual({ change: 'ask' });
  });
});

it.each([
  ['none', 'none', 'none'],
  ['pending', 'requested', 'requested_by'],
  ['accepted', 'connected', 'connected'],
  ['rejected', 'none', 'none'],
  ['withdrawn', 'none', 'none'],
  ['blocked', 'blocked', 'blocked'],
] as const)('%s is %s to the sender and %s to the receiver', (state, toSender, toReceiver) => {
  const between = state === 'none' ? undefined : connection(state);
  expect([relationOf(between, alice), relationOf(between, bob)]).toEqual([toSender, toReceiver]);
});
