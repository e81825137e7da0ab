import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { auth } from '../../functions/src/firebase.ts';
import { toApiError } from '../../functions/src/http/errors.ts';
import { endSessions, setPassword } from '../../functions/src/users/sessions.ts';
import { ownEmail } from '../../functions/src/users/sign-in.ts';
import { expectProblem, get, mail, newPerson, type Person, post, useApi } from '../support/api.ts';
import { listen } from '../support/serve.ts';

const [host, port] = (process.env.FIREBASE_AUTH_EMULATOR_HOST ?? '').split(':');
/** What Auth says instead of its own answer; the emulator doesn't know these words. */
let refusal: { path: RegExp; status: number; message: string } | undefined;
let asked = 0;

/** Stands before the Auth emulator. */
const proxy = createServer((req: IncomingMessage, res: ServerResponse) => {
  if (refusal?.path.test(req.url ?? '')) {
    asked += 1;
    res.writeHead(refusal.status, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify({ error: { code: refusal.status, message: refusal.message, errors: [] } }));
    return;
  }
  // As they came: the API's process relabels the bodies of all that it is sent.
  const { rawHeaders: headers, url: path, method } = req;
  const upstream = request({ host, port, path, method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(res);
  });
  upstream.on('error', () => res.destroy());
  req.pipe(upstream);
});
beforeAll(async () => {
  await listen(proxy);
  process.env.FIREBASE_AUTH_EMULATOR_HOST = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
useApi();
afterEach(() => {
  refusal = undefined;
});
afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
});

const say = (path: RegExp, message: string, status = 400) => {
  asked = 0;
  refusal = { path, status, message };
};
const SIGN_IN = /signInWithPassword/;
const MAIL = /sendOobCode/;
const TOKEN = /\/token\?/;
const login = (who: Person) => post('/users/auth/login', { username: who.username, password: who.password });

let me: Person;
beforeAll(async () => {
  me = await newPerson();
});

describe('a password mail', () => {
  it.each([
    'RESET_PASSWORD_EXCEED_LIMIT',
    'TOO_MANY_ATTEMPTS_TRY_LATER : Too many attempts.',
    'QUOTA_EXCEEDED : Exceeded daily quota for password reset emails',
    'EMAIL_NOT_FOUND',
    'USER_DISABLED',
    'OPERATION_NOT_ALLOWED',
    'UNAUTHORIZED_DOMAIN',
    'A_WORD_OF_TOMORROW',
    'Something in words.',
  ])('is answered alike when Auth says %s', async (message) => {
    const before = await post('/users/auth/password_reset', { email: mail('never_here') });
    say(MAIL, message);
    const reply = await post('/users/auth/password_reset', { email: me.email });
    expect(asked).toBe(1);
    expect([reply.status, reply.body]).toEqual([200, before.body]);
  });

  it('is answered alike when Auth is broken', async () => {
    say(MAIL, 'INTERNAL', 500);
    expect((await post('/users/auth/password_reset', { email: me.email })).status).toBe(200);
  });
});

describe('a login', () => {
  it.each([
    'INVALID_LOGIN_CREDENTIALS',
    'EMAIL_NOT_FOUND',
    'INVALID_PASSWORD',
    'INVALID_EMAIL',
    'USER_DISABLED : by an administrator',
    'PASSWORD_DOES_NOT_MEET_REQUIREMENTS : Missing password requirements: [x]',
    'BLOCKING_FUNCTION_ERROR_RESPONSE : HTTP Cloud Function returned an error',
  ])('is refused when Auth says %s', async (message) => {
    say(SIGN_IN, message);
    expectProblem(await login(me), 401, 'invalid_credentials', 'No active account found');
    const wrong = { old_password: me.password, new_password: 'a whole new phrase' };
    expectProblem(await post('/users/auth/password_change', wrong, me), 400, 'invalid_request');
  });

  it.each(['TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account has been temporarily disabled', 'QUOTA_EXCEEDED'])(
    'says when again when Auth says %s',
    async (message) => {
      say(SIGN_IN, message);
      const reply = await login(me);
      expectProblem(reply, 429, 'rate_limited');
      expect(reply.headers.get('retry-after')).toBe('300');
    },
  );

  it('says that Auth is broken, and that we are', async () => {
    say(SIGN_IN, 'INTERNAL', 503);
    const broken = await login(me);
    expectProblem(broken, 503, 'unavailable');
    expect(broken.headers.get('retry-after')).toBe('5');
    say(SIGN_IN, 'PASSWORD_LOGIN_DISABLED');
    expectProblem(await login(me), 500, 'internal', /^Something went wrong/);
  });

  it('is not taken for refused while Auth can’t be asked who somebody is', async () => {
    say(/accounts:lookup/, 'INTERNAL', 500);
    for (const username of [me.username, me.email]) {
      const reply = await post('/users/auth/login', { username, password: me.password });
      expectProblem(reply, 503, 'unavailable');
    }
  });

  it('is refused who has never registered here, though Auth knows them', async () => {
    const [email, password] = [mail('outsider'), 'not through the API'];
    await auth().createUser({ email, password });
    expectProblem(await post('/users/auth/login', { username: email, password }), 401, 'invalid_credentials');
  });
});

describe('a refresh token', () => {
  it.each([
    'TOKEN_EXPIRED',
    'INVALID_REFRESH_TOKEN',
    'USER_DISABLED',
    'USER_NOT_FOUND',
    'MISSING_REFRESH_TOKEN',
    'PROJECT_NUMBER_MISMATCH',
  ])('is refused when Auth says %s', async (message) => {
    say(TOKEN, message);
    expectProblem(await post('/users/auth/refresh', { refresh: me.refresh }), 401, 'invalid_token');
  });

  it('is not taken for ended while Auth can’t be asked', async () => {
    for (const path of [TOKEN, /accounts:lookup/]) {
      say(path, 'INTERNAL', 500);
      expectProblem(await post('/users/auth/refresh', { refresh: me.refresh }), 503, 'unavailable');
      expect(asked).toBeGreaterThan(0);
    }
  });
});

describe('an account that Auth no longer has', () => {
  it('is 401 for its owner, whose token still lives', async () => {
    const uid = newUid();
    for (const work of [() => ownEmail(uid), () => endSessions(uid), () => setPassword(uid, 'a whole new phrase')]) {
      await expect(work()).rejects.toMatchObject({ code: 'invalid_token' });
    }
  });

  it('of somebody else is nobody’s 401', async () => {
    const missing = await auth()
      .getUser(newUid())
      .catch((error: unknown) => error);
    expect(missing).toMatchObject({ code: 'auth/user-not-found' });
    expect(toApiError(missing).code).toBe('internal');
    const gone = await newPerson();
    await auth().deleteUser(gone.id);
    expectProblem(await login(gone), 401, 'invalid_credentials', 'No active account found');
    expect((await get(`/users/${gone.username}`, me)).status).toBe(200);
  });
});
