import { describe, expect, it, vi } from 'vitest';
import { auth, db } from '../../functions/src/firebase.ts';
import { expectProblem, get, mail, newPerson, post, useApi } from '../support/api.ts';

useApi();

const body = (over: object = {}) => ({
  username: 'carol',
  email: mail('carol'),
  password: 'correct horse',
  role: 'brand',
  ...over,
});

describe('register', () => {
  it('makes an account, a profile and a claimed name', async () => {
    const reply = await post('/users/auth/register', body({ username: 'Alice.Influencer', email: mail('a') }));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      username: 'Alice.Influencer',
      role: 'brand',
      is_verified: false,
      email: mail('a'),
    });
    expect(reply.body.password).toBeUndefined();
    expect(reply.body.id).toMatch(/^[A-Za-z0-9]{28}$/);
    const account = await auth().getUser(reply.body.id);
    expect(account.customClaims).toEqual({ username: 'Alice.Influencer', role: 'brand' });
  });

  it('tells every fault in one answer', async () => {
    const reply = await post('/users/auth/register', {
      username: 'a!',
      email: 'nope',
      password: 'short',
      role: 'staff',
    });
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'email',
      'password',
      'role',
      'username',
    ]);
  });

  it('tells of a taken name and a taken address together', async () => {
    await newPerson({ username: 'taken' });
    const reply = await post('/users/auth/register', body({ username: 'TAKEN', email: mail('taken') }));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toEqual(['username', 'email']);
  });

  it.each([
    'profile',
    'Auth',
    'verify',
    'blocks',
    'staff',
    '...',
    '__x__',
    'ab',
    'a'.repeat(31),
    'with space',
    'ünïcode',
  ])('refuses the username %s', async (username) => {
    const reply = await post('/users/auth/register', body({ username, email: mail('other') }));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe('username');
  });

  it.each(['password123', 'Qwertyuiop', 'carol', mail('carol')])('refuses the password %s', async (password) => {
    const reply = await post('/users/auth/register', body({ password }));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe('password');
  });

  it('refuses what it does not know', async () => {
    const reply = await post('/users/auth/register', body({ is_verified: true }));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors).toEqual([{ field: 'is_verified', message: 'Unknown field.' }]);
  });

  it('gives a name to one of 50 who ask at once, and leaves no account behind', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        post('/users/auth/register', body({ username: i % 2 ? 'Wanted' : 'wanted', email: mail(`w${i}`) })),
      ),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 400)).toHaveLength(49);
    const emails = Array.from({ length: 50 }, (_, i) => ({ email: mail(`w${i}`) }));
    const { users } = await auth().getUsers(emails);
    expect(users).toHaveLength(1);
    const profiles = await db().collection('users').where('username_key', '==', 'wanted').get();
    expect(profiles.docs.map((doc) => doc.id)).toEqual([users[0]?.uid]);
  });

  it('takes everything back when the address is taken in the same moment', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        post('/users/auth/register', body({ username: `same_mail_${i}`, email: mail('same') })),
      ),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    const claims = await db().getAll(...replies.map((_, i) => db().doc(`usernames/same_mail_${i}`)));
    expect(claims.filter((claim) => claim.exists)).toHaveLength(1);
  });
});

describe('login', () => {
  it('takes the username in any case, and the address', async () => {
    const person = await newPerson({ username: 'Logger' });
    for (const username of ['logger', 'LOGGER', person.email]) {
      const reply = await post('/users/auth/login', { username, password: person.password });
      expect(reply.status).toBe(200);
      expect(Object.keys(reply.body).sort()).toEqual(['access', 'firebase_token', 'refresh']);
    }
  });

  it('answers an unknown name, a wrong password and a disabled account alike', async () => {
    const person = await newPerson({ username: 'known' });
    const off = await newPerson({ username: 'disabled' });
    await auth().updateUser(off.id, { disabled: true });
    const replies = [
      await post('/users/auth/login', { username: 'nobody_here', password: 'whatever it is' }),
      await post('/users/auth/login', { username: 'not a name!', password: 'whatever it is' }),
      await post('/users/auth/login', { username: mail('nobody'), password: 'whatever it is' }),
      await post('/users/auth/login', { username: person.username, password: 'wrong password' }),
      await post('/users/auth/login', { username: off.username, password: off.password }),
    ];
    for (const reply of replies) {
      expectProblem(reply, 401, 'invalid_credentials', 'No active account found with the given credentials.');
      const { request_id, ...same } = reply.body;
      expect(same).toEqual({ detail: replies[0]?.body.detail, code: 'invalid_credentials', status: 401, errors: [] });
    }
  });
});

/** When the session of an ID token began, in seconds. */
const secondOf = (token: string): number =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).auth_time;

describe('sessions', () => {
  it('refreshes, and no longer after logout', async () => {
    const person = await newPerson();
    const fresh = await post('/users/auth/refresh', { refresh: person.refresh });
    expect(fresh.status).toBe(200);
    expect((await get('/users/profile', { ...person, access: fresh.body.access })).status).toBe(200);
    // Auth counts in whole seconds: within the second of the sign-in there is nothing to revoke.
    await vi.waitUntil(async () => Math.floor(Date.now() / 1000) > secondOf(fresh.body.access), {
      timeout: 45_000,
      interval: 50,
    });
    expect((await post('/users/auth/logout', undefined, person)).status).toBe(204);
    expectProblem(await post('/users/auth/refresh', { refresh: fresh.body.refresh }), 401, 'invalid_token');
  });

  it('refuses a refresh token that is none', async () => {
    expectProblem(await post('/users/auth/refresh', { refresh: 'nonsense' }), 401, 'invalid_token');
  });
});
