import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { takeOver } from '../../functions/src/http/admission.ts';
import { createApp } from '../../functions/src/http/app.ts';
import { openApi } from '../../functions/src/http/openapi.ts';
import { route } from '../../functions/src/http/route.ts';
import { newPerson, type Person, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { listen } from '../support/serve.ts';

useApi();

const free = { reads: 0, writes: 0, trips: 0 };
const calendar = route({
  method: 'get',
  path: '/calendar.ics',
  auth: 'public',
  summary: 'A calendar',
  response: [200, { file: 'text/calendar' }],
  cost: free,
  handler: async () => ({ data: 'BEGIN:VCALENDAR\r\n', filename: 'Fête d’été "1".ics' }),
});
const film = route({
  method: 'get',
  path: '/film',
  auth: 'public',
  summary: 'A film, piece by piece',
  response: [200, { file: 'application/octet-stream' }],
  cost: free,
  handler: async () => ({ data: Readable.from(['one ', 'two']), type: 'video/mp4', cache: 'private, max-age=60' }),
});
const broken = route({
  method: 'get',
  path: '/broken',
  auth: 'public',
  summary: 'A film that breaks off',
  response: [200, { file: 'video/mp4' }],
  cost: free,
  handler: async () => ({
    data: Readable.from(
      (async function* pieces() {
        yield 'one';
        throw new Error('The disk is gone.');
      })(),
    ),
  }),
});
const elsewhere = route({
  method: 'get',
  path: '/elsewhere',
  auth: 'public',
  summary: 'Leads elsewhere',
  response: [302, { redirect: true }],
  cost: free,
  handler: async () => ({ location: 'https://infloo.example/there' }),
});
const begun = route({
  method: 'get',
  path: '/begun',
  auth: 'public',
  summary: 'Goes on by itself',
  response: [202, z.object({ state: z.literal('running') }).meta({ id: 'Begun' })],
  cost: free,
  handler: async () => ({ state: 'running' as const }),
});
const slow = route({
  method: 'get',
  path: '/slow',
  auth: 'public',
  summary: 'Never answers by itself',
  seconds: 1,
  response: [204, null],
  cost: free,
  handler: () => new Promise(() => {}),
});
const watched = route({
  method: 'get',
  path: '/admin/things/{id}',
  auth: { staff: 'users' },
  audit: 'Looked at a thing',
  summary: 'A thing, for staff',
  params: z.strictObject({ id: z.string() }),
  response: [204, null],
  cost: free,
  handler: async ({ params }) => {
    if (params.id === 'broken') throw new Error('No.');
  },
});

const done = route({
  method: 'post',
  path: '/admin/things/{id}/done',
  auth: { staff: 'users' },
  audit: 'Did a thing',
  records: true,
  summary: 'Does a thing, for staff',
  params: z.strictObject({ id: z.string() }),
  response: [204, null],
  cost: { reads: 0, writes: 1, trips: 1 },
  handler: ({ params, record }) =>
    db().runTransaction(async (tx) => {
      if (params.id === 'forgotten') return;
      tx.create(db().doc(`things/${params.id}`), { done: true });
      record(tx, { thing: params.id });
    }),
});

let server: Server;
let base: string;
let staff: Person;
let person: Person;

beforeAll(async () => {
  server = createServer();
  takeOver(server, createApp([calendar, film, broken, elsewhere, begun, slow, watched, done]));
  await listen(server);
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  [staff, person] = [await newStaff('users'), await newPerson()];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, as?: Person, method = 'GET') =>
  fetch(`${base}${path}`, { method, redirect: 'manual', headers: as ? { Authorization: `Bearer ${as.access}` } : {} });

describe('an answer', () => {
  it('is a file, offered under its name, which nothing can run', async () => {
    const response = await ask('/calendar.ics');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="F_te d__t_ _1_.ics"; filename*=UTF-8''F%C3%AAte%20d%E2%80%99%C3%A9t%C3%A9%20%221%22.ics`,
    );
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.text()).toBe('BEGIN:VCALENDAR\r\n');
  });

  it('is a file of pieces, with its own type and cache', async () => {
    const response = await ask('/film');
    expect([response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      'video/mp4',
      'private, max-age=60',
    ]);
    expect(await response.text()).toBe('one two');
  });

  it('breaks off where its source does, rather than look whole', async () => {
    await expect(ask('/broken').then((response) => response.text())).rejects.toThrow();
    expect((await ask('/begun')).status).toBe(202);
  });

  it('leads elsewhere', async () => {
    const response = await ask('/elsewhere');
    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://infloo.example/there']);
  });

  it('says that something has begun', async () => {
    const response = await ask('/begun');
    expect([response.status, await response.json()]).toEqual([202, { state: 'running' }]);
  });

  it('comes in time, whatever the handler does', async () => {
    const response = await ask('/slow');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
  });

  it('is documented in its form', () => {
    const { paths: documented } = openApi([calendar, elsewhere, begun].map((route) => ({ id: route.path, route }))) as {
      paths: Record<string, { get: { responses: Record<string, { content?: object }> } }>;
    };
    const of = (path: string) => documented[path]?.get.responses ?? {};
    expect(Object.keys(of('/calendar.ics')['200']?.content ?? {})).toEqual(['text/calendar']);
    expect(Object.keys(of('/elsewhere'))).toContain('302');
    expect(Object.keys(of('/begun'))).toContain('202');
  });
});

describe('a staff route', () => {
  const entries = async () =>
    (
      await db()
        .collection(collectionOf(paths.audit('_')))
        .get()
    ).docs.map((doc) => doc.data());

  it('is entered into the audit log before it runs, whatever comes of it', async () => {
    const done = await ask('/admin/things/x7', staff);
    expect(done.status).toBe(204);
    expect((await ask('/admin/things/broken', staff)).status).toBe(500);
    // Beside how the member of staff became one.
    const found = (await entries()).filter(({ target }) => target.id !== staff.id);
    expect(found.map(({ target }) => target.id).sort()).toEqual(['broken', 'x7']);
    expect(found.find(({ target }) => target.id === 'x7')).toMatchObject({
      actor: { id: staff.id, username: staff.username },
      action: 'Looked at a thing',
      route: 'GET /admin/things/{id}',
      request_id: done.headers.get('x-request-id'),
    });
    const timing = done.headers.get('server-timing') ?? '';
    expect(timing).toContain('writes;dur=1');
    expect(timing).toContain('trips;dur=1');
  });

  it('that records by itself is entered in the commit that does it, and only then', async () => {
    const entriesOf = async (id: string) => (await entries()).filter(({ target }) => target.id === id);
    const first = await ask('/admin/things/x8/done', staff, 'POST');
    expect(first.status).toBe(204);
    expect(first.headers.get('server-timing')).toContain('writes;dur=2');
    expect(first.headers.get('server-timing')).toContain('trips;dur=1');
    // The thing is there already: neither is written.
    expect((await ask('/admin/things/x8/done', staff, 'POST')).status).toBeGreaterThanOrEqual(409);
    expect(await entriesOf('x8')).toMatchObject([
      { actor: { id: staff.id }, action: 'Did a thing', details: { thing: 'x8' }, target: { id: 'x8' } },
    ]);
  });

  it('that forgets to record is a fault', async () => {
    expect((await ask('/admin/things/forgotten/done', staff, 'POST')).status).toBe(500);
  });

  it('is closed to everybody else, and leaves no entry then', async () => {
    const before = (await entries()).length;
    expect([(await ask('/admin/things/x7')).status, (await ask('/admin/things/x7', person)).status]).toEqual([
      401, 403,
    ]);
    expect((await entries()).length).toBe(before);
  });

  it('does not compile without its audit text, nor another route with one', () => {
    const spec = {
      method: 'get',
      path: '/x',
      summary: 'x',
      response: [204, null],
      cost: free,
      handler: async () => {},
    } as const;
    // @ts-expect-error: staff act under watch.
    route({ ...spec, auth: { staff: 'users' } });
    // @ts-expect-error: others don't.
    route({ ...spec, auth: 'user', audit: 'Looked' });
    expect(route({ ...spec, auth: 'user' }).path).toBe('/x');
  });
});
