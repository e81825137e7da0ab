import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { routes } from '../../functions/src/routes.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { expectProblem, mail, type Person, type Reply, send, useApi } from '../support/api.ts';
import { avatarPart, MULTIPART, multipart, png } from './multipart.ts';

const LIMIT = {
  register: 4,
  registerDay: 6,
  available: 5,
  login: 12,
  here: 4,
  anywhere: 8,
  password: 4,
  reset: 4,
  mailbox: 2,
  anonymous: 40,
  user: 25,
  uploads: 2,
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

Object.assign(process.env, {
  RATE_REGISTER_PER_HOUR: String(LIMIT.register),
  RATE_REGISTER_PER_DAY: String(LIMIT.registerDay),
  RATE_AVAILABLE_PER_5_MINUTES: String(LIMIT.available),
  RATE_LOGIN_PER_5_MINUTES: String(LIMIT.login),
  RATE_LOGIN_PER_ACCOUNT_AND_ADDRESS: String(LIMIT.here),
  RATE_LOGIN_PER_ACCOUNT: String(LIMIT.anywhere),
  RATE_PASSWORD_PER_HOUR: String(LIMIT.password),
  RATE_RESET_PER_HOUR: String(LIMIT.reset),
  RATE_RESET_PER_MAILBOX_AND_HOUR: String(LIMIT.mailbox),
  RATE_ANONYMOUS_PER_5_MINUTES: String(LIMIT.anonymous),
  RATE_USER_PER_5_MINUTES: String(LIMIT.user),
  RATE_UPLOADS_PER_30_MINUTES: String(LIMIT.uploads),
  // As in production: Hosting's edge, and not this machine.
  TRUSTED_PROXIES: '151.101.0.0/16,2a04:4e40::/32',
});
useApi();

// Windows begin with the clock: it stands in the middle of yesterday, or a run that crosses the end of one would count
// anew. Not in the future: tokens would be older than what ends sessions.
const DAY = 24 * HOUR;
let time = Math.floor(Date.now() / DAY) * DAY - 12 * HOUR + 100_000;
let resetClock: () => void;
beforeAll(() => {
  resetClock = setClock(() => time);
});
afterAll(() => resetClock());
/** Runs `work` some time later. */
async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  time += ms;
  try {
    return await work();
  } finally {
    time -= ms;
  }
}

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
const reset = (headers: Record<string, string>, email = mail(`mailbox_${next()}`)): Promise<Reply> =>
  send('post', '/users/auth/password_reset', { body: { email }, headers });

/** The address that somebody of `join()` has signed in from. */
const home = (username: string) => direct(`198.18.0.${Number(username.split('_')[1]) % 256}`);

async function join(): Promise<Person> {
  const username = `joined_${next()}`;
  const { body } = await register(direct(newAddress()), username);
  const password = 'a pass phrase';
  const { body: tokens } = await login(username, home(username), password);
  return { id: body.id, username, email: body.email, password, ...tokens };
}

const statuses = async (n: number, work: (i: number) => Promise<Reply>): Promise<number[]> => {
  const all: number[] = [];
  for (let i = 0; i < n; i++) all.push((await work(i)).status);
  return all;
};
const together = async (n: number, work: (i: number) => Promise<Reply>): Promise<number[]> =>
  (await Promise.all(Array.from({ length: n }, (_, i) => work(i)))).map(({ status }) => status).sort();
/** `ok` as often as the limit says, then 429 once. */
const upTo = (limit: number, ok: number): number[] => [...Array(limit).fill(ok), 429];

