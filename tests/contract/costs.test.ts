import { mkdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { notify } from '../../functions/src/notifications/notify.ts';
import { api } from '../../functions/src/routes.ts';
import type { Cost } from '../../functions/src/store/meter.ts';
import {
  budgetOf,
  connect,
  del,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  put,
  type Reply,
  send,
  useApi,
} from '../support/api.ts';

useApi();

/** Each route asked once in its costliest ordinary way, and what no design could go below with the same meaning. */
interface Scenario {
  ask: () => Promise<Reply>;
  /** Reads, writes, round trips; without limiters. A function of the answer where that decides. */
  floor: (answer: never) => [reads: number, writes: number, trips: number];
}

let me: Person;
let friends: Person[];
let strangers: Person[];

beforeAll(async () => {
  [me, ...friends] = (await people(5)) as [Person, ...Person[]];
  strangers = await people(7);
  for (const friend of friends) await connect(me, friend);
  // Two steps from me, by one way and by two.
  for (const [i, friend] of friends.entries()) {
    await connect(friend, strangers[0] as Person);
    if (i < 2) await connect(friend, strangers[1] as Person);
  }
  for (let i = 0; i < 3; i++) await tell(me, i);
});

/** Somebody has a notification, unread. */
const tell = async ({ id: to }: Person, i: number): Promise<string> => {
  const id = `system_costs-${i}_${to}`;
  const target = { kind: 'user', id: to } as const;
  const cause = { path: paths.user(to), holds: () => true };
  await notify({
    to,
    id,
    at: new Date().toISOString(),
    type: 'system',
    message: `News ${i}`,
    actor: null,
    target,
    while: cause,
  });
  return id;
};
const picture = async (): Promise<FormData> => {
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#345' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('avatar', new Blob([new Uint8Array(png)]), 'a.png');
  return form;
};
const asked = async (from: Person, to: Person): Promise<string> =>
  (await post('/connections/request', { receiver: to.id }, from)).body.id;
const fixed =
  (...floor: [number, number, number]) =>
  () =>
    floor;
const page = (items: unknown[]): [number, number, number] => [Math.max(1, items.length), 0, 1];

const SCENARIOS: Record<keyof typeof api, Scenario> = {
  health: { ask: () => get('/health'), floor: fixed(0, 0, 0) },
  register: {
    ask: () =>
      post('/users/auth/register', {
        username: 'costly',
        email: `costly@${me.email.split('@')[1]}`,
        password: 'correct horse',
        role: 'brand',
      }),
    floor: fixed(0, 2, 1),
  },
  login: {
    ask: () => post('/users/auth/login', { username: me.username, password: me.password }),
    floor: fixed(1, 0, 1),
  },
  refresh: { ask: () => post('/users/auth/refresh', { refresh: me.refresh }), floor: fixed(0, 0, 0) },
  logout: { ask: () => post('/users/auth/logout', undefined, strangers[5]), floor: fixed(0, 0, 0) },
  resetPassword: { ask: () => post('/users/auth/password_reset', { email: me.email }), floor: fixed(0, 0, 0) },
  changePassword: {
    ask: () =>
      post(
        '/users/auth/password_change',
        { old_password: strangers[6]?.password, new_password: 'a new phrase' },
        strangers[6],
      ),
    floor: fixed(0, 0, 0),
  },
  getProfile: { ask: () => get('/users/profile', me), floor: fixed(2, 0, 1) },
  updateProfile: {
    ask: () => patch('/users/profile', { company_name: 'Acme', phone: '+49 30 1234' }, me),
    floor: fixed(1, 2, 2),
  },
  deleteAccount: {
    ask: async () => {
      const leaver = await newPerson();
      await connect(leaver, strangers[4] as Person);
      await tell(leaver, 0);
      return send('delete', '/users/profile', { as: leaver, body: { password: leaver.password } });
    },
    floor: ({ removed }: { removed: { connections: number; documents: number } }) => [
      removed.connections + removed.documents,
      2 * removed.connections,
      2,
    ],
  },
  putAvatar: { ask: async () => put('/users/profile/avatar', await picture(), me), floor: fixed(0, 1, 1) },
  deleteAvatar: { ask: () => del('/users/profile/avatar', me), floor: fixed(0, 1, 1) },
  getUser: { ask: () => get(`/users/${friends[0]?.username}`, me), floor: fixed(2, 0, 1) },
  searchPeople: { ask: () => get('/users?search=person&limit=5', me), floor: page },
  listConnections: { ask: () => get('/connections?limit=3', me), floor: page },
  requestConnection: {
    ask: () => post('/connections/request', { receiver: strangers[2]?.id }, me),
    floor: fixed(0, 1, 1),
  },
  answerConnection: {
    ask: async () =>
      patch(`/connections/${await asked(strangers[3] as Person, me)}/action`, { status: 'accepted' }, me),
    floor: fixed(1, 5, 2),
  },
  removeConnection: {
    ask: async () => {
      const leaver = await newPerson();
      return del(`/connections/${await connect(leaver, me)}`, leaver);
    },
    floor: fixed(1, 4, 2),
  },
  suggestConnections: {
    ask: () => get('/connections/suggestions', me),
    floor: (found: unknown[]) => [1 + friends.length + 2 * found.length, 0, 3],
  },
  listNotifications: { ask: () => get('/notifications?limit=2', me), floor: page },
  readNotification: {
    ask: async () => patch(`/notifications/${await tell(me, 0)}/read`, undefined, me),
    floor: fixed(0, 1, 1),
  },
  readAllNotifications: {
    ask: () => post('/notifications/read', undefined, me),
    floor: ({ read }: { read: number }) => [Math.max(1, read), read, 2],
  },
  countUnread: { ask: () => get('/notifications/unread_count', me), floor: fixed(1, 0, 1) },
};

const rows: { route: string; measured: Cost; budget: Cost; floor: [number, number, number] }[] = [];
afterAll(() => {
  mkdirSync('.emulators', { recursive: true });
  writeFileSync('.emulators/costs.json', JSON.stringify(rows, null, 1));
});

it.each(Object.keys(SCENARIOS) as (keyof typeof api)[])('%s keeps to its budget', async (name) => {
  const { ask, floor } = SCENARIOS[name];
  const reply = await ask();
  expect(reply.status, JSON.stringify(reply.body)).toBe(api[name].response[0]);
  const route = api[name] as never;
  const budget = budgetOf(route, reply.body, false);
  for (const unit of ['reads', 'writes', 'deletes', 'trips'] as const)
    expect(reply.cost[unit], unit).toBeLessThanOrEqual(budget[unit]);
  rows.push({
    route: `${api[name].method.toUpperCase()} ${api[name].path}`,
    measured: reply.cost,
    budget,
    floor: floor(reply.body as never),
  });
});
