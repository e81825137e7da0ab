import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, expect } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { auditCost } from '../../functions/src/http/audit.ts';
import { IDEMPOTENCY_COST } from '../../functions/src/http/idempotency.ts';
import { costOfLimits } from '../../functions/src/http/limit.ts';
import { type AnyRoute, errorsOf } from '../../functions/src/http/route.ts';

import { routes } from '../../functions/src/routes.ts';
import { api } from '../../functions/src/serve.ts';
import type { Cost } from '../../functions/src/store/meter.ts';
import { patiently } from './patiently.ts';
import { listen } from './serve.ts';

/** Somebody who is signed in. */
export interface Person {
  id: string;
  username: string;
  email: string;
  password: string;
  access: string;
  refresh: string;
  firebase_token: string;
}

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  body: any;
  headers: Headers;
  cost: Cost;
  /** How often it was asked: more than once where it came again. */
  tries: number;
}

interface Options {
  as?: Person | undefined;
  /** Sent as JSON, or as it is where it is bytes, text or a form. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Sent into a race: a transaction that lost one runs again, and bills again, so the budget doesn't hold. */
  contended?: boolean;
  /** Where fifty wait for one document, a busy machine has some of them come again. */
  comesAgain?: boolean;
}

/** @returns the ids of a list, as it is answered */
export const idsOf = ({ body }: Reply): string[] => body.map(({ id }: { id: string }) => id);

/** @returns the path of the next page, from the `Link` header */
export const nextOf = ({ headers }: Reply): string | undefined =>
  /<\/api\/v1([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];

let server: Server;
let base: string;

/** Serves the API of this test file in this process, as Cloud Run does: Google's Functions Framework around `api`. */
export function useApi(): void {
  beforeAll(async () => {
    http('api', api as never);
    server = getTestServer('api');
    await listen(server);
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await db().terminate();
  });
}

/** The server's own address, for tests that write raw requests. */
export const origin = (): string => base;

type Raw = string | FormData | Uint8Array<ArrayBuffer>;
const isRaw = (body: unknown): body is Raw =>
  typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;

const costOf = (headers: Headers): Cost => {
  const timing = headers.get('server-timing') ?? '';
  const read = (name: string) => Number(new RegExp(`${name};dur=(\\d+)`).exec(timing)?.[1] ?? 0);
  return { reads: read('reads'), writes: read('writes'), deletes: read('deletes'), trips: read('trips') };
};

const matches = ({ method, path }: AnyRoute, verb: string, pathname: string): boolean =>
  method === verb && new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`).test(pathname);

/** @returns the route that answers, words before parameters */
export const routeOf = (verb: string, pathname: string): AnyRoute | undefined =>
  (routes as readonly AnyRoute[])
    .filter((route) => matches(route, verb, pathname))
    .sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))[0];

/** What `route` may cost for this answer: its budget (of an exception with `rare`), its shared limits, a key. */
export function budgetOf(route: AnyRoute, answer: unknown, withKey: boolean, rare = false): Cost {
  const amount = (value: number | ((answer: never) => number) | undefined) =>
    typeof value === 'function' ? value(answer as never) : (value ?? 0);
  const { reads, writes, deletes, trips } = (rare && route.cost.rare) || route.cost;
  const extras = [costOfLimits(route.limits ?? [], rare)];
  if (withKey && route.method === 'post' && route.once !== false) extras.push(IDEMPOTENCY_COST);
  extras.push(auditCost(route));
  return extras.reduce<Cost>(
    (sum, extra) => ({
      reads: sum.reads + extra.reads,
      writes: sum.writes + extra.writes,
      deletes: sum.deletes + extra.deletes,
      trips: sum.trips + extra.trips,
    }),
    { reads: amount(reads), writes: amount(writes), deletes: amount(deletes), trips },
  );
}

/** Every successful answer in every test is held to its budget. */
function expectWithinBudget(verb: string, pathname: string, reply: Reply, withKey: boolean): void {
  const route = routeOf(verb, pathname);
  if (!route || reply.status >= 400 || reply.headers.has('idempotency-replayed')) return;
  const budget = budgetOf(route, reply.body, withKey, true);
  for (const unit of ['reads', 'writes', 'deletes', 'trips'] as const) {
    expect(reply.cost[unit], `${unit} of ${verb.toUpperCase()} ${route.path}`).toBeLessThanOrEqual(budget[unit]);
  }
}

/** Every error in every test must be one that the route declares, and the docs therefore tell. */
function expectDeclared(verb: string, pathname: string, { status, body }: Reply): void {
  const route = routeOf(verb, pathname);
  if (!route || status < 400 || typeof body !== 'object') return;
  expect(errorsOf(route), `${verb.toUpperCase()} ${route.path} must declare in \`refuses\``).toContain(body.code);
}

