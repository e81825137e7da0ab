import { describe, expect, it } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { routes } from '../../functions/src/routes.ts';
import { expectProblem, send } from '../support/api.ts';
import {
  direct,
  HOUR,
  home,
  join,
  LIMIT,
  later,
  login,
  newAddress,
  register,
  reset,
  statuses,
  together,
  upTo,
  useLimits,
} from './limits.ts';
import { avatarPart, MULTIPART, multipart, png } from './multipart.ts';

useLimits();

describe('in production', () => {
  it('the limits are these', () => {
    const { region, webApiKey, trustedProxies, identityPlatform, smtpUrl, mailFrom, ...limits } = params;
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
      eventsPerDay: 20,
      changesPerDay: 100,
      joinsPerDay: 100,
      invitesPerDay: 20,
      firstMessagesPerHour: 20,
      exportsPerDay: 2,
      reportsPerDay: 30,
      requestsPerDay: 60,
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
      send('delete', '/users/profile', { as: me, body: { password, at_once: true }, headers: direct(newAddress()) });
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
