import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaOf } from '../../functions/src/http/response.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { api } from '../../functions/src/routes.ts';
import { host, join } from '../events/make.ts';
import { connect, del, get, newPerson, type Person, patch, post, type Reply, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { acquainted, speaksOf } from './acquainted.ts';

useApi();

type Name = keyof typeof api;

/** Whether a schema can hold a person: an object with a username, at any depth. */
function showsPeople(schema: z.core.$ZodType | null, seen = new Set<unknown>()): boolean {
  if (!schema || seen.has(schema)) return false;
  seen.add(schema);
  if (schema instanceof z.ZodObject) {
    if ('username' in schema.shape) return true;
    return Object.values(schema.shape).some((field) => showsPeople(field, seen));
  }
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => showsPeople(option, seen));
  if (schema instanceof z.ZodRecord) return showsPeople(schema.valueType, seen);
  const { innerType, element } = schema._zod.def as { innerType?: z.core.$ZodType; element?: z.core.$ZodType };
  return showsPeople(innerType ?? element ?? null, seen);
}

/**
 * How each route that shows people is asked by `me`, for an answer in which `them` would stand if there were no block;
 * or why nobody but the caller can stand in it. A route that shows people and isn't named here fails.
 */
const ASKED: Partial<
  Record<
    Name,
    ((me: Person, them: Person) => Promise<Reply>) | 'shows the caller alone' | 'repeats the name that was asked for'
  >
> = {
  register: 'shows the caller alone',
  getProfile: 'shows the caller alone',
  updateProfile: 'shows the caller alone',
  usernameAvailable: 'repeats the name that was asked for',
  searchPeople: (me, them) => get(`/users?search=${them.username}`, me),
  getUser: (me, them) => get(`/users/${them.username}`, me),
  listConnections: (me) => get('/connections', me),
  requestConnection: (me, them) => post('/connections/request', { receiver: them.id }, me),
  answerConnection: (me, them) =>
    patch(`/connections/${[me.id, them.id].sort().join('_')}/action`, { status: 'accepted' }, me),
  listMutuals: async (me, them) => {
    const friend = await newPerson();
    for (const who of [me, them]) await connect(who, friend);
    return get(`/users/${friend.username}/mutuals`, me);
  },
  suggestConnections: (me) => get('/connections/suggestions', me),
  postStory: 'shows the caller alone',
  listMyStories: 'shows the caller alone',
  listStories: (me) => get('/stories', me),
  listViewers: async (me) => {
    const [{ id }] = (await get('/stories/my_stories', me)).body;
    return get(`/stories/${id}/viewers`, me);
  },
  listMutes: async (me, them) => {
    await post('/users/mutes', { kind: 'person', id: them.id }, me);
    return get('/users/mutes', me);
  },
  listConversations: (me) => get('/chat/conversations', me),
  getConversation: (me, them) => get(`/chat/${them.id}`, me),
  acceptConversation: (me, them) => post(`/chat/${them.id}/accept`, undefined, me),
  listNotifications: (me) => get('/notifications', me),
  listEvents: async (me, them) => {
    await host(them);
    return get('/events?when=upcoming', me);
  },
  listEventsOfConnections: async (me, them) => {
    await host(them);
    return get('/events/of_connections', me);
  },
  getEvent: async (me, them) => get(`/events/${(await host(them)).id}`, me),
  createEvent: 'shows the caller alone',
  updateEvent: 'shows the caller alone',
  cancelEvent: 'shows the caller alone',
  listFriendsGoing: async (me, them) => {
    const { id } = await host(await newPerson());
    await join(them, id);
    return get(`/events/${id}/friends`, me);
  },
  listAttendees: async (me, them) => {
    const { id } = await host(me);
    await join(them, id);
    return get(`/events/${id}/attendees`, me);
  },
};

/** Answers that show the blocked one to who has blocked, and to nobody else: there the block can be taken back. */
const FOR_THE_BLOCKER: readonly Name[] = ['getUser', 'listBlocks'];

/** Staff see everybody: their routes are under watch instead. */
const isForStaff = ({ auth }: AnyRoute): boolean => typeof auth === 'object';

const showing = (Object.keys(api) as Name[]).filter((name) => {
  const route = api[name] as unknown as AnyRoute;
  return !isForStaff(route) && showsPeople(schemaOf(route.response));
});

it.each(showing)('%s says how it leaves out who is blocked', (name) => {
  expect([...Object.keys(ASKED), ...FOR_THE_BLOCKER]).toContain(name);
});

