import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { REJECTION_WORDS, type Refusal, recent, refusalOf } from '../../functions/src/verification/policy.ts';
import { type DocType, REJECTIONS, type VerificationState } from '../../functions/src/verification/schema.ts';

const NOW = Date.parse('2026-06-30T12:00:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();
const proven = { id: 'x', name: 'Alice' };

const nothing: VerificationState = { open: {}, approved: {}, sent: [] };
const five = [29, 20, 10, 5, 1].map(daysAgo);

const CASES: [what: string, doc_type: DocType, name: string, state: Partial<VerificationState>, Refusal | null][] = [
  ['a first request', 'identity', 'Alice', {}, null],
  ['a business without a name', 'business', '', {}, { why: 'nameless' }],
  ['a second one beside one that is open', 'identity', 'Alice', { open: { identity: 'x' } }, { why: 'open' }],
  ['one of the other type', 'business', 'Acme', { open: { identity: 'x' } }, null],
  ['one for what is approved', 'identity', 'Alice', { approved: { identity: proven } }, { why: 'approved' }],
  ['one for the other type', 'business', 'Acme', { approved: { identity: proven } }, null],
  ['the fifth in thirty days', 'identity', 'Alice', { sent: five.slice(1) }, null],
  ['the sixth', 'identity', 'Alice', { sent: five }, { why: 'too often', again: NOW + DAY_MS }],
  ['the sixth, the first being too long ago', 'identity', 'Alice', { sent: [daysAgo(30), ...five.slice(1)] }, null],
  ['one after many long ago', 'identity', 'Alice', { sent: [90, 80, 70, 60, 50, 40].map(daysAgo) }, null],
];

describe('whether somebody may ask to be verified', () => {
  it.each(CASES)('%s', (_, doc_type, name, state, expected) => {
    expect(refusalOf(doc_type, name, { ...nothing, ...state }, NOW)).toEqual(expected);
  });

  it('forgets what is thirty days old to the moment', () => {
    expect(recent([daysAgo(31), daysAgo(30), daysAgo(29)], NOW)).toEqual([daysAgo(29)]);
  });
});

it('has words for each reason, which fit into a notification', () => {
  for (const reason of REJECTIONS) {
    expect(REJECTION_WORDS[reason]).toMatch(/^[A-Z].*\.$/);
    expect(REJECTION_WORDS[reason].length).toBeLessThan(LIMITS.notification_message / 2);
  }
});