/** Sends a request below `/api/v1`. */
export async function send(
  verb: string,
  path: string,
  { as, body, headers = {}, contended, comesAgain }: Options = {},
): Promise<Reply> {
  const request: RequestInit = {
    method: verb.toUpperCase(),
    headers: {
      ...(as && { Authorization: `Bearer ${as.access}` }),
      ...(body !== undefined && !isRaw(body) && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
    redirect: 'manual',
  };
  let tries = 0;
  const ask = () => {
    tries += 1;
    return fetch(`${base}/api/v1${path}`, request);
  };
  const response = await (comesAgain ? patiently(ask) : ask());
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  const reply: Reply = {
    status: response.status,
    body: isJson && text ? JSON.parse(text) : text,
    headers: response.headers,
    cost: costOf(response.headers),
    tries,
  };
  const withKey = Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key');
  expectDeclared(verb, path.split('?')[0] ?? '', reply);
  if (!contended) expectWithinBudget(verb, path.split('?')[0] ?? '', reply, withKey);
  return reply;
}

export const get = (path: string, as?: Person, headers?: Record<string, string>): Promise<Reply> =>
  send('get', path, { as, ...(headers && { headers }) });
export const post = (path: string, body?: unknown, as?: Person, headers?: Record<string, string>): Promise<Reply> =>
  send('post', path, { as, body, ...(headers && { headers }) });
export const patch = (path: string, body?: unknown, as?: Person): Promise<Reply> => send('patch', path, { as, body });
export const put = (path: string, body?: unknown, as?: Person): Promise<Reply> => send('put', path, { as, body });
export const del = (path: string, as?: Person): Promise<Reply> => send('delete', path, { as });

let counter = 0;

/** An address that no other test file uses: accounts, unlike documents, are shared. */
export const mail = (name: string): string => `${name.toLowerCase()}@${process.env.FIRESTORE_DATABASE}.example`;

/** Registers somebody and signs them in. Names count up, so that no two in a file are alike. */
export async function newPerson(wanted: { username?: string; role?: string } = {}): Promise<Person> {
  counter += 1;
  const username = wanted.username ?? `person_${counter}`;
  const email = mail(username);
  const password = `pass phrase ${counter}`;
  const role = wanted.role ?? 'influencer';
  const registered = await post('/users/auth/register', { username, email, password, role });
  expect(registered.body).toMatchObject({ username });
  const { body } = await post('/users/auth/login', { username, password });
  return { id: registered.body.id, username, email, password, ...body };
}

/** `n` people, one after the other. */
export async function people(n: number): Promise<Person[]> {
  const made: Person[] = [];
  for (let i = 0; i < n; i++) made.push(await newPerson());
  return made;
}

/** Makes `a` and `b` connected, through the API. @returns their connection's id */
export async function connect(a: Person, b: Person): Promise<string> {
  const asked = await post('/connections/request', { receiver: b.id }, a);
  expect(asked.status).toBe(201);
  const answered = await patch(`/connections/${asked.body.id}/action`, { status: 'accepted' }, b);
  expect(answered.body).toMatchObject({ status: 'accepted' });
  return asked.body.id;
}

/** Somebody with friends, all of them connected with them. */
export async function circle(friends: number): Promise<[Person, ...Person[]]> {
  const [me, ...others] = (await people(friends + 1)) as [Person, ...Person[]];
  for (const friend of others) await connect(me, friend);
  return [me, ...others];
}

/** Two who are connected. */
export const friends = async (): Promise<[Person, Person]> => (await circle(1)) as [Person, Person];

/** Expects an error in the form that every error has. */
export function expectProblem(reply: Reply, status: number, code: string, detail?: string | RegExp): void {
  expect(reply.body).toMatchObject({ status, code, errors: expect.any(Array), request_id: expect.any(String) });
  expect(reply.status).toBe(status);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(reply.body.detail.length).toBeGreaterThan(0);
  if (detail) expect(reply.body.detail).toMatch(detail);
}