const mentions = ({ status, body }: Reply, who: Person): boolean => status < 400 && speaksOf(body, who);

describe.each([true, false])('after a block between two who were connected: %s', (connected) => {
  it('no route shows either to the other', async () => {
    const [blocker, blocked] = await acquainted(connected);
    const before = await get(`/users?search=${blocked.username}`, blocker);
    expect(mentions(before, blocked)).toBe(true);
    const block = () => post(`/users/${blocked.id}/block`, undefined, blocker);
    await deliverConnection(await eventOf(blocker, blocked, block));
    expect((await get('/users/blocks', blocker)).body).toMatchObject([{ id: blocked.id }]);
    for (const name of showing) {
      const ask = ASKED[name];
      if (typeof ask !== 'function') continue;
      expect(mentions(await ask(blocked, blocker), blocker), `${name} to the blocked one`).toBe(false);
      if (FOR_THE_BLOCKER.includes(name)) continue;
      expect(mentions(await ask(blocker, blocked), blocked), `${name} to the one who blocked`).toBe(false);
    }
  });
});

it('before a block they do stand in those answers, so that the test above sees something', async () => {
  const [a, b] = await acquainted(true);
  const [{ id }] = (await get('/stories/my_stories', a)).body;
  const shown = [
    '/chat/conversations',
    '/connections',
    '/notifications',
    `/users/${b.username}`,
    '/stories',
    `/stories/${id}/viewers`,
  ];
  for (const path of shown) expect(mentions(await get(path, a), b), path).toBe(true);
  const [c, d] = await acquainted(false);
  expect(mentions(await get('/connections/suggestions', c), d)).toBe(true);
});

describe('what a block tells', () => {
  it.each([
    ['a profile', (me: Person, them: { id: string; username: string }) => get(`/users/${them.username}`, me)],
    ['a request', (me: Person, them: { id: string }) => post('/connections/request', { receiver: them.id }, me)],
    ['a block', (me: Person, them: { id: string }) => post(`/users/${them.id}/block`, undefined, me)],
    [
      'an answer',
      (me: Person, them: { id: string }) =>
        patch(`/connections/${[me.id, them.id].sort().join('_')}/action`, { status: 'accepted' }, me),
    ],
    [
      'a withdrawal',
      (me: Person, them: { id: string }) => del(`/connections/${[me.id, them.id].sort().join('_')}`, me),
    ],
    ['the end of a block', (me: Person, them: { id: string }) => del(`/users/${them.id}/block`, me)],
  ])('%s is answered as if there were nobody, after as many round trips', async (_, ask) => {
    const [blocker, me] = [await newPerson(), await newPerson()];
    await post(`/users/${me.id}/block`, undefined, blocker);
    const nobody = { id: `${blocker.id.slice(0, -6)}nobody`, username: 'nobody_at_all' };
    const [hidden, missing] = [await ask(me, blocker), await ask(me, nobody)];
    const { request_id: _one, ...left } = hidden.body;
    const { request_id: _two, ...right } = missing.body;
    expect(left).toEqual(right);
    // As long, too: the same calls, one after the other.
    expect(hidden.cost).toEqual(missing.cost);
    expect(hidden.cost.trips).toBeGreaterThan(0);
    expect(hidden.status).toBe(404);
  });

  it('a search is filled up, and its cursor never names somebody hidden', async () => {
    const me = await newPerson();
    const names = ['filled_a', 'filled_b', 'filled_c', 'filled_d'];
    const [a, b, c, d] = await Promise.all(names.map((username) => newPerson({ username })));
    for (const blocker of [a, c]) await post(`/users/${me.id}/block`, undefined, blocker);
    const seen: string[] = [];
    let path: string | undefined = '/users?search=filled&limit=1';
    for (let page = 0; path && page < 5; page++) {
      const reply: Reply = await get(path, me);
      seen.push(...reply.body.map(({ username }: { username: string }) => username));
      const link: string | undefined = /<\/api\/v1([^>]+)>/.exec(reply.headers.get('link') ?? '')?.[1];
      const cursor = Buffer.from(/cursor=([^&]+)/.exec(link ?? '')?.[1] ?? '', 'base64url').toString();
      for (const hidden of [a, c]) expect(cursor).not.toContain(hidden?.id);
      path = link;
    }
    expect(seen).toEqual([b?.username, d?.username]);
    expect((await get('/users?search=filled_a&limit=1', me)).headers.get('link')).toBeNull();
  });
});
