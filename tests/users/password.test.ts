import { describe, expect, inject, it, vi } from 'vitest';
import { auth } from '../../functions/src/firebase.ts';
import { expectProblem, get, mail, newPerson, type Person, post, useApi } from '../support/api.ts';

useApi();

const login = (who: Person, password = who.password) => post('/users/auth/login', { username: who.username, password });
const change = (who: Person, new_password: string, old_password = who.password) =>
  post('/users/auth/password_change', { old_password, new_password }, who);

describe('POST /users/auth/password_change', () => {
  it('lets the new one in and the old one not, and ends other sessions', async () => {
    const me = await newPerson();
    const since = JSON.parse(Buffer.from(me.access.split('.')[1] ?? '', 'base64url').toString()).auth_time;
    // Auth counts in whole seconds: within the second of the sign-in there is nothing to revoke.
    await vi.waitUntil(() => Math.floor(Date.now() / 1000) > since, { timeout: 45_000, interval: 50 });
    const reply = await change(me, 'a whole new phrase');
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body).sort()).toEqual(['access', 'firebase_token', 'refresh']);
    expect((await get('/users/profile', { ...me, access: reply.body.access })).body.id).toBe(me.id);
    expect((await post('/users/auth/refresh', { refresh: reply.body.refresh })).status).toBe(200);
    expectProblem(await login(me), 401, 'invalid_credentials');
    expect((await login(me, 'a whole new phrase')).status).toBe(200);
    // The emulator takes every refresh token of somebody who has signed in since; Auth itself goes by this time.
    const { tokensValidAfterTime = '' } = await auth().getUser(me.id);
    expect(Date.parse(tokensValidAfterTime) / 1000).toBeGreaterThan(since);
  });

  it('asks for the old one', async () => {
    const me = await newPerson();
    const reply = await change(me, 'a whole new phrase', 'not the old one');
    expectProblem(reply, 400, 'invalid_request', 'This is not your current password.');
    expect(reply.body.errors[0].field).toBe('old_password');
    expect((await login(me)).status).toBe(200);
  });

  it.each(['short', 'x'.repeat(129), 'password123', 'QWERTYUIOP', ''])('refuses the new one %j', async (password) => {
    const me = await newPerson();
    const reply = await change(me, password);
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe('new_password');
    expect((await login(me)).status).toBe(200);
  });

  it('refuses one’s own name and address as a password', async () => {
    const me = await newPerson({ username: 'Long_Enough_Name' });
    for (const password of [me.username, me.username.toUpperCase(), me.email]) {
      const reply = await change(me, password);
      expectProblem(reply, 400, 'invalid_request', 'too similar');
      expect(reply.body.errors[0].field).toBe('new_password');
    }
  });

  it('changes nobody else’s', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    expectProblem(await change(me, 'a whole new phrase', other.password), 400, 'invalid_request');
    expect((await login(other)).status).toBe(200);
  });
});

describe('POST /users/auth/password_reset', () => {
  const { project } = inject('suite');
  const mailsTo = async (address: string): Promise<{ requestType: string; oobLink: string; oobCode: string }[]> => {
    const host = process.env.FIREBASE_AUTH_EMULATOR_HOST;
    const response = await fetch(`http://${host}/emulator/v1/projects/${project}/oobCodes`);
    const { oobCodes } = (await response.json()) as {
      oobCodes: { email: string; requestType: string; oobLink: string; oobCode: string }[];
    };
    return oobCodes.filter(({ email }) => email === address);
  };
  const reset = (email: string) => post('/users/auth/password_reset', { email });

  it('answers alike for who is known and who isn’t, and writes to the known', async () => {
    const me = await newPerson();
    const stranger = mail('never_registered');
    const [known, unknown] = [await reset(me.email), await reset(stranger)];
    expect([known.status, known.body]).toEqual([
      200,
      { detail: 'If an account uses this address, a mail with a link is on its way.' },
    ]);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await mailsTo(stranger)).toEqual([]);
    const [sent, ...more] = await mailsTo(me.email);
    expect(more).toEqual([]);
    expect(sent).toMatchObject({
      requestType: 'PASSWORD_RESET',
      oobLink: expect.stringContaining('mode=resetPassword'),
    });
  });

  it('takes equally long either way', async () => {
    const me = await newPerson();
    for (const address of [me.email, mail('never_registered_either')]) {
      const started = performance.now();
      await reset(address);
      expect(performance.now() - started).toBeGreaterThan(390);
    }
  });

  it('ends in a new password, with what the mail says', async () => {
    const me = await newPerson();
    await reset(me.email);
    const [sent] = await mailsTo(me.email);
    const host = process.env.FIREBASE_AUTH_EMULATOR_HOST;
    const response = await fetch(`http://${host}/identitytoolkit.googleapis.com/v1/accounts:resetPassword?key=k`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ oobCode: sent?.oobCode, newPassword: 'chosen from the mail' }),
    });
    expect(response.status).toBe(200);
    expectProblem(await login(me), 401, 'invalid_credentials');
    expect((await login(me, 'chosen from the mail')).status).toBe(200);
  });

  it.each(['', 'nobody', 'a@b', 'a b@c.example', `${'x'.repeat(250)}@a.example`])('refuses %j', async (email) => {
    const reply = await reset(email);
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe('email');
  });
});
