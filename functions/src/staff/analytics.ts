import type { Query } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { auth, db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { documentOf, storedTime } from '../store/converter.ts';
import { AnalyticsDay } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** @returns the day of a moment in UTC, as in `2026-11-26` */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A read a thousand, whatever is counted. */
const count = async (query: Query): Promise<number> => (await query.count().get()).data().count;
const all = (path: string): Query => db().collection(collectionOf(path));

async function totals(): Promise<AnalyticsDay['totals']> {
  const users = all(paths.user('_'));
  const [influencers, brands, entrepreneurs, verified] = await Promise.all([
    ...['influencer', 'brand', 'entrepreneur'].map((role) => count(users.where('role', '==', role))),
    count(users.where('is_verified', '==', true)),
  ]);
  const [people, connections, events, messages, stories] = await Promise.all([
    count(users),
    count(all(paths.connection('_')).where('status', '==', 'accepted')),
    count(all(paths.event('_'))),
    count(db().collectionGroup('messages')),
    count(all(paths.story('_'))),
  ]);
  const roles = { influencers: influencers ?? 0, brands: brands ?? 0, entrepreneurs: entrepreneurs ?? 0 };
  return { people, ...roles, verified: verified ?? 0, connections, events, messages, stories };
}

/** Accounts that Auth tells of at once, and how many pages of them a run looks through. */
const PAGE = 1000;
const PAGES = 200;

/** Who was there lately, as Auth tells: no write a visit is needed for it. */
async function activeNow(): Promise<AnalyticsDay['active']> {
  const active = { day: 0, week: 0, month: 0 };
  let token: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { users, pageToken } = await auth().listUsers(PAGE, token);
    for (const { metadata } of users) {
      const times = [metadata.lastSignInTime, metadata.lastRefreshTime].map((time) => Date.parse(time ?? '') || 0);
      const age = now() - Math.max(...times);
      if (age < DAY_MS) active.day += 1;
      if (age < 7 * DAY_MS) active.week += 1;
      if (age < 30 * DAY_MS) active.month += 1;
    }
    token = pageToken;
    if (!token) break;
  }
  return active;
}

/** What came on a day and is still there. Index: connections (status, responded_at). */
async function newOn(day: string, { messages }: AnalyticsDay['totals']): Promise<NonNullable<AnalyticsDay['added']>> {
  const start = Date.parse(`${day}T00:00:00Z`);
  const within = (query: Query, field: string) =>
    count(
      query
        .where(field, '>=', storedTime(new Date(start).toISOString()))
        .where(field, '<', storedTime(new Date(start + DAY_MS).toISOString())),
    );
  const accepted = all(paths.connection('_')).where('status', '==', 'accepted');
  const [people, connections, events, stories, before] = await Promise.all([
    within(all(paths.user('_')), 'created_at'),
    within(accepted, 'responded_at'),
    within(all(paths.event('_')), 'created_at'),
    within(all(paths.story('_')), 'created_at'),
    documentOf(paths.analytics(dayOf(start - DAY_MS)), AnalyticsDay).get(),
  ]);
  // An index of all messages by time would cost a write a message: they are told by what there was a day before.
  const had = before.data()?.totals.messages ?? messages;
  return { people, connections, events, stories, messages: Math.max(0, messages - had) };
}

/**
 * Counts what there is, for the day that it is: the last run of a day stands for it. Nothing is added up, so it may run
 * twice, late or not at all.
 */
export async function countDay(): Promise<Report> {
  const day = dayOf(now());
  const [counted, active] = await Promise.all([totals(), activeNow()]);
  const added = await newOn(day, counted);
  const row: AnalyticsDay = { day, totals: counted, new_people: added.people, added, active, counted_at: isoNow() };
  await documentOf(paths.analytics(day), AnalyticsDay).set(row);
  return { people: counted.people, new_people: added.people, active: active.day };
}
