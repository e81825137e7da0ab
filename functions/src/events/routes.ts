import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { uploadedPath } from '../contract/uploads.ts';
import { perItem, route } from '../http/route.ts';
import { UPLOADS_A_PERSON } from '../users/limits.ts';
import * as attendance from './attendance.ts';
import { removeCover, removeCovers, setCover, setCoverFromUpload } from './cover.ts';
import { FEW, QUERIES as FRIEND_QUERIES, LOOKED_AT as FRIENDS_LOOKED_AT, friendsGoing } from './friends.ts';
import { CHANGES, EVENTS, INVITES, JOINS } from './limits.ts';
import { list } from './lists.ts';
import { eventsOfConnections, HOSTS, readsFor } from './of-connections.ts';
import * as schema from './schema.ts';
import * as events from './store.ts';
import { toldBy, toldOf } from './told.ts';

export * from './calendar-routes.ts';
export * from './staff-routes.ts';

const byId = z.strictObject({ id: DocumentId });

/** What a page is filled up with where somebody is left out: everybody whom one can have blocked. */
const FILLED_UP = { reads: LIMITS.page.max + LIMITS.blocks, trips: 1 + LIMITS.blocks / LIMITS.page.max };

export const listEvents = route({
  method: 'get',
  path: '/events',
  auth: 'optional',
  summary: 'Events, by time, words or host',
  description: 'Signed in, also those for connections of their host, as far as I am one.',
  query: schema.EventsQuery,
  response: [200, z.array(schema.Event)],
  paged: true,
  refuses: ['not_authenticated'],
  // What I attend takes both, my answer and the event. Of what is for connections the audience is read, and the event; who
  // is hidden takes one more, and so does a list without one of the two.
  cost: {
    reads: (found) => 3 * perItem(found) + 2,
    writes: 0,
    trips: 4,
    rare: { reads: (found) => 3 * FILLED_UP.reads + 2 * perItem(found), writes: 0, trips: 2 * FILLED_UP.trips + 3 },
  },
  handler: ({ user, query, page }) => list(user?.uid ?? null, query, page),
});

export const listEventsOfConnections = route({
  method: 'get',
  path: '/events/of_connections',
  auth: 'user',
  summary: 'What my connections host now and next, and how I take part',
  description: `Of whoever has more than ${HOSTS} connections the newest ${HOSTS} are looked at.`,
  query: schema.OfConnectionsQuery,
  response: [200, z.array(schema.Event)],
  // My connections, as many events of each thirty of them as are asked for, and my answers with my place where I wait.
  cost: {
    reads: 1 + readsFor(LIMITS.events_of_connections.max),
    writes: 0,
    trips: 4,
    rare: { reads: 25 + readsFor(LIMITS.events_of_connections.max), writes: 0, trips: 4 },
  },
  handler: ({ user, query }) => eventsOfConnections(user.uid, query.limit),
});

export const createEvent = route({
  method: 'post',
  path: '/events',
  auth: 'user',
  summary: 'Host an event',
  description: 'My connections are told.',
  body: schema.CreateEvent,
  response: [201, schema.Event],
  limits: EVENTS,
  refuses: ['not_found'],
  // For connections also their list, and what shows it to each two thousand of them.
  cost: { reads: 1, writes: 1, trips: 2, rare: { reads: 101, writes: 101, trips: 2 } },
  handler: ({ user, body }) => events.create(user, body),
});

export const getEvent = route({
  method: 'get',
  path: '/events/{id}',
  auth: 'optional',
  summary: 'One event, and how I take part',
  description: 'One for connections is there for nobody else: 404.',
  params: byId,
  response: [200, schema.Event],
  // The event, my answer and whom I don't see; what is between the host and me; my place among those who wait.
  cost: { reads: 3, writes: 0, trips: 1, rare: { reads: 5 + LIMITS.capacity / 1000, writes: 0, trips: 3 } },
  handler: ({ user, params }) => events.get(user?.uid ?? null, params.id),
});

export const updateEvent = route({
  method: 'patch',
  path: '/events/{id}',
  auth: 'user',
  summary: 'Change an event that I host',
  description:
    'Those in it are told when it is moved or relocated. More capacity goes to those who wait; less than are going already is refused.',
  params: byId,
  body: schema.EventPatch,
  response: [200, schema.Event],
  limits: CHANGES,
  refuses: ['permission_denied', 'conflict'],
  // Attendees who get a seat, or whose lists follow a new time.
  cost: { reads: 1, writes: 1, trips: 2, rare: { reads: 20_000, writes: 20_000, deletes: 100, trips: 500 } },
  handler: ({ user, params, body }) => events.update(user.uid, params.id, body),
});

export const deleteEvent = route({
  method: 'delete',
  path: '/events/{id}',
  auth: 'user',
  summary: 'Remove an event that nobody is in',
  description: 'Where somebody is, it can only be cancelled.',
  params: byId,
  response: [204, null],
  refuses: ['permission_denied', 'conflict'],
  cost: { reads: 2, writes: 0, deletes: 1, trips: 3, rare: { reads: 2, writes: 0, deletes: 101, trips: 3 } },
  handler: async ({ user, params }) => {
    await events.remove(user.uid, params.id);
    await removeCovers(user.uid, params.id);
  },
});

export const cancelEvent = route({
  method: 'post',
  path: '/events/{id}/cancel',
  auth: 'user',
  summary: 'Cancel an event, for good',
  description: 'Everybody in it is told, with the message.',
  params: byId,
  body: schema.CancelEvent,
  response: [200, schema.Event],
  refuses: ['permission_denied', 'conflict'],
  cost: { reads: 1, writes: 1, trips: 2, rare: { reads: 1, writes: 1, deletes: 100, trips: 2 } },
  handler: ({ user, params, body }) => events.cancel(user.uid, params.id, body.message),
});

