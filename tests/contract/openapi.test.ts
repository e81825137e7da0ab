import { Validator } from '@seriousme/openapi-schema-validator';
import { OpenAPIClientAxios } from 'openapi-client-axios';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../functions/src/contract/errors.ts';
import { operations } from '../../functions/src/docs.ts';
import { type AnyRoute, errorsOf } from '../../functions/src/http/route.ts';
import { api } from '../../functions/src/routes.ts';
import { get, mail, newPerson, origin, type Person, send, useApi } from '../support/api.ts';

useApi();

interface Operation {
  operationId: string;
  tags: string[];
  security: object[];
  parameters?: { name: string; in: string; schema: object; example?: unknown }[];
  requestBody?: { required: boolean; content: Record<string, { example?: unknown }> };
  responses: Record<string, { $ref?: string; headers?: object; content?: Record<string, { example?: unknown }> }>;
}
interface Document {
  info: { description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { headers: object; content: object }> };
}

let document: Document;
let me: Person;
beforeAll(async () => {
  document = (await get('/openapi.json')).body;
  me = await newPerson();
});

const named = Object.entries(api as Record<string, AnyRoute>);
const operationOf = ({ path, method }: AnyRoute): Operation => document.paths[path]?.[method] as Operation;
const statuses = (route: AnyRoute): number[] => Object.keys(operationOf(route).responses).map(Number);

describe('the OpenAPI document', () => {
  it('is valid, and has every route by its name', async () => {
    const { headers } = await get('/openapi.json');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const documented = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(documented.toSorted()).toEqual(named.map(([name]) => name).toSorted());
  });

  it('begins with what an app does first', () => {
    const ids = operations.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['register', 'login', 'refresh']);
    expect(ids.indexOf('getProfile')).toBeLessThan(ids.indexOf('deleteAccount'));
    expect(document.tags[0]?.name).toBe('Sign in');
    const used = new Set(Object.values(document.paths).flatMap((it) => Object.values(it).flatMap(({ tags }) => tags)));
    expect(document.tags.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
    for (const { description } of document.tags) expect(description.length).toBeGreaterThan(5);
  });

  it('tells the true statuses', () => {
    const { login, refresh, requestConnection, updateProfile, putAvatar, health, logout, register, deleteAccount } =
      api;
    expect(statuses(login)).toEqual([200, 400, 401, 403, 413, 415, 429, 500, 503]);
    expect(statuses(refresh)).toContain(401);
    expect(statuses(requestConnection)).toEqual([201, 400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503]);
    for (const route of [updateProfile, putAvatar]) expect(statuses(route)).toContain(404);
    // A query that nobody asked for is refused everywhere.
    expect(statuses(health)).toEqual([200, 400, 429, 500, 503]);
    // Without a body there is none to be refused.
    expect(statuses(logout)).toEqual([204, 400, 401, 403, 429, 500, 503]);
    expect(statuses(register)).toEqual([201, 400, 409, 413, 415, 422, 429, 500, 503]);
    expect(statuses(deleteAccount)).toContain(202);
  });

  it.each(named)('says of %s what its declaration says', (name, route) => {
    const { security, parameters = [], requestBody, responses } = operationOf(route);
    expect(operationOf(route).operationId).toBe(name);
    expect(security).toEqual(
      route.auth === 'public' ? [] : route.auth === 'optional' ? [{}, { token: [] }] : [{ token: [] }],
    );
    const takesBody = Boolean(route.body ?? route.upload);
    const ofBodies = ['malformed_body', 'payload_too_large', 'unsupported_media_type'];
    const codes = errorsOf(route).filter((code) => takesBody || !ofBodies.includes(code));
    const told = Object.values(responses).flatMap(({ $ref }) => ($ref?.split('/').at(-1) ?? '').split('.'));
    expect(told.filter(Boolean).toSorted()).toEqual(codes.toSorted());
    const expected = [route.response[0], ...(route.goesOn ? [202] : []), ...codes.map((code) => ERROR_STATUS[code])];
    expect(statuses(route)).toEqual([...new Set(expected)].toSorted((a, b) => a - b));
    const takesKey = route.method === 'post' && route.once !== false;
    expect(parameters.some((parameter) => parameter.name === 'Idempotency-Key')).toBe(takesKey);
    expect(statuses(route).includes(422)).toBe(takesKey);
    expect(requestBody === undefined).toBe(!takesBody);
    const success = responses[route.response[0]];
    expect(Object.keys(success?.headers ?? {})).toEqual(
      expect.arrayContaining(['X-Request-Id', 'RateLimit', 'RateLimit-Policy', ...(route.paged ? ['Link'] : [])]),
    );
  });

  it('says which headers an error brings', () => {
    const headersOf = (code: ErrorCode) =>
      Object.entries(document.components.responses)
        .filter(([name]) => name.split('.').includes(code))
        .map(([, { headers }]) => Object.keys(headers));
    for (const code of ['rate_limited', 'unavailable', 'in_progress'] as const) {
      for (const headers of headersOf(code))
        expect([code, headers]).toEqual([code, expect.arrayContaining(['Retry-After'])]);
    }
    for (const code of ['not_authenticated', 'invalid_token', 'invalid_credentials'] as const) {
      for (const headers of headersOf(code)) expect(headers).toContain('WWW-Authenticate');
    }
  });

  it('demands a body only where an empty one is refused', async () => {
    expect(operationOf(api.updateProfile).requestBody?.required).toBe(false);
    expect((await send('patch', '/users/profile', { as: me })).status).toBe(200);
    expect(operationOf(api.login).requestBody?.required).toBe(true);
    expect((await send('post', '/users/auth/login')).status).toBe(400);
  });

  it('has only patterns that every language’s regular expressions can read', () => {
    const patterns = new Map<string, string>();
    const times = new Map<string, unknown>();
    // As people type them, these may also be local times.
    const TYPED = /\/(CreateEvent|EventPatch)\//;
    const walk = (value: unknown, path: string): void => {
      if (value === null || typeof value !== 'object') return;
      expect(Object.keys(value)).not.toContain('x-firestore');
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'pattern' && typeof inner === 'string') patterns.set(path, inner);
        if (/\/properties\/\w+_at$/.test(`${path}/${key}`) && !TYPED.test(path))
          times.set(`${path}/${key}`, inner.format);
        walk(inner, `${path}/${key}`);
      }
    };
    walk(document, '');
    expect(patterns.size).toBeGreaterThan(2);
    for (const [path, pattern] of patterns) {
      expect(() => new RegExp(pattern), path).not.toThrow();
      // Written out: ASCII, whole, without flags, look-around, references back and classes that not every engine has.
      expect(pattern, path).toMatch(/^\^[ -~]*\$$/);
      expect(pattern, path).not.toMatch(/\(\?[^:]|\\[pPux1-9]/);
    }
    expect(times.size).toBeGreaterThan(3);
    for (const [path, format] of times) expect([path, format]).toEqual([path, 'date-time']);
  });
});

