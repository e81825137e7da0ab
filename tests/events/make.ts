import { expect } from 'vitest';
import type { Event } from '../../functions/src/events/schema.ts';
import { type Person, post, type Reply, send } from '../support/api.ts';

const HOUR = 3_600_000;

/** @returns a moment so many hours from now, ISO 8601 */
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** An event as somebody would plan it: a week from now. */
export const plan = (over: object = {}): object => ({
  title: 'Summer Gala',
  date: inHours(7 * 24),
  location: 'NYC',
  ...over,
});

/** Hosts an event. */
export async function host(by: Person, over: object = {}): Promise<Event> {
  const { status, body } = await post('/events', plan(over), by);
  expect(body).toMatchObject({ host: { id: by.id } });
  expect(status).toBe(201);
  return body;
}

export const join = (who: Person, id: string, status = 'going', contended = false): Promise<Reply> =>
  send('post', `/events/${id}/join`, { as: who, body: { status }, contended, comesAgain: contended });

export async function leave(who: Person, id: string, contended = false): Promise<Reply> {
  const reply = await send('delete', `/events/${id}/join`, { as: who, contended, comesAgain: contended });
  // What was done at the first try, and too slowly to be answered, is no longer there at the second.
  return reply.tries > 1 && reply.status === 404 ? { ...reply, status: 204 } : reply;
}
