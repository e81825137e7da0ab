import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { route } from '../http/route.ts';
import { CALENDAR_MOST, calendarFile, calendarSince, closeCalendar, feedOf, openCalendar } from './calendar.ts';
import * as schema from './schema.ts';
import * as events from './store.ts';

const FILE = { file: 'text/calendar' } as const;

export const eventCalendar = route({
  method: 'get',
  path: '/events/{id}/calendar.ics',
  auth: 'optional',
  summary: 'An event as a calendar file',
  params: z.strictObject({ id: DocumentId }),
  response: [200, FILE],
  cost: { reads: 3, writes: 0, trips: 1, rare: { reads: 5 + LIMITS.capacity / 1000, writes: 0, trips: 3 } },
  handler: async ({ user, params }) => {
    const event = await events.get(user?.uid ?? null, params.id);
    return { data: await calendarFile([event], event.title), filename: `${event.title}.ics` };
  },
});

export const getOwnCalendar = route({
  method: 'get',
  path: '/events/calendar',
  auth: 'user',
  summary: 'Whether my calendar has a private address',
  response: [200, schema.CalendarState],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: async ({ user }) => ({ since: await calendarSince(user.uid) }),
});

export const openOwnCalendar = route({
  method: 'post',
  path: '/events/calendar',
  auth: 'user',
  summary: 'Make the private address of my calendar, or a new one',
  description: 'It holds what I go to and host. One from before opens nothing any more.',
  response: [201, schema.CalendarPath],
  refuses: ['not_found'],
  cost: { reads: 2, writes: 1, deletes: 1, trips: 2 },
  handler: async ({ user }) => ({ path: `/api/v1/events/calendar/${await openCalendar(user.uid)}.ics` }),
});

export const closeOwnCalendar = route({
  method: 'delete',
  path: '/events/calendar',
  auth: 'user',
  summary: 'End the private address of my calendar',
  response: [204, null],
  refuses: ['not_found'],
  cost: { reads: 2, writes: 0, deletes: 1, trips: 2 },
  handler: ({ user }) => closeCalendar(user.uid),
});

const TOKEN = /^([A-Za-z0-9_-]{43})\.ics$/;

export const readCalendar = route({
  method: 'get',
  path: '/events/calendar/{token}',
  auth: 'public',
  summary: 'What its owner goes to and hosts, for calendar apps',
  description: 'From three months ago to two years ahead; at most 500 of either kind.',
  params: z.strictObject({ token: z.string().regex(TOKEN, 'Expected the token of a calendar.') }),
  response: [200, FILE],
  // The token, its owner and whom they don’t see; what they host; their answers, and the events of these.
  cost: { reads: 6, writes: 0, trips: 2, rare: { reads: 4 * CALENDAR_MOST + 6, writes: 0, trips: 4 } },
  handler: async ({ params }) => ({
    data: await feedOf(params.token.slice(0, -'.ics'.length)),
    cache: 'private, max-age=300',
  }),
});
