import { ASKED_AT, PEOPLE } from '../contract/examples.ts';
import { inbox } from '../contract/folders.ts';
import { paths } from '../contract/paths.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const EVENTS: Tag = {
  name: 'Events',
  about:
    'Somebody hosts, others answer. Public ones are shown to everybody, signed in or not; those for connections to the host’s alone.',
};

const STAFF: Tag = { name: 'Staff: events', about: 'Staff see any event, and take down what breaks the rules.' };

const { alice, bob } = PEOPLE;
const ID = 'k3Vh9sQ2mXw7LpTz1RbN';
const params = { id: ID };
const TOKEN = 'qT7mXw2LpZ9vK4hR8sB1nC6yF3dG5jA0eUoIxMtWbVk.ics';
const VERSION = 'Zk4TqLw8';
const addressOf = (size: string): string =>
  `https://firebasestorage.googleapis.com/v0/b/infloo.firebasestorage.app/o/${encodeURIComponent(`covers/${alice.id}/${ID}/${VERSION}/${size}.webp`)}?alt=media`;
const cover = { version: VERSION, sizes: { 640: addressOf('640'), 1600: addressOf('1600') } };
const event = {
  id: ID,
  title: 'Summer Gala',
  description: 'Rooftop, drinks, and people you have only met online.',
  date: '2027-06-01T14:00:00.000Z',
  ends_at: '2027-06-01T17:00:00.000Z',
  time_zone: 'America/New_York',
  location: 'NYC',
  link: null,
  cover,
  host: alice,
  visibility: 'public' as const,
  capacity: 40,
  counts: { interested: 3, going: 12, invited: 5, waiting: 0 },
  status: 'scheduled' as const,
  cancel_message: null,
  sequence: 0,
  created_at: ASKED_AT,
  updated_at: ASKED_AT,
};
const attendance = { status: 'going' as const, since: ASKED_AT, place: null };

const AUDIENCE = {
  connections: 44,
  told: { at_least: 35, at_most: 44 },
  left_out: { switched_off: { at_least: 0, at_most: 9 } },
};

export const docs = {
  listEvents: { tag: EVENTS, query: { when: 'upcoming', search: 'gala' }, answer: [event] },
  listEventsOfConnections: { tag: EVENTS, query: { limit: 3 }, answer: [{ ...event, attendance: null }] },
  createEvent: {
    tag: EVENTS,
    body: {
      title: event.title,
      date: '2027-06-01T10:00',
      time_zone: event.time_zone,
      location: event.location,
      capacity: event.capacity,
    },
    answer: { ...event, cover: null, counts: { interested: 0, going: 0, invited: 0, waiting: 0 } },
  },
  getEvent: { tag: EVENTS, params, answer: { ...event, attendance } },
  updateEvent: {
    tag: EVENTS,
    params,
    body: { date: '2027-06-01T15:00:00Z' },
    answer: { ...event, date: '2027-06-01T15:00:00.000Z', ends_at: '2027-06-01T18:00:00.000Z', sequence: 1 },
  },
  cancelEvent: {
    tag: EVENTS,
    params,
    body: { message: 'The rooftop is closed. We are sorry!' },
    answer: {
      ...event,
      status: 'cancelled' as const,
      cancel_message: 'The rooftop is closed. We are sorry!',
      sequence: 2,
    },
  },
  deleteEvent: { tag: EVENTS, params },
  putEventCover: { tag: EVENTS, params, body: { path: inbox(alice.id, 'cover', 0) }, answer: cover },
  deleteEventCover: { tag: EVENTS, params },
  joinEvent: { tag: EVENTS, params, body: { status: 'going' as const }, answer: { ...attendance, event: ID } },
  leaveEvent: { tag: EVENTS, params },
  previewAudience: { tag: EVENTS, answer: AUDIENCE },
  eventAudience: { tag: EVENTS, params, answer: AUDIENCE },
  inviteToEvent: { tag: EVENTS, params, body: { users: [bob.id] }, answer: { invited: 1 } },
  listFriendsGoing: { tag: EVENTS, params, answer: { count: 1, people: [bob] } },
  eventCalendar: { tag: EVENTS, params },
  getOwnCalendar: { tag: EVENTS, answer: { since: ASKED_AT } },
  openOwnCalendar: { tag: EVENTS, answer: { path: `/api/v1/events/calendar/${TOKEN}` } },
  closeOwnCalendar: { tag: EVENTS },
  readCalendar: { tag: EVENTS, params: { token: TOKEN } },
  listAttendees: {
    tag: EVENTS,
    params,
    query: { status: 'going' as const },
    answer: [{ ...bob, status: 'going' as const, since: ASKED_AT, invited: true }],
  },
  reviewEvents: { tag: STAFF, query: { search: 'gala' }, answer: [{ ...event, taken_down: null }] },
  lookAtEvent: { tag: STAFF, params, answer: { ...event, taken_down: null } },
  takeEventDown: {
    tag: STAFF,
    params,
    body: { reason: 'It sells followers, which our rules forbid.' },
    answer: {
      ...event,
      status: 'cancelled' as const,
      sequence: 1,
      taken_down: 'It sells followers, which our rules forbid.',
    },
  },
  putEventBack: { tag: STAFF, params, answer: { ...event, sequence: 2, taken_down: null } },
} satisfies Docs<typeof routes>;

export const listeners: Listener[] = [
  { about: 'An event that I may see: its counts, and what becomes of it', path: paths.event('{id}') },
];