describe('in production', () => {
  it('the limits are these', () => {
    const { region, webApiKey, trustedProxies, ...limits } = params;
    expect(Object.fromEntries(Object.entries(limits).map(([name, param]) => [name, param.options.default]))).toEqual({
      registerPerHour: 60,
      registerPerDay: 150,
      availablePer5Minutes: 200,
      loginPer5Minutes: 50,
      loginHerePer15Minutes: 10,
      loginAnywherePer15Minutes: 50,
      passwordPerHour: 10,
      resetPerHour: 20,
      resetPerMailbox: 3,
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
      expect(reply.headers.get('ratelimit')).toMatch(
        new RegExp(`^"register";r=${left};t=\\d+, "register_day";r=${left + 2};`),
      );
      expect(reply.headers.get('ratelimit-policy')).toContain('"register";q=4;w=3600');
    }
    for (let i = 0; i < 3; i++) {
      const refused = await register(from);
      expectProblem(refused, 429, 'rate_limited', /^Request was throttled\. Expected available in \d+ seconds\.$/);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(3600);
      expect(refused.headers.get('ratelimit')).toMatch(/^"register";r=0;t=\d+/);
    }
    expect((await register(direct(newAddress()))).status).toBe(201);
  });

  it('may again in the next window, but less often over a day', async () => {
    const from = direct(newAddress());
    expect(await statuses(LIMIT.register + 1, () => register(from))).toEqual(upTo(LIMIT.register, 201));
    await later(HOUR, async () => {
      const more = await statuses(LIMIT.registerDay - LIMIT.register + 1, () => register(from));
      expect(more).toEqual(upTo(LIMIT.registerDay - LIMIT.register, 201));
      expect(Number((await register(from)).headers.get('retry-after'))).toBeGreaterThan(3600);
    });
    expect((await register(from)).status).toBe(429);
  });

  it('uses nothing up with names that are taken', async () => {
    const { username } = await join();
    const from = direct(newAddress());
    expect(await statuses(10, () => register(from, username))).toEqual(Array(10).fill(400));
    expect(await statuses(LIMIT.register + 1, () => register(from))).toEqual(upTo(LIMIT.register, 201));
  });

  it('tries to sign in as often as it may, to whatever accounts', async () => {
    const from = direct(newAddress());
    expect(await together(LIMIT.login + 1, (i) => login(`nobody_${i}`, from))).toEqual(upTo(LIMIT.login, 401));
  });

  it('signs in however many people', async () => {
    const crowd = [await join(), await join(), await join()];
    const from = direct(newAddress());
    const signIn = (i: number) => login(crowd[i % 3]?.username ?? '', from, crowd[0]?.password);
    expect(await statuses(2 * LIMIT.login, signIn)).toEqual(Array(2 * LIMIT.login).fill(200));
    // Half of the window is left to those who mistype.
    expect(await together(LIMIT.login / 2, (i) => login(`mistyped_${i}`, from))).toEqual(
      Array(LIMIT.login / 2).fill(401),
    );
  });

  it('has as many mails sent as it may', async () => {
    const from = direct(newAddress());
    expect(await together(LIMIT.reset + 1, () => reset(from))).toEqual(upTo(LIMIT.reset, 200));
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
    expect(await statuses(LIMIT.register + 1, (i) => register(headersOf(client, i)))).toEqual(
      upTo(LIMIT.register, 201),
    );
    expect((await register(direct(client))).status).toBe(429);
    expect((await register(direct(EDGE, client))).status).toBe(429);
    expect((await register(headersOf(other, 1))).status).toBe(201);
  });

  it('in IPv6 is a whole /64', async () => {
    const customer = `2001:db8:${next().toString(16)}:1`;
    const from = (i: number) => register(direct(`${customer}:${i}:${i}::${i}`));
    expect(await statuses(LIMIT.register + 1, from)).toEqual(upTo(LIMIT.register, 201));
    expect((await register(direct('2a04:4e40::1', `${customer}::7`))).status).toBe(429);
    expect((await register(direct(`2001:db8:${counter.toString(16)}:2::1`))).status).toBe(201);
  });
});

describe('an account', () => {
  const MESSAGE = 'No active account found with the given credentials.';

  it('is guessed at as often as an address may, which shuts out nobody elsewhere', async () => {
    const someone = await join();
    const from = direct(newAddress());
    expect(await together(LIMIT.here + 1, () => login(someone.username, from))).toEqual(upTo(LIMIT.here, 401));
    const right = await login(someone.username, from, someone.password);
    expectProblem(right, 429, 'rate_limited');
    expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    expect((await login(someone.username, direct(newAddress()), someone.password)).status).toBe(200);
    expectProblem(await login('somebody_else', from), 401, 'invalid_credentials', MESSAGE);
  });

  it('is one, by username and by address, however they are written', async () => {
    const someone = await join();
    const from = direct(newAddress());
    const names = [someone.username, someone.email, someone.username.toUpperCase(), someone.email.toUpperCase()];
    expect(await together(names.length, (i) => login(names[i] ?? '', from))).toEqual(Array(LIMIT.here).fill(401));
    expect(await together(names.length, (i) => login(names[i] ?? '', from))).toEqual(Array(LIMIT.here).fill(429));
  });

  it('that does not exist is guessed at as often', async () => {
    const from = direct(newAddress());
    const name = `nobody_at_all_${next()}`;
    expect(await together(LIMIT.here + 1, (i) => login(i % 2 ? name : name.toUpperCase(), from))).toEqual(
      upTo(LIMIT.here, 401),
    );
  });

  it('is guessed at from many addresses more often, and still lets in who was there before', async () => {
    const someone = await join();
    const guesses = await together(LIMIT.anywhere + 1, () => login(someone.username, direct(newAddress())));
    // The sign-in of join() has counted once.
    expect(guesses).toEqual([...Array(LIMIT.anywhere - 1).fill(401), 429, 429]);
    const away = await login(someone.email, direct(newAddress()), someone.password);
    expectProblem(away, 429, 'rate_limited');
    expect(away.headers.get('ratelimit')).toMatch(/^"login_anywhere";r=0;/);
    // It slows guessing down, and doesn't shut the account.
    expect(Number(away.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    expect((await login(someone.username, home(someone.username), someone.password)).status).toBe(200);
    const again = await later(15 * MINUTE, () => login(someone.username, direct(newAddress()), someone.password));
    expect(again.status).toBe(200);
  });

  it('is guessed at no more often by many at once', async () => {
    const someone = await join();
    const guesses = await together(20, () => login(someone.username, direct(newAddress())));
    expect(guesses).toEqual([...Array(LIMIT.anywhere - 1).fill(401), ...Array(21 - LIMIT.anywhere).fill(429)]);
  });

  it('is not billed for an address that is over its own limit', async () => {
    const someone = await join();
    const from = direct(newAddress());
    await together(LIMIT.login, (i) => login(`stuffed_${i}`, from));
    // Each time later than the instance remembers, so that the shared counters are asked.
    const refused = await statuses(10, (i) => later(i * 11_000, () => login(someone.username, from)));
    expect(refused).toEqual(Array(10).fill(429));
    const guesses = await together(LIMIT.anywhere - 1, () => login(someone.username, direct(newAddress())));
    expect(guesses).toEqual(Array(LIMIT.anywhere - 1).fill(401));
  });

  it('costs no read more than it must', async () => {
    const someone = await join();
    const { cost } = await login(someone.username, home(someone.username), someone.password);
    // The name, whether the address is known, and one commit for three limits.
    expect(cost).toEqual({ reads: 2, writes: 3, deletes: 0, trips: 2 });
  });
});

describe('a mailbox', () => {
  it('is written to as often as it may, from however many addresses, whether or not an account has it', async () => {
    const { email } = await join();
    for (const box of [email, mail(`never_here_${next()}`)]) {
      const tries = await together(LIMIT.mailbox + 1, (i) =>
        reset(direct(newAddress()), i % 2 ? box.toUpperCase() : box),
      );
      expect(tries).toEqual(upTo(LIMIT.mailbox, 200));
    }
  });

  it('over its limit uses nothing up of an address', async () => {
    const [from, box] = [direct(newAddress()), mail(`full_${next()}`)];
    await together(LIMIT.mailbox, () => reset(direct(newAddress()), box));
    expect(await statuses(6, () => reset(from, box))).toEqual(Array(6).fill(429));
    expect(await together(LIMIT.reset + 1, () => reset(from))).toEqual(upTo(LIMIT.reset, 200));
  });
});

describe('a limit', () => {
  it('is the same wherever its name stands', () => {
    const limits = (routes as readonly AnyRoute[]).flatMap(({ limits = [] }) => limits);
    for (const limit of limits)
      expect(limits.filter(({ name }) => name === limit.name).every((same) => same === limit)).toBe(true);
    expect(limits.length).toBeGreaterThan(5);
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

  it('is asked for the password as often as they may, from wherever, whatever for', async () => {
    const me = await join();
    const change = (old_password: string, new_password = 'a whole new phrase') =>
      send('post', '/users/auth/password_change', {
        as: me,
        body: { old_password, new_password },
        headers: direct(newAddress()),
      });
    const leave = (password: string) =>
      send('delete', '/users/profile', { as: me, body: { password }, headers: direct(newAddress()) });
    // What says nothing of the password doesn't count.
    expect(await statuses(6, () => change('not the one', 'short'))).toEqual(Array(6).fill(400));
    expect(await statuses(6, () => change('not the one', 'password123'))).toEqual(Array(6).fill(400));
    const guesses = [await change('not the one'), await leave('not the one'), await change('nor this')];
    expect(guesses.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect((await leave('nor that')).status).toBe(400);
    for (const refused of [await change(me.password), await leave(me.password)]) {
      expectProblem(refused, 429, 'rate_limited');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await login(me.username, home(me.username), me.password)).status).toBe(200);
  });

  it('changes the password however often', async () => {
    const me = await join();
    for (let i = 0; i < 2 * LIMIT.password; i++) {
      const body = { old_password: me.password, new_password: `phrase number ${i}` };
      const { status, body: tokens } = await send('post', '/users/auth/password_change', { as: me, body });
      expect(status).toBe(200);
      Object.assign(me, tokens, { password: body.new_password });
    }
  });

  it('uploads as often as they may', async () => {
    const me = await join();
    const body = multipart(avatarPart(png(8, 8)));
    const upload = () => send('put', '/users/profile/avatar', { as: me, body, headers: { 'Content-Type': MULTIPART } });
    expect(await statuses(LIMIT.uploads + 1, upload)).toEqual(upTo(LIMIT.uploads, 200));
  });
});
