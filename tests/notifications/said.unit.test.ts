import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayMessage } from '../../dashboard/src/notifications/said.ts';
import { wordsFor } from '../../dashboard/src/notifications/words.ts';
import { OUTCOMES } from '../../functions/src/account/make-export.ts';
import { textOf } from '../../functions/src/chat/policy.ts';
import type { MessageDocument } from '../../functions/src/chat/schema.ts';
import type { Topic } from '../../functions/src/contract/topics.ts';
import * as events from '../../functions/src/events/news.ts';
import type { Attendee, EventDocument } from '../../functions/src/events/schema.ts';
import type { Notification } from '../../functions/src/notifications/schema.ts';
import { answerTo, outcomeFor, toldOf, undoneOf } from '../../functions/src/reports/policy.ts';
import { ACTIONS, type ReportDocument, TARGET_KINDS } from '../../functions/src/reports/schema.ts';
import { WELCOME } from '../../functions/src/users/triggers.ts';
import { REJECTION_WORDS } from '../../functions/src/verification/policy.ts';
import type { VerificationDocument } from '../../functions/src/verification/schema.ts';
import { outcomeOf } from '../../functions/src/verification/triggers.ts';

// The screens put what the API says into the language of the page, by its sentences. Here each sentence is made by the API
// itself, so that none can be reworded without them.

type Said = readonly [topic: Topic, message: string];

const AT = '2026-12-01T18:00:00.000Z';
const anna = {
  id: 'a',
  username: 'anna_w',
  display_name: 'Anna Weiss',
  role: 'brand',
  avatar_url: null,
  is_verified: false,
} as const;
const before = { date: AT, ends_at: '2026-12-01T20:00:00.000Z', location: 'Rua Augusta 1', link: null };
const event = {
  ...{ id: 'e', title: 'Gala', host: anna, time_zone: 'Europe/Lisbon', created_at: AT, updated_at: AT, sequence: 1 },
  ...{ cancel_message: null, taken_down: null, status: 'scheduled', changed: { since: AT, from: before } },
  ...before,
} as unknown as EventDocument;
const attendee = { id: 'b', event: 'e', status: 'going', since: AT, turn: 1 } as Attendee;

/** What is said of an event that has changed like this. */
const changes = [
  { date: '2026-12-02T18:00:00.000Z', ends_at: '2026-12-02T20:00:00.000Z' },
  { date: '2026-12-02T18:00:00.000Z', location: 'Largo do Carmo 12' },
  { date: '2026-12-02T18:00:00.000Z', link: 'https://meet.example/' },
  { ends_at: '2026-12-01T22:00:00.000Z' },
  { ends_at: '2026-12-01T22:00:00.000Z', location: 'Largo do Carmo 12' },
  { ends_at: '2026-12-01T22:00:00.000Z', link: 'https://meet.example/' },
  { location: 'Largo do Carmo 12' },
  { location: '' },
  { link: 'https://meet.example/' },
  { link: null, changed: { since: AT, from: { ...before, link: 'https://meet.example/' } } },
].map((change) => events.changed({ ...event, ...change }));

const counted = (count: number, status: string) => {
  const { topic, message } = events.joined(event, { ...attendee, status } as Attendee, anna);
  return { topic, message: message(count, anna) };
};
const MINUTE = 60_000;

const OF_EVENTS: Record<Exclude<keyof typeof events, `${string}Id`>, ({ topic: Topic; message: string } | null)[]> = {
  hosting: [events.hosting(event)],
  joined: [counted(1, 'going'), counted(1, 'interested'), counted(2, 'going'), counted(13, 'going')],
  invited: [events.invited(event, attendee)],
  seated: [events.seated(event, attendee)],
  cancelled: [events.cancelled(event), events.cancelled({ ...event, cancel_message: 'Rain,\nrain' })],
  takenDown: [events.takenDown({ ...event, taken_down: 'It sells followers.' })],
  hidden: [events.hidden(event)],
  shown: [events.shown(event)],
  putBack: [events.putBack(event)],
  changed: changes,
  reminder: [1, 5, 60, 24 * 60].map((minutes) => events.reminder(event, 3_600_000, minutes * MINUTE)),
};

