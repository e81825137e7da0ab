import { describe, expect, it } from 'vitest';
import { newsOf } from '../../dashboard/src/app/home/since.ts';
import { isBeginning, progressOf } from '../../dashboard/src/app/home/steps.ts';
import { visitAt } from '../../dashboard/src/app/home/visit.ts';
import type { Notification } from '../../functions/src/notifications/schema.ts';
import type { OwnProfile } from '../../functions/src/users/schema.ts';

const MINUTE = 60_000;
const at = (minutes: number): string => new Date(minutes * MINUTE).toISOString();

describe('a visit', () => {
  it('goes on while somebody looks, and for half an hour after', () => {
    const first = visitAt(null, 0);
    expect(first).toEqual({ since: null, began: 0, last: 0 });
    const later = visitAt(visitAt(first, 20 * MINUTE), 49 * MINUTE);
    expect(later).toEqual({ since: null, began: 0, last: 49 * MINUTE });
    expect(visitAt(later, 80 * MINUTE)).toEqual({ since: 49 * MINUTE, began: 80 * MINUTE, last: 80 * MINUTE });
  });

  it('is not ended by a clock that goes back', () => {
    const visit = visitAt(visitAt(null, 60 * MINUTE), 0);
    expect(visit).toEqual({ since: null, began: 60 * MINUTE, last: 0 });
  });
});

const anna = { username: 'anna', display_name: 'Anna Weiss' };
const ben = { username: 'ben', display_name: 'Ben Okafor' };
const told = (topic: string, minutes: number, over: object = {}): Notification =>
  ({
    ...{ id: `n${minutes}`, type: 'event', message: 'any', actor: { id: 'a', ...anna, avatar_url: null }, actors: [] },
    ...{ reason: { topic, through: null }, target: { kind: 'event', id: `e${minutes}` }, count: 1 },
    ...{ is_read: false, created_at: at(minutes) },
    ...over,
  }) as unknown as Notification;
const nothing = { requests: [], conversations: [], notifications: [], chapters: [] };
const visit = { since: 10 * MINUTE, began: 100 * MINUTE };

describe('what is new since somebody was here', () => {
  it('is what came while they were away and still waits, by kind, each with where it leads', () => {
    const news = newsOf(
      {
        requests: [
          { created_at: at(5), sender: anna },
          { created_at: at(50), sender: anna },
          { created_at: at(120), sender: ben },
        ],
        conversations: [
          { updated_at: at(50), state: 'open', unread: 2, person: anna },
          { updated_at: at(50), state: 'open', unread: 0, person: ben },
          { updated_at: at(5), state: 'open', unread: 1, person: ben },
          { updated_at: at(50), state: 'request', unread: 1, person: ben },
        ],
        notifications: [
          told('hosting', 20),
          told('attendance', 30),
          told('invitation', 40),
          told('acceptance', 41, { is_read: true }),
          told('message', 42),
          told('reminder', 5),
        ],
        chapters: [
          { author: anna, stories: [{ created_at: at(60), seen: true }] },
          {
            author: ben,
            stories: [
              { created_at: at(60), seen: false },
              { created_at: at(61), seen: false },
            ],
          },
        ],
      },
      visit,
    );
    expect(news).toEqual([
      { kind: 'requests', count: 1, name: 'Anna Weiss', href: '/connections?tab=to-answer' },
      { kind: 'messages', count: 2, name: 'Anna Weiss', href: '/messages/anna' },
      { kind: 'message_requests', count: 1, name: 'Ben Okafor', href: '/messages?box=requests' },
      { kind: 'invitations', count: 1, name: 'Anna Weiss', href: '/events/e40' },
      { kind: 'events', count: 2, name: 'Anna Weiss', href: '/notifications' },
      { kind: 'stories', count: 2, name: 'Ben Okafor', href: '/?stories=ben' },
    ]);
  });

  it('is nothing where there is nothing, and on a first visit', () => {
    expect(newsOf(nothing, visit)).toEqual([]);
    const one = { ...nothing, requests: [{ created_at: at(50), sender: anna }] };
    expect(newsOf(one, { since: null, began: 100 * MINUTE })).toEqual([]);
    expect(newsOf(one, visit)).toHaveLength(1);
  });

  it('names nobody where it is of several, and leads to the list', () => {
    const conversations = [anna, ben].map((person) => ({ updated_at: at(50), state: 'open', unread: 1, person }));
    expect(newsOf({ ...nothing, conversations }, visit)).toEqual([
      { kind: 'messages', count: 2, name: null, href: '/messages' },
    ]);
  });
});

const empty = {
  ...{ id: 'a', username: 'anna', display_name: 'Anna', role: 'influencer', bio: '', avatar_url: null },
  ...{ company_name: '', business_category: '', location: '', social_links: {}, is_verified: false },
  ...{ connection_count: 0, created_at: at(0), email: 'a@b.example', phone: '' },
} satisfies OwnProfile as OwnProfile;

describe('how whole a profile is', () => {
  it('has one next step, for each role what helps it most', () => {
    const begun: OwnProfile = { ...empty, avatar_url: 'https://a.example', bio: 'Hi', business_category: 'Food' };
    expect(progressOf(empty, false)).toEqual({ percent: 0, next: 'picture' });
    expect(progressOf(begun, false)).toEqual({ percent: 43, next: 'links' });
    expect(progressOf({ ...begun, role: 'brand' }, false).next).toBe('company');
    expect(progressOf({ ...begun, role: 'entrepreneur' }, false).next).toBe('location');
  });

  it('counts a document that is being looked at as sent in, and ends', () => {
    const whole: OwnProfile = {
      ...{ ...empty, avatar_url: 'https://a.example', bio: 'Hi', business_category: 'Food', location: 'Lisbon' },
      ...{ social_links: { x: 'https://x.com/a' }, connection_count: 3 },
    };
    expect(progressOf(whole, false).next).toBe('tick');
    expect(progressOf(whole, true)).toEqual({ percent: 100, next: null });
  });

  it('somebody begins until all but the tick is there', () => {
    const nearly: OwnProfile = { ...empty, avatar_url: 'https://a.example', bio: 'Hi', business_category: 'Food' };
    expect(isBeginning({ ...nearly, connection_count: 2 })).toBe(true);
    expect(isBeginning({ ...nearly, connection_count: 3 })).toBe(false);
  });
});
