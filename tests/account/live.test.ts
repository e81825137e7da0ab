import { randomUUID } from 'node:crypto';
import { expect, inject, it, vi } from 'vitest';
import { atAuth } from '../support/at-auth.ts';

// The real path: Hosting, the built function, Firebase Auth's own events and the triggers that follow. What they do in all
// cases is tested in process.
const { url } = inject('suite');
const run = randomUUID().slice(0, 6);

async function call(method: string, path: string, body?: object, token?: string) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

async function join(name: string): Promise<{ username: string; password: string; access: string }> {
  const login = { username: `${name}_${run}`, password: 'a long enough phrase' };
  const registered = await call('POST', '/users/auth/register', {
    ...login,
    email: `${login.username}@leaving.example`,
    role: 'influencer',
  });
  expect(registered.status).toBe(201);
  return { ...login, access: (await call('POST', '/users/auth/login', login)).body.access };
}

it('an account that is deleted at Firebase Auth itself is gone here, too', { timeout: 60_000 }, async () => {
  const [leaver, other] = [await join('leaving'), await join('staying')];
  const look = () => call('GET', `/users/${leaver.username}`, undefined, other.access);
  expect((await look()).status).toBe(200);
  await atAuth('delete', { idToken: leaver.access });
  await vi.waitUntil(async () => (await look()).status === 404, { timeout: 30_000, interval: 200 });
  // The name is free again.
  expect((await call('GET', `/users/available?username=${leaver.username}`)).body).toMatchObject({ available: true });
});

it('an account is deleted through the API', async () => {
  const { username, password, access } = await join('gone');
  const reply = await call('DELETE', '/users/profile', { password, at_once: true }, access);
  expect(reply).toMatchObject({ status: 200, body: { status: 'erased' } });
  expect((await call('POST', '/users/auth/login', { username, password })).status).toBe(401);
});