describe('the examples', () => {
  const strict = (schema: z.ZodType): z.ZodType => (schema instanceof z.ZodObject ? schema.strict() : schema);

  it.each(operations.map(({ id, ...operation }) => [id, operation] as const))('of %s fit', (_, { route, docs }) => {
    if (route.params) expect(route.params.safeParse(docs?.params).error).toBeUndefined();
    if (docs?.query) expect(route.query?.safeParse(docs.query).error).toBeUndefined();
    if (route.body) expect(route.body.safeParse(docs?.body).error).toBeUndefined();
    const [, form] = route.response;
    if (!form || !('parse' in form)) return;
    for (const answer of [docs?.answer, ...(route.goesOn ? [docs?.meanwhile] : [])]) {
      // Parsed, an answer loses what isn't in its schema: the example has nothing else.
      expect(strict(form).parse(answer)).toEqual(answer);
    }
    if (route.goesOn) expect(route.goesOn(docs?.meanwhile as never)).toBe(true);
  });

  it('are of people, not of types', () => {
    const { parameters, requestBody, responses } = operationOf(api.register);
    expect(requestBody?.content['application/json']?.example).toMatchObject({ username: 'alice', role: 'influencer' });
    expect(responses['201']?.content?.['application/json']?.example).toMatchObject({ display_name: 'Alice Moreau' });
    expect(parameters?.find(({ name }) => name === 'Idempotency-Key')?.schema).toMatchObject({ maxLength: 255 });
    expect(operationOf(api.getUser).parameters).toMatchObject([{ name: 'username', example: 'bob' }]);
  });
});

it('makes a client by a library that isn’t ours: register, login, profile', async () => {
  const definition = { ...document, servers: [{ url: `${origin()}/api/v1` }] };
  const client = await new OpenAPIClientAxios({ definition: definition as never }).init();
  const person = { username: 'made_by_client', email: mail('made_by_client'), password: 'a phrase of its own' };
  const registered = await client.register?.(undefined, { ...person, role: 'brand', display_name: 'Zoë “Łódź” 日本' });
  expect(registered?.status).toBe(201);
  const { data: tokens } =
    (await client.login?.(undefined, { username: person.username, password: person.password })) ?? {};
  const headers = { Authorization: `Bearer ${tokens.access}` };
  const profile = await client.getProfile?.(undefined, undefined, { headers });
  expect(profile?.data).toMatchObject({ username: person.username, display_name: 'Zoë “Łódź” 日本' });
  const found = await client.getUser?.({ username: me.username }, undefined, { headers });
  expect(found?.data).toMatchObject({ id: me.id, relation: 'none' });
});
