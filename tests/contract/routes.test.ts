import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { RESERVED_USERNAMES } from '../../functions/src/contract/usernames.ts';
import { auth } from '../../functions/src/firebase.ts';
import { authenticate } from '../../functions/src/http/auth.ts';
import type { AnyRoute, Method } from '../../functions/src/http/route.ts';
import { routes as typedRoutes } from '../../functions/src/routes.ts';
import { expectProblem, mail, newPerson, origin, type Person, routeOf, send, useApi } from '../support/api.ts';
import { newOutsider } from '../support/auth.ts';

useApi();

const routes: readonly AnyRoute[] = typedRoutes;
const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

const named = (list: readonly AnyRoute[]) =>
  list.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);
/** An address that the route matches; what it names doesn't exist. */
const addressOf = ({ path }: AnyRoute): string => path.replace(/\{\w+\}/g, 'nobody_at_all');

const guarded = routes.filter(({ auth }) => typeof auth === 'object' || auth === 'user');
const paths = [...new Set(routes.map(({ path }) => path))];

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (claims: object): string => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`;

let person: Person;
let badHeaders: Record<string, string>;

beforeAll(async () => {
  person = await newPerson();
  const claims = JSON.parse(Buffer.from(person.access.split('.')[1] ?? '', 'base64url').toString());
  const other = 'demo-somebody-else';
  expect(claims.aud).toBe(inject('suite').project);
  // Known to Auth, but never registered here: no claims.
  const outsider = await newOutsider(mail('outsider'));
  badHeaders = {
    garbage: 'Bearer garbage',
    'three garbage parts': 'Bearer a.b.c',
    'another scheme': 'Basic dXNlcjpwYXNz',
    'no token': 'Bearer',
    'two tokens': `Bearer ${person.access} ${person.access}`,
    'no scheme': person.access,
    'a truncated token': `Bearer ${person.access.slice(0, 60)}`,
    'another project': `Bearer ${unsigned({ ...claims, aud: other, iss: `https://securetoken.google.com/${other}` })}`,
    'an expired token': `Bearer ${unsigned({ ...claims, iat: claims.iat - 7200, exp: claims.exp - 7200 })}`,
    'nobody’s token': `Bearer ${unsigned({ ...claims, sub: '', user_id: '' })}`,
    'a custom token': `Bearer ${person.firebase_token}`,
    'a refresh token': `Bearer ${person.refresh}`,
    'an account without a profile': `Bearer ${outsider.idToken}`,
  };
});

describe.each(named(routes))('%s', (_, route) => {
  it('declares who may call it, what it costs and what it answers', () => {
    expect(route.auth).toSatisfy((level) => ['public', 'optional', 'user'].includes(level) || 'staff' in level);
    expect(route.path).toMatch(/^(\/([a-z_.]+|\{[a-z_]+\}))+$/);
    expect(route.summary).toMatch(/^[A-Z].{3,80}[^.]$/u);
    for (const unit of [route.cost.reads, route.cost.writes, route.cost.trips]) {
      expect(['number', 'function']).toContain(typeof unit);
    }
    const [status, schema] = route.response;
    expect([200, 201, 202, 204, 302, 303]).toContain(status);
    expect(schema === null).toBe(status === 204);
    const placeholders = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(route.params?.shape ?? {})).toEqual(placeholders);
    if (route.method === 'get') expect(route.body ?? route.upload).toBeUndefined();
  });
});

describe.each(named(guarded))('%s is closed', (_, route) => {
  it('to those who bring no token', async () => {
    const reply = await send(route.method, addressOf(route));
    expectProblem(reply, 401, 'not_authenticated', /^Authentication credentials were not provided\.$/);
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(reply.cost).toEqual({ reads: 0, writes: 0, deletes: 0, trips: 0 });
  });

  it('to those who bring a bad one', async () => {
    for (const [what, Authorization] of Object.entries(badHeaders)) {
      const reply = await send(route.method, addressOf(route), { headers: { Authorization } });
      expect(reply.status, what).toBe(401);
      expectProblem(reply, 401, 'invalid_token');
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });
});

describe('staff', () => {
  it('is what a person without the permission is not', async () => {
    await expect(authenticate({ staff: 'users' }, `Bearer ${person.access}`)).rejects.toMatchObject({
      code: 'permission_denied',
    });
    for (const route of routes.filter((route) => typeof route.auth === 'object')) {
      expectProblem(await send(route.method, addressOf(route), { as: person }), 403, 'permission_denied');
    }
  });

  it('has the permissions that its claim names, and no other', async () => {
    const helper = await newPerson();
    const account = await auth().getUser(helper.id);
    await auth().setCustomUserClaims(helper.id, { ...account.customClaims, staff: ['reports', 'everything'] });
    // A permission that this version doesn't know is left out, and takes none of the others along.
    const again = await send('post', '/users/auth/login', {
      body: { username: helper.username, password: helper.password },
    });
    expect(await authenticate({ staff: 'reports' }, `Bearer ${again.body.access}`)).toMatchObject({ uid: helper.id });
    await expect(authenticate({ staff: 'users' }, `Bearer ${again.body.access}`)).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});

describe.each(paths)('%s', (path) => {
  const address = path.replace(/\{\w+\}/g, 'nobody_at_all');
  const open = routes
    .filter((route) => route.path === path && ['public', 'optional'].includes(String(route.auth)))
    .map(({ method }) => method);
  const used = routes.filter((route) => route.path === path).map(({ method }) => method);

  it('says which methods it has', async () => {
    const allow = [...used.map((method) => method.toUpperCase()), ...(used.includes('get') ? ['HEAD'] : [])].sort();
    const unused = METHODS.filter((method) => !routeOf(method, address));
    expect(unused.length).toBeGreaterThan(0);
    for (const method of unused) {
      const reply = await send(method, address, { as: person });
      expectProblem(reply, 405, 'method_not_allowed', `Method "${method.toUpperCase()}" not allowed.`);
      expect(reply.headers.get('allow')).toBe(allow.join(', '));
    }
  });

  it('may end in a slash', async () => {
    for (const method of used) {
      const [plain, slash] = [await send(method, address), await send(method, `${address}/`)];
      expect([slash.status, slash.body.code]).toEqual([plain.status, plain.body.code]);
      // Where nobody has to sign in, the route itself has looked for what isn't there.
      if (!open.includes(method)) expect(slash.status).not.toBe(404);
    }
  });
});

it.each(paths.filter((path) => routes.some((route) => route.path === path && route.method === 'get')))(
  'HEAD %s answers as GET, without a body',
  async (path) => {
    const address = path.replace(/\{\w+\}/g, 'nobody_at_all');
    const [full, head] = [await send('get', address, { as: person }), await send('head', address, { as: person })];
    expect(head.status).toBe(full.status);
    expect(head.body).toBe('');
    expect(head.headers.get('content-type')).toBe(full.headers.get('content-type'));
  },
);

describe('what does not exist', () => {
  it.each([
    ['GET', '/nothing'],
    ['POST', '/nothing'],
    ['GET', '/'],
    ['GET', '/users/auth/login/more'],
    ['GET', '/connections/a/b/c'],
    ['GET', '/__proto__'],
  ])('%s %s', async (method, path) => {
    expectProblem(await send(method, path), 404, 'not_found', 'Not found.');
  });

  it.each(['/', '/api', '/api/v2/health', '/health'])('outside of the API: %s', async (path) => {
    const response = await fetch(`${origin()}${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });
});

describe('the contract', () => {
  it('has no route twice', () => {
    expect(new Set(named(routes).map(([name]) => name)).size).toBe(routes.length);
  });

  it('reserves every path word that could be a username', () => {
    const words = routes.flatMap(({ path }) => /^\/users\/(\w+)/.exec(path)?.[1] ?? []);
    expect(words).toContain('profile');
    expect(words.filter((word) => !RESERVED_USERNAMES.has(word))).toEqual([]);
  });

  it('has one schema a name', () => {
    const byId = new Map<string, Set<z.ZodType>>();
    const seen = new Set<unknown>();
    const walk = (value: unknown): void => {
      if (value === null || typeof value !== 'object' || seen.has(value)) return;
      seen.add(value);
      if (value instanceof z.ZodType) {
        const id = z.globalRegistry.get(value)?.id;
        if (id) byId.set(id, (byId.get(id) ?? new Set()).add(value));
        walk(value.def);
        if (value instanceof z.ZodObject) walk(value.shape);
      } else for (const inner of Object.values(value)) walk(inner);
    };
    walk(routes);
    expect(byId.size).toBeGreaterThan(15);
    expect([...byId].filter(([, schemas]) => schemas.size > 1).map(([id]) => id)).toEqual([]);
  });
});