const REASON = 'It shows\nsomebody else’s face.';
const reports: Said[] = TARGET_KINDS.flatMap((kind) => {
  const reversal = { reason: REASON, by: null, at: AT };
  const report = { target: { kind }, subject: anna, decision: null } as ReportDocument;
  const decided = ACTIONS.map(
    (action) => ({ ...report, decision: { action, reason: REASON, leads: true } }) as ReportDocument,
  );
  const told = decided.flatMap((one) => [toldOf(one) ?? [], outcomeFor(one), outcomeFor({ ...one, reversal })]).flat();
  return [...told, outcomeFor(report), undoneOf({ ...report, reversal })].map((message) => ['outcome', message]);
});

const messageOf = (over: object) => ({ content: '', attachment: null, ...over }) as MessageDocument;
const verification = { doc_type: 'identity', name: 'Anna Weiss', reason: null, note: '' } as VerificationDocument;

/** By the file that makes the news; connections are told of by their kind, and not by these words. */
const SAID: Record<string, Said[]> = {
  'account/make-export.ts': Object.values(OUTCOMES).map((message) => ['outcome', message]),
  'chat/tell.ts': [
    ['message', textOf('anna_w', messageOf({ content: 'Hi' }), true)],
    ...['image', 'video', 'document'].map(
      (kind): Said => ['message', textOf('anna_w', messageOf({ attachment: { kind } }), false)],
    ),
    ['message', textOf('anna_w', messageOf({}), false)],
  ],
  'connections/triggers.ts': [],
  'events/news.ts': Object.values(OF_EVENTS)
    .flat()
    .map((news) => [news?.topic ?? 'change', news?.message ?? 'nothing']),
  'reports/triggers.ts': [
    ...reports,
    ['outcome', answerTo('upheld', REASON)],
    ['outcome', answerTo('reversed', REASON)],
  ],
  'users/triggers.ts': [['welcome', WELCOME]],
  'verification/triggers.ts': (['identity', 'business'] as const).flatMap((doc_type) =>
    [
      { status: 'approved' },
      { status: 'lapsed' },
      { status: 'rejected' },
      ...Object.keys(REJECTION_WORDS).map((reason) => ({ status: 'rejected', reason, note: 'Send the new one.' })),
    ].map((over): Said => ['outcome', outcomeOf({ ...verification, doc_type, ...over } as VerificationDocument) ?? '']),
  ),
};

describe('what the API says in notifications', () => {
  it('is all here, from wherever it comes', () => {
    const speaking = globSync('functions/src/*/*.ts').filter((file) => /\btopic: '/.test(readFileSync(file, 'utf8')));
    // The examples of the docs tell nobody anything.
    const files = speaking
      .map((file) => file.replace('functions/src/', ''))
      .filter((file) => !file.endsWith('/docs.ts'));
    expect(files.sort()).toEqual(Object.keys(SAID).sort());
    expect(Object.keys(OF_EVENTS).sort()).toEqual(
      Object.keys(events)
        .filter((name) => !name.endsWith('Id'))
        .sort(),
    );
  });

  it.each(Object.values(SAID).flat())('of %s has a sentence of the screens: %s', (topic, message) => {
    const notification = {
      type: 'event',
      actor: anna,
      message,
      reason: { topic, through: null },
      target: { kind: 'event', id: 'e' },
    };
    expect(sayMessage(notification as unknown as Notification, 'anna_w')).toBe(message);
    expect(wordsFor(notification as unknown as Notification)).toBe(
      topic === 'outcome' ? message : message.replace('anna_w', 'Anna Weiss'),
    );
  });
});
