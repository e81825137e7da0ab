import type { Query } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { EventDocument } from '../events/schema.ts';
import { toCsv } from '../http/csv.ts';
import { now } from '../runtime/clock.ts';
import { collection } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld } from '../users/document.ts';
import { ProfileDocument } from '../users/schema.ts';
import { dayOf } from './analytics.ts';
import { allQueues } from './queues.ts';
import { AnalyticsDay, type Overview } from './schema.ts';

/** How many of either kind were last. */
const RECENT = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

const days = () => collection(collectionOf(paths.analytics('_')), AnalyticsDay);

/** What was counted on the last so many days, oldest first: a read a day. */
async function readDays(amount: number): Promise<AnalyticsDay[]> {
  const since = dayOf(now() - (amount - 1) * DAY_MS);
  const { docs } = await days().where('day', '>=', since).orderBy('day').limit(amount).get();
  return docs.map((doc) => doc.data());
}

/**
 * Who registered and what was planned last, as everybody may see it.
 * Index: events (listed, created_at desc).
 */
async function recentActivity(): Promise<Overview['recent']> {
  const newest = <T>(query: Query<T>, limit: number) => query.orderBy('created_at', 'desc').limit(limit).get();
  const events = collection(collectionOf(paths.event('_')), EventDocument).where('listed', '==', 'public');
  const [newcomers, planned] = await sideBySide([
    // Some of them may be hidden.
    () => newest(collection(collectionOf(paths.user('_')), ProfileDocument), 2 * RECENT),
    () => newest(events, RECENT),
  ]);
  const people = newcomers.docs.map((doc) => doc.data()).filter((profile) => !isWithheld(profile));
  const found: Overview['recent'] = [
    ...people.slice(0, RECENT).map(({ id, display_name: name, created_at: at }) => ({
      ...{ kind: 'person' as const, id, name, at },
    })),
    ...planned.docs.map((doc) => {
      const { id, title: name, created_at: at } = doc.data();
      return { kind: 'event' as const, id, name, at };
    }),
  ];
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** How Infloo is doing: from what the job has counted, and the queues as they are. */
export async function overview(amount: number): Promise<Overview> {
  const [found, queues, recent] = await sideBySide([() => readDays(amount), allQueues, recentActivity]);
  return { days: found, queues, recent };
}

/** New people have their column already. */
const ADDED = ['connections', 'events', 'messages', 'stories'] as const;

/** @returns the days as a file */
export async function exportDays(amount: number): Promise<string> {
  const found = await readDays(amount);
  const [first] = found;
  const names = Object.keys(first?.totals ?? {}) as (keyof AnalyticsDay['totals'])[];
  const head = [
    'day',
    ...names,
    'new_people',
    'active_day',
    'active_week',
    'active_month',
    ...ADDED.map((name) => `new_${name}`),
  ];
  const rows = found.map(({ day, totals, new_people, active, added }) => [
    ...[day, ...names.map((name) => totals[name])],
    ...[new_people, active.day, active.week, active.month],
    ...ADDED.map((name) => added?.[name] ?? ''),
  ]);
  return toCsv(head, rows);
}
