import { afterAll, beforeAll } from 'vitest';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { mail, type Person, type Reply, send, useApi } from '../support/api.ts';

// Low, so that a test reaches them.
export const LIMIT = {
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
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

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
// Windows begin with the clock: it stands in the middle of yesterday, or a run that crosses the end of one would count
// anew. Not in the future: tokens would be older than what ends sessions.
const DAY = 24 * HOUR;
let time = Math.floor(Date.now() / DAY) * DAY - 12 * HOUR + 100_000;

/** Serves the API with these limits, at a time that stands still. */
export function useLimits(): void {
  useApi();
  let resetClock: () => void;
  beforeAll(() => {
    resetClock = setClock(() => time);
  });
  afterAll(() => resetClock());
}

/** Runs `work` some time later. */
export async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  time += ms;
  try {
    return await work();
  } finally {
    time -= ms;
  }
}

let counter = 0;
export const next = () => ++counter;
/** An address that nobody has used before. */
export const newAddress = () => `203.0.${next() >> 8}.${counter & 255}`;
/** As Google's front end hands on whom it sees: what the client wrote into the header stands left of that. */
export const direct = (client: string, forged?: string) => ({
  'X-Forwarded-For': forged === undefined ? client : `${forged}, ${client}`,
});
export const EDGE = '151.101.1.1';

export const register = (headers: Record<string, string>, name = `limited_${next()}`): Promise<Reply> =>
  send('post', '/users/auth/register', {
    body: { username: name, email: mail(name), password: 'a pass phrase', role: 'brand' },
    headers,
    contended: true,
  });
export const login = (username: string, headers: Record<string, string>, password = 'not the one'): Promise<Reply> =>
  send('post', '/users/auth/login', { body: { username, password }, headers });
export const reset = (headers: Record<string, string>, email = mail(`mailbox_${next()}`)): Promise<Reply> =>
  send('post', '/users/auth/password_reset', { body: { email }, headers });

/** The address that somebody of `join()` has signed in from. */
export const home = (username: string) => direct(`198.18.0.${Number(username.split('_')[1]) % 256}`);

export async function join(): Promise<Person> {
  const username = `joined_${next()}`;
  const { body } = await register(direct(newAddress()), username);
  const password = 'a pass phrase';
  const { body: tokens } = await login(username, home(username), password);
  return { id: body.id, username, email: body.email, password, ...tokens };
}

export const statuses = async (n: number, work: (i: number) => Promise<Reply>): Promise<number[]> => {
  const all: number[] = [];
  for (let i = 0; i < n; i++) all.push((await work(i)).status);
  return all;
};
export const together = async (n: number, work: (i: number) => Promise<Reply>): Promise<number[]> =>
  (await Promise.all(Array.from({ length: n }, (_, i) => work(i)))).map(({ status }) => status).sort();
/** `ok` as often as the limit says, then 429 once. */
export const upTo = (limit: number, ok: number): number[] => [...Array(limit).fill(ok), 429];
