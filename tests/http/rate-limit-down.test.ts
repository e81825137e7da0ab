import { expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { expectProblem, get, mail, post, useApi } from '../support/api.ts';

useApi();

it('where Firestore cannot be asked, nobody passes what guards passwords and accounts', async () => {
  expect((await get('/health')).status).toBe(200);
  await db().terminate();
  for (const [path, body] of [
    ['login', { username: 'somebody', password: 'a pass phrase' }],
    ['password_reset', { email: mail('somebody') }],
    ['register', { username: 'somebody', email: mail('somebody'), password: 'a pass phrase', role: 'brand' }],
  ] as const) {
    const reply = await post(`/users/auth/${path}`, body);
    expectProblem(reply, 503, 'unavailable', 'Infloo is busy. Try again in a moment.');
    expect(reply.headers.get('retry-after')).toBe('5');
  }
  // What asks nothing goes on.
  expect((await get('/health')).status).toBe(200);
});
