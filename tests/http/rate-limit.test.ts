import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { expectProblem, mail, type Person, type Reply, send, useApi } from '../support/api.ts';
import { avatarPart, MULTIPART, multipart, png } from './multipart.ts';

const LIMIT = { register: 3, login: 4, account: 6, reset: 2, anonymous: 12, user: 15, uploads: 2 };
const HOUR = 60 * 60 * 1000;

Object.assign(process.env, {
  RATE_REGISTER_PER_HOUR: String(LIMIT.register),
  RATE_LOGIN_PER_5_MINUTES: String(LIMIT.login),
  RATE_LOGIN_PER_ACCOUNT_AND_HOUR: String(LIMIT.account),
  RATE_RESET_PER_HOUR: String(LIMIT.reset),
  RATE_ANONYMOUS_PER_5_MINUTES: String(LIMIT.anonymous),
  RATE_USER_PER_5_MINUTES: String(LIMIT.user),
  RATE_UPLOADS_PER_30_MINUTES: String(LIMIT.uploads),
  // As in production: Hosting's edge, and not this machine.
  TRUSTED_PROXIES: '151.101.0.0/16,2a04:4e40::/32',
});
useApi();

// Windows begin with the clock: it stands in the middle of one, or a run that crosses its end would count anew.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / (HOUR / 12)) * (HOUR / 12) + 100_000 });
});
afterAll(() => {
  vi.useRealTimers();
});

let counter = 0;
const next = () => ++counter;
/** An address that nobody has used before. */
const newAddress = () => `203.0.${next() >> 8}.${counter & 255}`;
/** As Google's front end hands on whom it sees: what the client wrote into the header stands left of that. */
const direct = (client: string, forged?: string) => ({
  'X-Forwarded-For': forged === undefined ? client : `${forged}, ${client}`,
});
const EDGE = '151.101.1.1';

const register = (headers: Record<string, string>, name = `limited_${next()}`): Promise<Reply> =>
  send('post', '/users/auth/register', {
    body: { username: name, email: mail(name), password: 'a pass phrase', role: 'brand' },
    headers,
    contended: true,
  });
const login = (username: string, headers: Record<string, string>, password = 'not the one'): Promise<Reply> =>
  send('post', '/users/auth/login', { body: { username, password }, headers });
const reset = (headers: Record<string, string>): Promise<Reply> =>
  send('post', '/users/auth/password_reset', { body: { email: mail('nobody') }, headers });

async function join(): Promise<Person> {
  const username = `joined_${next()}`;
  const { body } = await register(direct(newAddress()), username);
  const password = 'a pass phrase';
  const { body: tokens } = await login(username, direct(newAddress()), password);
  return { id: body.id, username, email: body.email, password, ...tokens };
}

const statuses = async (n: number, work: (i: number) => Promise<Reply>): Promise<number[]> => {
  const all: number[] = [];
  for (let i = 0; i < n; i++) all.push((await work(i)).status);
  return all;
};
/** `ok` as often as the limit says, then 429 once. */
const upTo = (limit: number, ok: number): number[] => [...Array(limit).fill(ok), 429];

describe('in production', () => {
  it('the limits are these', () => {
    const { region, webApiKey, trustedProxies, ...limits } = params;
    expect(Object.fromEntries(Object.entries(limits).map(([name, param]) => [name, param.options.default]))).toEqual({
      registerPerHour: 10,
      loginPer5Minutes: 25,
      loginPerAccount: 25,
      resetPerHour: 5,
      anonymousPer5Minutes: 300,
      userPer5Minutes: 1500,
      uploadsPer30Minutes: 30,
    });
  });

  it('Hosting’s edge alone is believed', () => {
    const networks = String(params.trustedProxies.options.default).split(',');
    expect(networks).toContain('151.101.0.0/16');
    for (const network of networks) {
      expect(network).toMatch(/^[\da-f.:]+\/\d+$/);
      expect(network).not.toMatch(/^(10\.|127\.|192\.168\.|169\.254\.|0\.|::)/);
      expect(Number(network.split('/')[1])).toBeGreaterThanOrEqual(16);
    }
  });
});

