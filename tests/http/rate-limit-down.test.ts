import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem, get, mail, post, type Reply, useApi } from '../support/api.ts';

const [host, port] = (process.env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
const sockets = new Set<Socket>();
let away = false;
/** Stands before Firestore, and lets through nothing once it is `away`. */
const proxy = createServer((client) => {
  const upstream = connect(Number(port), host);
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    sockets.add(from);
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
    from.on('data', (bytes) => {
      if (!away) to.write(bytes);
    });
  }
});
beforeAll(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  process.env.FIRESTORE_EMULATOR_HOST = `127.0.0.1:${(proxy.address() as { port: number }).port}`;
});
useApi();
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
});

it('while Firestore is silent, nobody passes what guards passwords and accounts', async () => {
  const email = mail('somebody');
  expect((await post('/users/auth/login', { username: email, password: 'a pass phrase' })).status).toBe(401);
  away = true;
  const started = performance.now();
  const replies: Reply[] = await Promise.all([
    post('/users/auth/login', { username: email, password: 'a pass phrase' }),
    post('/users/auth/password_reset', { email }),
    post('/users/auth/register', { username: 'somebody', email, password: 'a pass phrase', role: 'brand' }),
  ]);
  expect(performance.now() - started).toBeLessThan(10_000);
  for (const reply of replies) {
    expectProblem(reply, 503, 'unavailable', 'Infloo is busy. Try again in a moment.');
    expect(reply.headers.get('retry-after')).toBe('5');
  }
  // What asks nothing goes on.
  expect((await get('/health')).status).toBe(200);
});
