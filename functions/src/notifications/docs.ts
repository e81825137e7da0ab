import { ASKED_AT, PAIR, PEOPLE } from '../contract/examples.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const NOTIFICATIONS: Tag = {
  name: 'Notifications',
  about:
    'What has happened while I was away. Listen to them while the app is open; these routes are for lists and for marking.',
};

const { id, username, display_name, avatar_url } = PEOPLE.bob;
const notification = {
  id: `follow_request_${PAIR}-${Date.parse(ASKED_AT)}_${id}`,
  type: 'follow_request' as const,
  message: 'bob wants to follow you',
  actor: { id, username, display_name, avatar_url },
  actors: [{ id, username, display_name, avatar_url }],
  reason: { topic: 'request' as const, through: id },
  target: { kind: 'connection' as const, id: PAIR },
  is_read: false,
  created_at: ASKED_AT,
  count: 1,
};

export const docs = {
  listNotifications: { tag: NOTIFICATIONS, answer: [notification] },
  countUnread: { tag: NOTIFICATIONS, answer: { unread_count: 1 } },
  readNotification: {
    tag: NOTIFICATIONS,
    params: { id: notification.id },
    answer: { id: notification.id, is_read: true },
  },
  putDevice: {
    tag: NOTIFICATIONS,
    params: { id: 'pixel-9' },
    body: { kind: 'fid' as const, value: 'cXr4kPq0T2uVw8yZ1aB3dE', platform: 'android' as const },
    answer: { id: 'pixel-9', platform: 'android' as const, registered_at: ASKED_AT },
  },
  deleteDevice: { tag: NOTIFICATIONS, params: { id: 'pixel-9' } },
  lessLikeThis: {
    tag: NOTIFICATIONS,
    params: { id: notification.id },
    body: { by: 'topic' as const },
    answer: { by: 'topic' as const, id: 'request' },
  },
  listMutes: {
    tag: NOTIFICATIONS,
    answer: { people: [PEOPLE.bob], events: [{ id: 'X2b7', title: 'Summer Gala', date: ASKED_AT }] },
  },
  muteSource: { tag: NOTIFICATIONS, body: { kind: 'person' as const, id } },
  unmuteSource: { tag: NOTIFICATIONS, params: { kind: 'person' as const, id } },
  unreadNotification: {
    tag: NOTIFICATIONS,
    params: { id: notification.id },
    answer: { id: notification.id, is_read: false },
  },
  seeNotifications: {
    tag: NOTIFICATIONS,
    body: { ids: [notification.id], until: ASKED_AT },
    answer: { read: 1, of: 1 },
  },
  readAllNotifications: { tag: NOTIFICATIONS, answer: { read: 1 } },
} satisfies Docs<typeof routes>;

const path = collectionOf(paths.notification('{uid}', '{id}'));

export const listeners: Listener[] = [
  {
    about: 'My unread notifications: the badge',
    path,
    query: { where: [['is_read', '==', false]], newestFirst: 'created_at' },
  },
  { about: 'All my notifications', path, query: { newestFirst: 'created_at' } },
];
