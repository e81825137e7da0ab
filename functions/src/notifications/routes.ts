import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import * as devices from './devices.ts';
import * as mutes from './mutes.ts';
import {
  AllRead,
  Device,
  Lessened,
  LessLikeThis,
  MarkedRead,
  MarkedSeen,
  MarkedUnread,
  MUTABLE,
  Mute,
  Mutes,
  Notification,
  RegisterDevice,
  Seen,
  UnreadCount,
} from './schema.ts';
import * as notifications from './store.ts';

export const listNotifications = route({
  method: 'get',
  path: '/notifications',
  auth: 'user',
  summary: 'My notifications, newest first',
  response: [200, z.array(Notification)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, page }) => notifications.list(user.uid, page),
});

export const readNotification = route({
  method: 'patch',
  path: '/notifications/{id}/read',
  auth: 'user',
  summary: 'Mark a notification as read',
  params: z.strictObject({ id: DocumentId }),
  response: [200, MarkedRead],
  cost: { reads: 0, writes: 1, trips: 1 },
  handler: async ({ user, params }) => {
    await notifications.mark(user.uid, params.id, true);
    return { id: params.id, is_read: true as const };
  },
});

export const readAllNotifications = route({
  method: 'post',
  path: '/notifications/read',
  auth: 'user',
  summary: 'Mark all notifications as read',
  response: [200, AllRead],
  cost: { reads: ({ read }) => Math.max(1, read), writes: ({ read }) => read, trips: 2 },
  handler: async ({ user }) => ({ read: await notifications.markAllRead(user.uid) }),
});

export const unreadNotification = route({
  method: 'patch',
  path: '/notifications/{id}/unread',
  auth: 'user',
  summary: 'Mark a notification as unread again',
  params: z.strictObject({ id: DocumentId }),
  response: [200, MarkedUnread],
  cost: { reads: 0, writes: 1, trips: 1 },
  handler: async ({ user, params }) => {
    await notifications.mark(user.uid, params.id, false);
    return { id: params.id, is_read: false as const };
  },
});

export const seeNotifications = route({
  method: 'post',
  path: '/notifications/seen',
  auth: 'user',
  summary: 'Mark several as read that I have had before me',
  description: 'All in one request, and not one a row. What has told of something newer meanwhile stays unread.',
  body: Seen,
  response: [200, MarkedSeen],
  once: false,
  cost: { reads: ({ of }) => of, writes: ({ read }) => read, trips: 2 },
  handler: ({ user, body }) => notifications.markSeen(user.uid, body.ids, body.until),
});

export const countUnread = route({
  method: 'get',
  path: '/notifications/unread_count',
  auth: 'user',
  summary: 'How many notifications are unread',
  description: 'Without those that tell of unread messages: these are counted by conversation.',
  response: [200, UnreadCount],
  // All, and those that count as messages; a thousand of these are two reads more.
  cost: {
    reads: ({ unread_count }) => 2 * Math.max(1, Math.ceil(unread_count / 1000)),
    writes: 0,
    trips: 1,
    rare: { reads: ({ unread_count }) => 20 + 2 * Math.ceil(unread_count / 1000), writes: 0, trips: 1 },
  },
  handler: async ({ user }) => ({ unread_count: await notifications.countUnread(user.uid) }),
});

export const putDevice = route({
  method: 'put',
  path: '/users/devices/{id}',
  auth: 'user',
  summary: 'Register a phone, so that it is told',
  description:
    'After each sign-in, and when Firebase Messaging has a new value. The id is the app’s own, the same for an installation. A value belongs to whoever registered it last; of more than ten phones the oldest goes.',
  params: z.strictObject({ id: DocumentId }),
  body: RegisterDevice,
  response: [200, Device],
  refuses: ['not_found'],
  // All phones of a person who has as many as they may, and the one that another had.
  cost: { reads: 3, writes: 1, trips: 2, rare: { reads: 14, writes: 1, deletes: 11, trips: 2 } },
  handler: ({ user, params, body }) => devices.register(user, params.id, body),
});

export const deleteDevice = route({
  method: 'delete',
  path: '/users/devices/{id}',
  auth: 'user',
  summary: 'Forget a phone: before a sign-out',
  description: '`POST /users/auth/logout` forgets all of them.',
  params: z.strictObject({ id: DocumentId }),
  response: [204, null],
  cost: { reads: 0, writes: 0, deletes: 1, trips: 1 },
  handler: ({ user, params }) => devices.unregister(user.uid, params.id),
});

export const lessLikeThis = route({
  method: 'post',
  path: '/notifications/{id}/less',
  auth: 'user',
  summary: 'Less like this',
  description:
    'Switches the topic of the notification off, or mutes who did it or the event that it is about; without `by` whichever of these is most likely meant. Marks it as read. Taken back by `PATCH /users/preferences`, or `DELETE /users/mutes/{kind}/{id}`.',
  params: z.strictObject({ id: DocumentId }),
  body: LessLikeThis,
  response: [200, Lessened],
  cost: { reads: 2, writes: 2, trips: 2 },
  handler: ({ user, params, body }) => mutes.lessLike(user.uid, params.id, body.by),
});

export const listMutes = route({
  method: 'get',
  path: '/users/mutes',
  auth: 'user',
  summary: 'Whom and what I have muted, newest first',
  response: [200, Mutes],
  refuses: ['not_found'],
  // Also what is muted and not to be found any more is looked for; an event for connections takes two.
  cost: {
    reads: ({ people, events }) => 2 + people.length + 2 * events.length,
    writes: 0,
    trips: 3,
    rare: { reads: 2 + 3 * LIMITS.mutes, writes: 0, trips: 3 },
  },
  handler: ({ user }) => mutes.mutesOf(user.uid),
});

export const muteSource = route({
  method: 'post',
  path: '/users/mutes',
  auth: 'user',
  summary: 'Mute a person or an event: nothing of it is told any more',
  description:
    'They aren’t told, and everything else stays as it is. What Infloo itself has to say comes all the same. Of more than 200 the oldest is muted no more.',
  body: Mute,
  response: [204, null],
  refuses: ['not_found'],
  // An event takes four where it is for connections.
  cost: { reads: 5, writes: 1, trips: 3 },
  handler: ({ user, body }) => mutes.mute(user.uid, body.kind, body.id),
});

export const unmuteSource = route({
  method: 'delete',
  path: '/users/mutes/{kind}/{id}',
  auth: 'user',
  summary: 'Mute it no more',
  params: z.strictObject({ kind: z.enum(MUTABLE), id: DocumentId }),
  response: [204, null],
  refuses: ['not_found'],
  cost: { reads: 0, writes: 1, trips: 1 },
  handler: ({ user, params }) => mutes.unmute(user.uid, params.kind, params.id),
});
