import sharp from 'sharp';
import type * as routes from '../../functions/src/events/routes.ts';
import { connect, del, get, newPerson, type Person, patch, post, send } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';
import { host, join, leave, plan } from './make.ts';

const picture = async (): Promise<FormData> => {
  const png = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#357' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('cover', new Blob([new Uint8Array(png)]), 'a.png');
  return form;
};

/** Somebody new, so that no other scenario meets their events. */
const hosting = async (over: object = {}): Promise<{ by: Person; id: string }> => {
  const by = await newPerson();
  return { by, id: (await host(by, over)).id };
};

export const costs = {
  listEvents: {
    ask: async ({ me }) => {
      const { by } = await hosting();
      for (let i = 0; i < 3; i++) await host(by);
      return get('/events?when=upcoming&limit=3', me);
    },
    floor: page,
  },
  listEventsOfConnections: {
    ask: async () => {
      const [{ by }, me] = [await hosting(), await newPerson()];
      await connect(by, me);
      return get('/events/of_connections', me);
    },
    // My connections, what they host, and my answer to each.
    floor: (found: unknown[]) => [1 + 2 * found.length, 0, 3],
  },
  createEvent: { ask: async () => post('/events', plan(), await newPerson()), floor: fixed(0, 1, 1) },
  getEvent: { ask: async ({ me }) => get(`/events/${(await hosting()).id}`, me), floor: fixed(2, 0, 1) },
  updateEvent: {
    ask: async () => {
      const { by, id } = await hosting();
      return patch(`/events/${id}`, { title: 'Winter Gala' }, by);
    },
    floor: fixed(1, 1, 2),
  },
  previewAudience: { ask: ({ me }) => get('/events/audience', me), floor: fixed(1, 0, 1) },
  eventAudience: {
    ask: async () => {
      const { by, id } = await hosting();
      return get(`/events/${id}/audience`, by);
    },
    floor: fixed(2, 0, 1),
  },
  deleteEvent: {
    ask: async () => {
      const { by, id } = await hosting();
      return del(`/events/${id}`, by);
    },
    floor: fixed(2, 0, 2),
  },
  cancelEvent: {
    ask: async () => {
      const { by, id } = await hosting();
      return post(`/events/${id}/cancel`, {}, by);
    },
    floor: fixed(1, 1, 2),
  },
  joinEvent: {
    // Without a capacity the event isn't written.
    ask: async ({ me }) => join(me, (await hosting()).id),
    floor: fixed(3, 1, 2),
  },
  leaveEvent: {
    ask: async ({ me }) => {
      const { id } = await hosting();
      await join(me, id);
      return leave(me, id);
    },
    floor: fixed(2, 0, 2),
  },
  inviteToEvent: {
    ask: async () => {
      const { by, id } = await hosting();
      const friend = await newPerson();
      await connect(by, friend);
      return post(`/events/${id}/invite`, { users: [friend.id] }, by);
    },
    floor: fixed(4, 1, 2),
  },
  listAttendees: {
    ask: async ({ friends }) => {
      const { by, id } = await hosting();
      for (const friend of friends) await join(friend, id);
      return get(`/events/${id}/attendees?status=going`, by);
    },
    floor: (people: unknown[]) => [2 * people.length + 1, 0, 2],
  },
  listFriendsGoing: {
    ask: async ({ me, friends }) => {
      const { id } = await hosting();
      for (const friend of friends.slice(0, 2)) await join(friend, id);
      return get(`/events/${id}/friends`, me);
    },
    floor: ({ count }: { count: number }) => [3 + 2 * count, 0, 3],
  },
  eventCalendar: {
    ask: async ({ me }) => get(`/events/${(await hosting()).id}/calendar.ics`, me),
    floor: fixed(2, 0, 1),
  },
  getOwnCalendar: { ask: async () => get('/events/calendar', await newPerson()), floor: fixed(1, 0, 1) },
  openOwnCalendar: { ask: async () => post('/events/calendar', undefined, await newPerson()), floor: fixed(1, 1, 2) },
  closeOwnCalendar: {
    ask: async () => {
      const who = await newPerson();
      await post('/events/calendar', undefined, who);
      return del('/events/calendar', who);
    },
    floor: fixed(1, 0, 2),
  },
  readCalendar: {
    ask: async () => {
      const { by } = await hosting();
      const { body } = await post('/events/calendar', undefined, by);
      return get(body.path.replace('/api/v1', ''));
    },
    floor: fixed(4, 0, 2),
  },
  putEventCover: {
    ask: async () => {
      const { by, id } = await hosting();
      return send('put', `/events/${id}/cover`, { as: by, body: await picture() });
    },
    floor: fixed(1, 1, 2),
  },
  deleteEventCover: {
    ask: async () => {
      const { by, id } = await hosting();
      return del(`/events/${id}/cover`, by);
    },
    floor: fixed(1, 1, 2),
  },
  reviewEvents: {
    ask: async () => {
      await hosting();
      return get('/admin/events?limit=1', await newStaff('reports'));
    },
    floor: page,
  },
  lookAtEvent: {
    ask: async () => get(`/admin/events/${(await hosting()).id}`, await newStaff('reports')),
    floor: fixed(1, 0, 1),
  },
  takeEventDown: {
    ask: async () =>
      post(`/admin/events/${(await hosting()).id}/cancel`, { reason: 'Spam' }, await newStaff('reports')),
    floor: fixed(1, 1, 2),
  },
  putEventBack: {
    ask: async () => {
      const [{ id }, staff] = [await hosting(), await newStaff('reports')];
      await post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff);
      return post(`/admin/events/${id}/restore`, undefined, staff);
    },
    floor: fixed(2, 2, 2),
  },
} satisfies Scenarios<typeof routes>;
