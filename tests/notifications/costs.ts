import type * as routes from '../../functions/src/notifications/routes.ts';
import { del, get, type Person, patch, post, put } from '../support/api.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';
import { tell } from './tell.ts';

/** Three, unread. */
async function news(me: Person): Promise<Person> {
  for (let i = 0; i < 3; i++) await tell(me, i);
  return me;
}

export const costs = {
  listNotifications: { ask: async ({ me }) => get('/notifications?limit=2', await news(me)), floor: page },
  readNotification: {
    ask: async ({ me }) => patch(`/notifications/${await tell(me, 0)}/read`, undefined, me),
    floor: fixed(0, 1, 1),
  },
  unreadNotification: {
    ask: async ({ me }) => patch(`/notifications/${await tell(me, 0)}/unread`, undefined, me),
    floor: fixed(0, 1, 1),
  },
  seeNotifications: {
    ask: async ({ me }) => {
      const ids = [await tell(me, 0), await tell(me, 1)];
      return post('/notifications/seen', { ids, until: new Date().toISOString() }, me);
    },
    floor: ({ read, of }: { read: number; of: number }) => [of, read, 2],
  },
  readAllNotifications: {
    ask: async ({ me }) => post('/notifications/read', undefined, await news(me)),
    floor: ({ read }: { read: number }) => [Math.max(1, read), read, 2],
  },
  putDevice: {
    ask: ({ me }) => put('/users/devices/phone', { kind: 'fid', value: `fid-of-${me.id}`, platform: 'ios' }, me),
    floor: fixed(3, 1, 2),
  },
  deleteDevice: { ask: ({ me }) => del('/users/devices/phone', me), floor: fixed(0, 0, 1) },
  lessLikeThis: {
    ask: async ({ me, friends: [friend] }) => {
      const id = await tell(me, 9, friend, 'invitation');
      return post(`/notifications/${id}/less`, { by: 'topic' }, me);
    },
    floor: fixed(2, 2, 2),
  },
  muteSource: {
    ask: ({ me, strangers: [stranger] }) => post('/users/mutes', { kind: 'person', id: stranger.id }, me),
    floor: fixed(3, 1, 2),
  },
  listMutes: {
    ask: ({ me }) => get('/users/mutes', me),
    floor: ({ people, events }: { people: unknown[]; events: unknown[] }) => [2 + people.length + events.length, 0, 2],
  },
  unmuteSource: {
    ask: ({ me, strangers: [stranger] }) => del(`/users/mutes/person/${stranger.id}`, me),
    floor: fixed(0, 1, 1),
  },
  countUnread: { ask: async ({ me }) => get('/notifications/unread_count', await news(me)), floor: fixed(2, 0, 1) },
} satisfies Scenarios<typeof routes>;
