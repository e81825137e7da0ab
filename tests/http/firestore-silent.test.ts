import { createServer as createPages } from 'node:http';
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventPage } from '../../functions/src/events/page.ts';
import { forgetRevocations } from '../../functions/src/http/revocations.ts';
import { host } from '../events/make.ts';
import { expectProblem, get, mail, newPerson, type Person, patch, post, useApi } from '../support/api.ts';
import { listen } from '../support/serve.ts';

/** A door before Firestore that can stop passing anything on without closing, or close. */
let mode: 'open' | 'silent' | 'away' = 'open';
let proxy: Server;
const sockets = new Set<Socket>();

beforeAll(async () => {
  const [host = '', port = ''] = (process.env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
  proxy = createServer((client) => {
    if (mode === 'away') return void client.destroy();
    const upstream = dial(Number(port), host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => mode === 'open' && to.write(chunk));
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  process.env.FIRESTORE_EMULATOR_HOST = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
useApi();
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
});

let me: Person;
let other: Person;
let event: string;
beforeAll(async () => {
  [me, other] = [await newPerson(), await newPerson()];
  event = (await host(me, { title: 'Harbour Supper' })).id;
});

/** As Hosting has the event's page from the function that serves it. */
const PAGE = '<head><!-- card --><title>Infloo</title><!-- /card --></head>';
const pages = createPages(eventPage(() => PAGE) as never);
beforeAll(() => listen(pages));
afterAll(() => void pages.close());
const openPage = async () => {
  const response = await fetch(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/events/${event}`);
  return { status: response.status, html: await response.text(), cache: response.headers.get('cache-control') };
};

const BEAT_MS = 100;

/** How long something takes, but for what the machine stood still meanwhile: the API runs in this process. */
async function timed<T>(work: () => Promise<T>): Promise<[T, seconds: number]> {
  const started = performance.now();
  let [beat, stood] = [started, 0];
  const beating = setInterval(() => {
    const now = performance.now();
    stood += Math.max(0, now - beat - 2 * BEAT_MS);
    beat = now;
  }, BEAT_MS);
  const answer = await work();
  clearInterval(beating);
  return [answer, (performance.now() - started - stood) / 1000];
}

const ASKED: [string, () => ReturnType<typeof get>][] = [
  ['reading', () => get('/users/profile', me)],
  ['a list', () => get('/connections', me)],
  ['writing', () => patch('/users/profile', { bio: 'x' }, me)],
  ['a transaction', () => post('/connections/request', { receiver: other.id }, me)],
  // What guards passwords and accounts lets nobody pass while its limits can't be asked.
  ['a login', () => post('/users/auth/login', { username: me.username, password: me.password })],
  ['a password mail', () => post('/users/auth/password_reset', { email: me.email })],
  [
    'a registration',
    () =>
      post('/users/auth/register', { username: 'late', email: mail('late'), password: 'a pass phrase', role: 'brand' }),
  ],
  ['with a key', () => post('/notifications/read', undefined, me, { 'Idempotency-Key': `k${Math.random()}` })],
];

describe.each(['silent', 'away'] as const)('while Firestore is %s', (state) => {
  it('each request is answered 503 within ten seconds, and whoever is signed in stays so', async () => {
    mode = state;
    if (state === 'away') for (const socket of sockets) socket.destroy();
    forgetRevocations();
    const answers = await Promise.all(
      ASKED.map(([what, ask]) => timed(ask).then((answer) => [what, ...answer] as const)),
    );
    for (const [what, reply, seconds] of answers) {
      expect([what, reply.status]).toEqual([what, 503]);
      expectProblem(reply, 503, 'unavailable');
      expect(Number(reply.headers.get('retry-after')), what).toBeGreaterThan(0);
      expect(seconds, what).toBeLessThan(10);
    }
    // What needs no Firestore goes on.
    expect((await get('/health')).status).toBe(200);
  });

  it('a link to an event still opens soon, without its card, and that is kept nowhere', async () => {
    const [page, seconds] = await timed(openPage);
    expect(page).toEqual({ status: 200, html: PAGE, cache: 'private, no-cache' });
    expect(seconds).toBeLessThan(5);
  });

  it('and all is well when it is back', async () => {
    mode = 'open';
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await get('/users/profile', me)).status).toBe(200);
    await expect.poll(async () => (await openPage()).html).toContain('<title>Harbour Supper · Infloo</title>');
    expect((await openPage()).cache).toBe('public, max-age=0, s-maxage=60');
  });
});
