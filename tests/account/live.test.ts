import { expect, it, vi } from 'vitest';
import { atAuth } from '../support/at-auth.ts';
import { call, register } from '../support/live.ts';

// The real path: Hosting, the built function, Firebase Auth's own events and the triggers that follow. What they do in all
// cases is tested in process.

it('an account that is deleted at Firebase Auth itself is gone here, too', async () => {
  const [leaver, other] = [await register('leaving'), await register('staying')];
  const look = () => call('GET', `/users/${leaver.username}`, undefined, other);
  expect((await look()).status).toBe(200);
  await atAuth('delete', { idToken: leaver.access });
  await vi.waitUntil(async () => (await look()).status === 404, { timeout: 45_000, interval: 200 });
  // The name is free again.
  expect((await call('GET', `/users/available?username=${leaver.username}`)).body).toMatchObject({ available: true });
});

it('an account is deleted through the API', async () => {
  const leaver = await register('gone');
  const { username, password } = leaver;
  const reply = await call('DELETE', '/users/profile', { password, at_once: true }, leaver);
  expect(reply).toMatchObject({ status: 200, body: { status: 'erased' } });
  expect((await call('POST', '/users/auth/login', { username, password })).status).toBe(401);
});
