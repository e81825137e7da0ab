import { describe, expect, it } from 'vitest';
import { pageOf } from '../../dashboard/src/notifications/target.ts';
import { wordsFor } from '../../dashboard/src/notifications/words.ts';
import { ago } from '../../dashboard/src/ui/ago.ts';
import type { Topic } from '../../functions/src/contract/topics.ts';
import type { Notification } from '../../functions/src/notifications/schema.ts';
import { REJECTION_WORDS } from '../../functions/src/verification/policy.ts';

const actor = { id: 'a', username: 'anna_w', display_name: 'Anna Weiss', avatar_url: null };
const notification = (over: object): Notification => ({
  ...{ id: 'n', type: 'system', message: 'Welcome to Infloo!', actor: null, target: { kind: 'user', id: 'u' } },
  ...{ actors: [], reason: { topic: 'welcome', through: null } },
  ...{ is_read: false, created_at: '2026-11-23T10:00:00.000Z', count: 1 },
  ...(over as Partial<Notification>),
});
const connection = { kind: 'connection', id: 'c' };

/** Messages as the API writes them, by topic; `anna_w` is who did it. */
const SAID = [
  ['message', 'anna_w wants to write to you'],
  ['message', 'anna_w sent a picture'],
  ['message', 'anna_w: is hosting a new event: tea'],
  ['invitation', 'anna_w invited you to Gala'],
  ['hosting', 'anna_w is hosting a new event: Gala'],
  ['attendance', 'anna_w is going to Gala'],
  ['attendance', 'anna_w and 1 other are going to or interested in Gala'],
  ['attendance', 'anna_w and 12 others are going to or interested in Gala'],
  ['seat', 'A seat has become free: you are going to Gala'],
  ['reminder', 'Gala begins in an hour'],
  ['reminder', 'Gala begins in 24 hours'],
  ['reminder', 'Gala begins in 5 minutes'],
  ['change', 'Gala has been cancelled: The rooftop is closed.'],
  ['change', 'Gala has been moved to 2026-12-01 19:00 (Europe/Lisbon), with a new link'],
  ['change', 'Gala now ends at 2026-12-01 23:00 (UTC), Rua Augusta 1'],
  ['change', 'Gala now takes place here: online'],
  ['outcome', 'Your identity is verified: Anna Weiss'],
  ['outcome', `Your business could not be verified. ${REJECTION_WORDS.expired} Send the new one.`],
  ['outcome', 'We looked at your report about bob and acted on it. Thank you.'],
  ['outcome', 'We looked at your report about a story of bob and found nothing that breaks our rules.'],
  ['outcome', 'Your story has been removed: It shows somebody else’s face.'],
  ['outcome', 'Your profile was reported, and this is a warning: No spam.'],
  ['outcome', 'The copy of your data is ready. You find it in your settings for 24 hours.'],
  ['outcome', 'Gala has been taken down: It is a scam.'],
  ['outcome', 'Something that nobody has a sentence for.'],
] as const satisfies [Topic, string][];

describe('what a notification says', () => {
  it.each([
    ['Welcome to Infloo!', {}],
    ['Anna Weiss wants to connect with you', { type: 'follow_request', actor, target: connection, message: 'any' }],
    ['Anna Weiss accepted your request', { actor, target: connection, message: 'any' }],
    ['Anna Weiss is going to Gala', { type: 'event', actor, message: 'anna_w is going to Gala' }],
    ['Gala is cancelled', { type: 'event', actor, message: 'Gala is cancelled' }],
  ])('%s', (words, over) => {
    expect(wordsFor(notification(over))).toBe(words);
  });

  it.each(SAID)('of %s in English as the API says it: %s', (topic, message) => {
    const words = wordsFor(notification({ type: 'event', actor, message, reason: { topic, through: null } }));
    expect(words).toBe(message.replace('anna_w', 'Anna Weiss'));
  });

  it('falls back to the username', () => {
    const nameless = { id: 'a', username: 'anna_w', avatar_url: null };
    expect(wordsFor(notification({ type: 'follow_request', actor: nameless }))).toBe(
      'anna_w wants to connect with you',
    );
  });
});

describe('where a notification leads', () => {
  it.each([
    ['/events/e1', { type: 'event', actor, target: { kind: 'event', id: 'e1' } }],
    ['/verification', { target: { kind: 'verification', id: 'v' } }],
    ['/profile', {}],
    ['/people/anna_w', { actor, target: connection }],
    ['/connections?tab=to-answer', { type: 'follow_request', actor, target: connection }],
  ])('%s', (page, over) => {
    expect(pageOf(notification(over))).toBe(page);
  });
});

describe('how long ago something was', () => {
  // Wednesday, one o'clock in the morning where the reader is.
  const now = new Date(2026, 10, 25, 1);
  it.each([
    ['just now', new Date(2026, 10, 25, 0, 59, 30)],
    ['30 min ago', new Date(2026, 10, 25, 0, 30)],
    ['2 h ago', new Date(2026, 10, 24, 23)],
    ['yesterday', new Date(2026, 10, 24, 0, 30)],
    ['2 days ago', new Date(2026, 10, 23, 23)],
    ['2 days ago', new Date(2026, 10, 23, 0, 30)],
    ['6 days ago', new Date(2026, 10, 19, 23)],
  ])('%s', (words, time) => {
    expect(ago(time, now)).toBe(words);
  });

  it('from a week on is a date', () => {
    expect(ago(new Date(2026, 10, 18, 23), now)).toMatch(/18/);
  });
});