describe('an address', () => {
  it('registers as often as it may, and is told when again', async () => {
    const from = direct(newAddress());
    for (let left = LIMIT.register - 1; left >= 0; left--) {
      const reply = await register(from);
      expect(reply.status).toBe(201);
      expect(reply.headers.get('ratelimit')).toMatch(new RegExp(`"register"; ?r=${left}; ?t=\\d+`));
      expect(reply.headers.get('ratelimit-policy')).toMatch(/"register"; ?q=3; ?w=3600/);
    }
    for (let i = 0; i < 3; i++) {
      const refused = await register(from);
      expectProblem(refused, 429, 'rate_limited', /^Request was throttled\. Expected available in \d+ seconds\.$/);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(3600);
      expect(refused.headers.get('ratelimit')).toMatch(/"register"; ?r=0/);
    }
    expect((await register(direct(newAddress()))).status).toBe(201);
  });

  it('may again in the next window', async () => {
    const from = direct(newAddress());
    expect(await statuses(LIMIT.register + 1, () => register(from))).toEqual(upTo(LIMIT.register, 201));
    const now = Date.now();
    vi.setSystemTime(now + HOUR);
    expect((await register(from)).status).toBe(201);
    vi.setSystemTime(now);
    expect((await register(from)).status).toBe(429);
  });

  it('tries to sign in as often as it may, to whatever accounts', async () => {
    const from = direct(newAddress());
    expect(await statuses(LIMIT.login + 1, (i) => login(`nobody_${i}`, from))).toEqual(upTo(LIMIT.login, 401));
  });

  it('has as many mails sent as it may', async () => {
    const from = direct(newAddress());
    expect(await statuses(LIMIT.reset + 1, () => reset(from))).toEqual(upTo(LIMIT.reset, 200));
  });

  it('asks as often as it may, whatever it asks', async () => {
    const from = direct(newAddress());
    const health = () => send('get', '/health', { headers: from });
    expect(await statuses(LIMIT.anonymous + 1, health)).toEqual(upTo(LIMIT.anonymous, 200));
    const refused = await health();
    expectProblem(refused, 429, 'rate_limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expectProblem(await send('get', '/users/profile', { headers: from }), 429, 'rate_limited');
  });

  it('guesses at tokens as often as it may', async () => {
    const headers = { ...direct(newAddress()), Authorization: 'Bearer guess' };
    const guess = () => send('get', '/users/profile', { headers });
    expect(await statuses(LIMIT.anonymous + 1, guess)).toEqual(upTo(LIMIT.anonymous, 401));
  });

  it('keeps none but those past it from getting in, many at once', async () => {
    const from = direct(newAddress());
    const replies = await Promise.all(Array.from({ length: 20 }, () => register(from)));
    const passed = replies.filter(({ status }) => status === 201);
    expect(passed.length).toBeLessThanOrEqual(LIMIT.register);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(20 - passed.length);
    // Nothing was done for the refused.
    const { users } = await auth().getUsers(passed.map(({ body }) => ({ uid: body.id })));
    expect(users).toHaveLength(passed.length);
    expect((await register(from)).status).toBe(429);
  });

  it('is not to be read in the database', async () => {
    const client = newAddress();
    await login('somebody.looked.for', direct(client));
    const records = await db().collection('rate_limits').get();
    expect(records.size).toBeGreaterThan(0);
    for (const record of records.docs) {
      expect(`${record.id} ${JSON.stringify(record.data())}`).not.toMatch(/203\.0|somebody|@/);
      expect(Object.keys(record.data()).sort()).toEqual(['count', 'expires_at']);
    }
  });
});

describe('who an address is', () => {
  it.each<[string, (client: string, i: number) => Record<string, string>]>([
    ['seen by Google', (client) => direct(client)],
    ['behind a forged header', (client, i) => direct(client, `10.0.0.${i}`)],
    ['behind a forged chain', (client, i) => direct(client, `198.51.100.${i}, 10.0.0.${i}, unknown, ${'9'.repeat(i)}`)],
    ['behind an address that claims to be the edge', (client, i) => direct(client, `198.51.100.${i}, ${EDGE}`)],
    ['through Hosting', (client) => direct(EDGE, client)],
    ['through Hosting, behind a forged header', (client, i) => direct(EDGE, `198.51.100.${i}, ${client}`)],
    ['through two of its machines', (client, i) => direct('151.101.77.7', `198.51.100.${i}, ${client}, ${EDGE}`)],
    [
      'behind other headers of the kind',
      (client, i) => ({
        ...direct(client),
        'X-Real-IP': `198.51.100.${i}`,
        Forwarded: `for=198.51.100.${i}`,
        'Fastly-Client-IP': `198.51.100.${i}`,
        'X-Client-IP': `198.51.100.${i}`,
        'CF-Connecting-IP': `198.51.100.${i}`,
      }),
    ],
  ])('%s', async (_, headersOf) => {
    const [client, other] = [newAddress(), newAddress()];
    expect(await statuses(LIMIT.reset + 1, (i) => reset(headersOf(client, i)))).toEqual(upTo(LIMIT.reset, 200));
    expect((await reset(direct(client))).status).toBe(429);
    expect((await reset(direct(EDGE, client))).status).toBe(429);
    expect((await reset(headersOf(other, 1))).status).toBe(200);
  });

  it('in IPv6 is a whole /64', async () => {
    const customer = `2001:db8:${next().toString(16)}:1`;
    const from = (i: number) => reset(direct(`${customer}:${i}:${i}::${i}`));
    expect(await statuses(LIMIT.reset + 1, from)).toEqual(upTo(LIMIT.reset, 200));
    expect((await reset(direct('2a04:4e40::1', `${customer}::7`))).status).toBe(429);
    expect((await reset(direct(`2001:db8:${counter.toString(16)}:2::1`))).status).toBe(200);
  });
});

describe('an account', () => {
  it('is guessed at as often as it may be, from however many addresses, however its name is written', async () => {
    const someone = await join();
    // Signing in has counted once.
    const guesses = await statuses(LIMIT.account, (i) =>
      login(i % 2 ? someone.username : someone.username.toUpperCase(), direct(newAddress())),
    );
    expect(guesses).toEqual(upTo(LIMIT.account - 1, 401));
    expectProblem(await login(someone.username, direct(newAddress()), someone.password), 429, 'rate_limited');
    expect((await login('somebody_else', direct(newAddress()))).status).toBe(401);
  });
});

describe('a person', () => {
  it('asks as often as they may, from wherever', async () => {
    const me = await join();
    const ask = () => send('get', '/notifications/unread_count', { as: me, headers: direct(newAddress()) });
    expect(await statuses(LIMIT.user + 1, ask)).toEqual(upTo(LIMIT.user, 200));
    expectProblem(await ask(), 429, 'rate_limited');
    const other = await join();
    expect((await send('get', '/users/profile', { as: other })).status).toBe(200);
  });

  it('uploads as often as they may', async () => {
    const me = await join();
    const body = multipart(avatarPart(png(8, 8)));
    const upload = () => send('put', '/users/profile/avatar', { as: me, body, headers: { 'Content-Type': MULTIPART } });
    expect(await statuses(LIMIT.uploads + 1, upload)).toEqual(upTo(LIMIT.uploads, 200));
  });
});
