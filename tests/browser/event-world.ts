import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import type { Event } from '../../functions/src/events/schema.ts';
import { db } from '../../functions/src/firebase.ts';
import { type Account, api } from './accounts.ts';

const HOUR = 3_600_000;
/** @returns a moment so many hours from now, ISO 8601 */
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** Hosts an event, over REST. */
export const host = (by: Account, over: object = {}): Promise<Event> =>
  api('POST', '/events', { title: 'Summer Gala', date: inHours(7 * 24), location: 'Rooftop, New York', ...over }, by);

/** Moves an event that was planned a week ahead to so many hours from now, also into the past, which the API refuses. */
export async function move({ id, date, ends_at }: Event, hours: number): Promise<void> {
  process.env.FIRESTORE_DATABASE = '(default)';
  const by = (time: string) => new Date(Date.parse(time) + (hours - 7 * 24) * HOUR);
  await db()
    .doc(paths.event(id))
    .update({ date: by(date), ends_at: by(ends_at) });
}

export const answer = (who: Account, { id }: Event, status = 'going') =>
  api('POST', `/events/${id}/join`, { status }, who);

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Waits until the trigger has counted who is in an event. */
export const hasCounts = ({ id }: Event, counts: Partial<Event['counts']>): Promise<void> =>
  expect
    .poll(async () => (await api('GET', `/events/${id}`)).counts, { timeout: 60_000 })
    .toEqual({ interested: 0, going: 0, invited: 0, waiting: 0, ...counts });
