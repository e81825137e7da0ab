import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAnswer, decideSend, nextTime, placesOf, seenBy, textOf } from '../../functions/src/chat/policy.ts';
import {
  CONVERSATION_STATES,
  type ConversationDocument,
  SendMessage,
  SendUploaded,
} from '../../functions/src/chat/schema.ts';
import { beginningOf, lengthOf } from '../../functions/src/contract/length.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { messageFault } from '../../functions/src/contract/text.ts';

const ANN = 'A'.repeat(28);
const BEN = 'B'.repeat(28);
const PAIR = `${ANN}_${BEN}`;
const person = (id: string) => ({
  ...{ id, username: id.toLowerCase(), display_name: id, role: 'brand' as const, avatar_url: null, is_verified: false },
});
const at = '2026-11-24T08:30:00.000Z';
const NOW = Date.parse(at) + 60_000;

/** Ann has written to Ben first. */
function between(over: Partial<ConversationDocument> = {}): ConversationDocument {
  const plain = { members: [ANN, BEN], state: 'open' as const, requested_by: ANN, blocked: false, withheld: [] };
  const standing = { ...plain, ...over };
  return {
    id: PAIR,
    ...standing,
    ...placesOf(standing),
    people: { [ANN]: person(ANN), [BEN]: person(BEN) },
    last_message: {
      ...{ id: `${PAIR}_${'k'.repeat(22)}`, sender: ANN, receiver: BEN, content: 'Hi', timestamp: at },
      ...{ deleted_at: null, client_id: null, attachment: null },
    },
    unread: { [BEN]: 1 },
    read_at: {},
    updated_at: at,
    ...over,
  };
}

describe('who may write', () => {
  const open = { connection: undefined, present: true, messages_from: 'everyone' as const };
  it.each<[string, string, Partial<Parameters<typeof decideSend>[1]>, string]>([
    ['a stranger', ANN, {}, 'request'],
    ['a stranger to whoever wants connections alone', ANN, { messages_from: 'connections' }, 'refused'],
    ['a connection', ANN, { connection: { status: 'accepted' }, messages_from: 'connections' }, 'open'],
    ['one who has asked to connect', ANN, { connection: { status: 'pending' } }, 'request'],
    ['one of whom one has blocked the other', ANN, { connection: { status: 'blocked' } }, 'nobody'],
    ['somebody to nobody', ANN, { present: false }, 'nobody'],
    ['one whose request waits', ANN, { conversation: between({ state: 'request' }) }, 'waiting'],
    ['one whose request was declined', ANN, { conversation: between({ state: 'declined' }) }, 'waiting'],
    ['one who was asked', BEN, { conversation: between({ state: 'request' }) }, 'open'],
    ['one who has declined', BEN, { conversation: between({ state: 'declined' }) }, 'open'],
    [
      'one who was asked, and is asked by connections alone',
      BEN,
      { conversation: between({ state: 'request' }), messages_from: 'connections' },
      'open',
    ],
    [
      'a connection whose request waits',
      ANN,
      { conversation: between({ state: 'request' }), connection: { status: 'accepted' } },
      'open',
    ],
    [
      'in a closed conversation',
      ANN,
      { conversation: between({ blocked: true }), connection: { status: 'accepted' } },
      'nobody',
    ],
    ['to somebody suspended', ANN, { conversation: between({ withheld: [BEN] }) }, 'nobody'],
  ])('%s', (_, me, more, outcome) => {
    expect(decideSend(me, { conversation: undefined, ...open, ...more }, NOW)).toBe(outcome);
  });
});

describe('who may answer', () => {
  const OUTCOMES = {
    request: { open: ['not yours', 'change'], declined: ['not yours', 'change'] },
    declined: { open: ['not yours', 'change'], declined: ['not yours', 'done'] },
    open: { open: ['done', 'done'], declined: ['answered', 'answered'] },
  };
  it.each(CONVERSATION_STATES)('a conversation that is %s', (state) => {
    for (const answer of ['open', 'declined'] as const) {
      const outcomes = [ANN, BEN].map((me) => decideAnswer(between({ state }), me, answer));
      expect([answer, outcomes]).toEqual([answer, OUTCOMES[state][answer]]);
      expect(decideAnswer(between({ state, blocked: true }), BEN, answer)).toBe('nobody');
    }
  });
  it('nothing', () => expect(decideAnswer(undefined, ANN, 'open')).toBe('nobody'));
});

it('whoever has sent a request sees the same, whether it waits or was declined', () => {
  const [waiting, declined] = [between({ state: 'request' }), between({ state: 'declined', read_at: { [BEN]: at } })];
  expect(seenBy(declined, ANN, undefined)).toEqual(seenBy(waiting, ANN, undefined));
  expect([waiting, declined].map(({ open_to }) => open_to)).toEqual([[BEN], []]);
});

it('time in a conversation rises, whatever the clock says', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1e12, max: 2e12 }), { minLength: 2, maxLength: 20 }), (clock) => {
      const times: string[] = [];
      for (const now of clock) times.push(nextTime(times.length ? { timestamp: times.at(-1) ?? '' } : undefined, now));
      expect(times).toEqual([...new Set(times)].sort());
    }),
  );
});

describe('what may be said', () => {
  const body = { receiver: BEN };
  it('is kept as it is typed, or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (content) => {
        for (const schema of [SendMessage, SendUploaded]) {
          const parsed = schema.safeParse({ ...body, content });
          if (parsed.success) expect(parsed.data.content).toBe(content);
          else expect(messageFault(content)).not.toBeNull();
        }
      }),
    );
  });
  it('never is half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', 'a', ' '), minLength: 1 }), (content) => {
        if (!content.isWellFormed()) expect(SendMessage.safeParse({ ...body, content }).success).toBe(false);
      }),
    );
  });
  it('takes as many bytes as it says, and no more', () => {
    const fits = (content: string) => SendMessage.safeParse({ ...body, content }).success;
    const { characters, bytes } = LIMITS.message;
    expect(fits('x'.repeat(characters))).toBe(true);
    expect(fits('x'.repeat(characters + 1))).toBe(false);
    expect(fits('語'.repeat(characters))).toBe(true);
    expect(fits('😀'.repeat(bytes / 4))).toBe(true);
    expect(fits(`${'😀'.repeat(bytes / 4)}x`)).toBe(false);
  });
});

describe('what is told of a message', () => {
  const said = (content: string) => textOf('ann', { content, attachment: null }, false);
  it('is one line, and short enough', () => {
    expect(said('  Hi\n\n  Ben  ')).toBe('ann: Hi Ben');
    expect(said('👨‍👩‍👧‍👦'.repeat(100)).length).toBeLessThan(LIMITS.notification_message);
  });
  it('says nothing of a request', () => {
    expect(textOf('ann', { content: 'secret', attachment: null }, true)).toBe('ann wants to write to you');
  });
  it('cuts through nothing that people see as one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, units) => {
        const beginning = beginningOf(text, units);
        expect(text.startsWith(beginning)).toBe(true);
        expect(beginning.length).toBeLessThanOrEqual(units);
        const rest = text.slice(beginning.length);
        expect(lengthOf(beginning) + lengthOf(rest)).toBe(lengthOf(text));
      }),
      // A character whose second half takes two units.
      { examples: [['\u{11099}\u{110ba}', 2]] },
    );
  });
});