export const joinEvent = route({
  method: 'post',
  path: '/events/{id}/join',
  auth: 'user',
  summary: 'Say that I am interested or going',
  description:
    'Without a free seat the answer is waiting, with my place; a seat that becomes free is mine then. My connections are told.',
  params: byId,
  body: schema.JoinEvent,
  response: [200, schema.Joined],
  limits: JOINS,
  refuses: ['conflict'],
  // The event, my answer, me, and whom I don't see. Then what is between the host and me, who is next for my seat, and
  // my place; where a capacity comes as a surprise, all of it once more.
  cost: { reads: 4, writes: 2, trips: 2, rare: { reads: 12 + LIMITS.capacity / 1000, writes: 3, trips: 7 } },
  handler: ({ user, params, body }) => attendance.join(user.uid, params.id, body.status),
});

export const leaveEvent = route({
  method: 'delete',
  path: '/events/{id}/join',
  auth: 'user',
  summary: 'Take back my answer, or decline an invitation',
  description: 'My seat goes to the first of those who wait.',
  params: byId,
  response: [204, null],
  cost: { reads: 3, writes: 2, deletes: 1, trips: 3, rare: { reads: 5, writes: 2, deletes: 1, trips: 5 } },
  handler: ({ user, params }) => attendance.leaveOwn(user.uid, params.id),
});

export const inviteToEvent = route({
  method: 'post',
  path: '/events/{id}/invite',
  auth: 'user',
  summary: 'Invite connections to my event',
  description: 'Who is in it already stays what they are.',
  params: byId,
  body: schema.InviteToEvent,
  response: [200, schema.Invited],
  limits: INVITES,
  refuses: ['permission_denied', 'conflict'],
  // Each one's connection, profile and answer.
  cost: {
    reads: 3 * LIMITS.invitations + 1,
    writes: ({ invited }) => invited,
    trips: 3,
  },
  handler: async ({ user, params, body }) => ({ invited: await attendance.invite(user.uid, params.id, body.users) }),
});

/** A read for 5,000 of one's connections. */
const EDGES = { reads: 1, most: 20 } as const;

export const previewAudience = route({
  method: 'get',
  path: '/events/audience',
  auth: 'user',
  summary: 'How many would be told of a new event of mine',
  response: [200, schema.Told],
  cost: { reads: EDGES.reads, writes: 0, trips: 1, rare: { reads: EDGES.most, writes: 0, trips: 1 } },
  handler: ({ user }) => toldBy(user.uid),
});

export const eventAudience = route({
  method: 'get',
  path: '/events/{id}/audience',
  auth: 'user',
  summary: 'How many are told of my event, as it is published',
  params: byId,
  response: [200, schema.Told],
  refuses: ['permission_denied'],
  cost: { reads: 1 + EDGES.reads, writes: 0, trips: 2, rare: { reads: 5 + EDGES.most, writes: 0, trips: 3 } },
  handler: ({ user, params }) => toldOf(params.id, user.uid),
});

export const listAttendees = route({
  method: 'get',
  path: '/events/{id}/attendees',
  auth: 'user',
  summary: 'Who is in my event, for its host',
  params: byId,
  query: schema.AttendeesQuery,
  response: [200, z.array(schema.AttendingPerson)],
  paged: true,
  refuses: ['permission_denied'],
  cost: {
    reads: (people) => 2 * people.length + 3,
    writes: 0,
    trips: 2,
    rare: { reads: (people) => FILLED_UP.reads + people.length + 1, writes: 0, trips: FILLED_UP.trips + 2 },
  },
  handler: ({ user, params, query, page }) => attendance.list(user.uid, params.id, query, page),
});

export const listFriendsGoing = route({
  method: 'get',
  path: '/events/{id}/friends',
  auth: 'user',
  summary: 'Which of my connections are going',
  description: 'Of whoever has more than 900 connections the first 900 are looked at, where many are going.',
  params: byId,
  response: [200, schema.FriendsGoing],
  // The event as I see it, my connections, those of them who go or a look at each thirty, and the profiles.
  cost: {
    reads: ({ count }) => 4 + FEW + count + FRIENDS_LOOKED_AT,
    writes: 0,
    trips: 3,
    rare: { reads: ({ count }) => 25 + FRIEND_QUERIES + count + FRIENDS_LOOKED_AT, writes: 0, trips: 4 },
  },
  handler: ({ user, params }) => friendsGoing(user.uid, params.id),
});

export const putEventCover = route({
  method: 'put',
  path: '/events/{id}/cover',
  auth: 'user',
  summary: 'Set the cover of my event',
  description: 'As multipart/form-data, or as JSON naming a file that the SDK has uploaded.',
  params: byId,
  upload: 'cover',
  seconds: 45,
  body: uploadedPath('cover'),
  response: [200, schema.Cover],
  limits: UPLOADS_A_PERSON,
  refuses: ['permission_denied', 'conflict'],
  cost: { reads: 3, writes: 1, trips: 4 },
  handler: async ({ user, params, body, file }) => {
    if (file) return setCover(user.uid, params.id, file.data);
    return setCoverFromUpload(user.uid, params.id, body.path);
  },
});

export const deleteEventCover = route({
  method: 'delete',
  path: '/events/{id}/cover',
  auth: 'user',
  summary: 'Remove the cover of my event',
  params: byId,
  response: [204, null],
  refuses: ['permission_denied', 'conflict'],
  cost: { reads: 3, writes: 1, trips: 4 },
  handler: ({ user, params }) => removeCover(user.uid, params.id),
});
