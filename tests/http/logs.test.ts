import { format } from 'node:util';
import { expect, it, vi } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { expectProblem, get, mail, newPerson, patch, post, send, useApi } from '../support/api.ts';

// Before anything is imported: the logger keeps the console's methods as it finds them.
const lines = vi.hoisted(() => {
  const written: unknown[][] = [];
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const original = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      written.push(values);
      original(...values);
    };
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    stream.write = (...args: unknown[]) => {
      written.push([String(args[0])]);
      return write(...args);
    };
  }
  return written;
});

useApi();

const logged = (): string => lines.map((values) => format(...values)).join('\n');

it('logs every request, and no secret of any', async () => {
  const me = await newPerson({ username: 'Logged.Person' });
  const key = 'idempotency-key-of-mine-0123456789';
  const password = 'the wrong pass phrase';
  const bearer = 'eyJub3QiOiJhIHRva2VuIn0.eyJhdCI6ImFsbCJ9.c2lnbmF0dXJl';
  await get('/users/profile', me);
  await get('/users/profile', { ...me, access: bearer });
  await post('/users/auth/login', { username: me.email, password });
  await post('/users/auth/login', { username: me.username, password: me.password }, undefined, {
    'Idempotency-Key': key,
  });
  await post('/users/auth/refresh', { refresh: me.refresh });
  await post('/users/auth/refresh', { refresh: 'a-refresh-token-that-is-none' });
  await post('/users/auth/password_reset', { email: me.email });
  await post('/users/auth/password_change', { old_password: password, new_password: 'a whole new phrase' }, me);
  await post('/users/auth/register', { username: 'x', email: mail('someone'), password, role: 'none' });
  await patch('/users/profile', { phone: '+49 30 1234567', bio: 'what nobody else reads' }, me);
  await get('/users?search=somebody-i-look-for', me);
  await send('post', '/users/auth/login', {
    body: `{"password":"${password}"`,
    headers: { 'Content-Type': 'text/plain' },
  });
  // Faults of ours, which are logged with their stack.
  await db().doc('usernames/broken').set({ uid: 'what a stored document says' });
  expectProblem(await post('/users/auth/login', { username: 'broken', password }), 500, 'internal');
  await db().doc(`users/${me.id}`).update({ role: 'what a stored document says' });
  expectProblem(await get('/users/profile', me), 500, 'internal');

  const requests = logged()
    .split('\n')
    .filter((line) => line.includes('"message":"request"'));
  expect(requests.length).toBeGreaterThanOrEqual(15);
  for (const line of requests) {
    expect(JSON.parse(line)).toMatchObject({ method: expect.any(String), status: expect.any(Number) });
  }
  expect(requests.some((line) => line.includes('"route":"GET /users/profile"') && line.includes(me.id))).toBe(true);
  expect(logged()).toContain('request failed');

  for (const secret of [
    me.access,
    me.access.split('.')[1] ?? '',
    me.refresh,
    me.firebase_token,
    bearer,
    key,
    password,
    me.password,
    me.email,
    mail('someone'),
    'a whole new phrase',
    'a-refresh-token-that-is-none',
    '1234567',
    'what nobody else reads',
    'somebody-i-look-for',
    'Logged.Person',
    'what a stored document says',
    '127.0.0.1',
  ]) {
    expect(logged().includes(secret), `"${secret}" is in the log`).toBe(false);
  }
});
