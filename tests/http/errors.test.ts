import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../functions/src/contract/api-error.ts';
import { db } from '../../functions/src/firebase.ts';
import { check } from '../../functions/src/http/input.ts';
import { expectProblem, get, newPerson, origin, type Person, post, send, useApi } from '../support/api.ts';

useApi();

let me: Person;
beforeAll(async () => {
  me = await newPerson();
});
// Whatever came in: the process is still there.
afterEach(async () => {
  expect((await get('/health')).body).toEqual({ status: 'ok' });
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const patchRaw = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
  send('patch', '/users/profile', { as: me, body, headers });
const fieldsOf = (reply: { body: { errors: { field: string }[] } }) => reply.body.errors.map(({ field }) => field);

describe('a body', () => {
  it.each(['{', '{"bio":}', "{'bio':'x'}", '{"bio":"x"}}', 'undefined', 'NaN', '{"bio":"x",}', '\u0000', 'bio=x'])(
    'that is no JSON: %j',
    async (body) => {
      expectProblem(await patchRaw(body), 400, 'malformed_body', 'The body is not valid JSON.');
    },
  );

  it('that is no UTF-8', async () => {
    const body = new Uint8Array([...Buffer.from('{"bio":"'), 0xc3, 0x28, 0xff, ...Buffer.from('"}')]);
    expectProblem(await patchRaw(body), 400, 'malformed_body');
    expectProblem(await patchRaw(new Uint8Array(Buffer.from('{"bio":"x"}', 'utf16le'))), 400, 'malformed_body');
  });

  it.each(['null', '[]', '[{"bio":"x"}]', '42', '"bio"', 'true'])('that is no object: %s', async (body) => {
    expectProblem(await patchRaw(body), 400, 'invalid_request');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/jsonp', 'json', ','])(
    'of the type %s',
    async (type) => {
      const reply = await patchRaw('{"bio":"x"}', { 'Content-Type': type });
      expectProblem(reply, 415, 'unsupported_media_type', 'Send the body as application/json.');
    },
  );

  it('of no type', async () => {
    expectProblem(await patchRaw(new Uint8Array(Buffer.from('{"bio":"x"}')), {}), 415, 'unsupported_media_type');
  });

  it.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;'])(
    'of the type %s works',
    async (type) => {
      expect((await patchRaw('{"bio":"typed"}', { 'Content-Type': type })).status).toBe(200);
    },
  );

  it('that is missing leaves everything as it was', async () => {
    expect((await send('patch', '/users/profile', { as: me })).status).toBe(200);
  });

  it('larger than 1 MB', async () => {
    const body = `{"bio":"${'x'.repeat(1024 * 1024)}"}`;
    expectProblem(await patchRaw(body), 413, 'payload_too_large', 'The body is larger than 1 MB.');
    expectProblem(await patchRaw(body, { 'Content-Type': 'text/plain' }), 413, 'payload_too_large');
  });

  it.each(['gzip', 'br', 'deflate', 'GZIP', 'gzip, gzip', 'nonsense'])('compressed by %s', async (encoding) => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(50_000_000, ' ')));
    const reply = await patchRaw(bomb, { ...JSON_TYPE, 'Content-Encoding': encoding });
    expectProblem(reply, 415, 'unsupported_media_type', 'Send the body uncompressed.');
  });

  it('that calls itself uncompressed works', async () => {
    expect((await patchRaw('{"bio":"plain"}', { ...JSON_TYPE, 'Content-Encoding': 'identity' })).status).toBe(200);
  });

  it.each([
    ['arrays', '['.repeat(10_000), ']'.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000), `0${'}'.repeat(10_000)}`],
  ])('nested ten thousand deep: %s', async (_, open, close) => {
    const reply = await patchRaw(`{"bio":${open}${close}}`);
    expectProblem(reply, 400, 'invalid_request');
    expect(fieldsOf(reply)).toEqual(['bio']);
    expectProblem(await patchRaw(open + close), 400, 'invalid_request');
    expectProblem(await patchRaw(open), 400, 'malformed_body');
  });

  it('with unknown fields, each told', async () => {
    const reply = await patchRaw('{"bio":"x","nope":1,"social_links":{"myspace":"https://myspace.com/x"}}');
    expectProblem(reply, 400, 'invalid_request', 'Unknown field.');
    expect(fieldsOf(reply).sort()).toEqual(['nope', 'social_links.myspace']);
  });

  it.each([
    '{"__proto__":{"role":"staff"}}',
    '{"constructor":{"prototype":{"role":"staff"}}}',
    '{"toString":1}',
    '{"social_links":{"__proto__":{"website":"https://a.example"}}}',
  ])('with a key that JavaScript knows: %s', async (body) => {
    expectProblem(await patchRaw(body), 400, 'invalid_request', 'Unknown field.');
    expect(({} as { role?: string }).role).toBeUndefined();
    expect((await get('/users/profile', me)).body).toMatchObject({ role: 'influencer', social_links: {} });
  });

  it('with the same key twice counts the last, as JSON has it', async () => {
    expect((await patchRaw('{"bio":"first","bio":"last"}')).body.bio).toBe('last');
  });

  it.each(['\\u0000', '\\u202e', '\\u001b[31m'])('with a character that cannot be shown: %s', async (bio) => {
    const reply = await patchRaw(`{"bio":"${bio}"}`);
    expectProblem(reply, 400, 'invalid_request');
    expect(fieldsOf(reply)).toEqual(['bio']);
  });

  it('with half a character', async () => {
    for (const body of ['{"bio":"\\ud800"}', '{"bio":"\\uDC00\\uD800"}', '{"\\udfff":1}', '{"a":[{"b":"x\\ud83d"}]}']) {
      expectProblem(await patchRaw(body), 400, 'malformed_body');
    }
    expect((await patchRaw('{"bio":"\\ud83d\\ude00 \\\\ud800"}')).body.bio).toBe('😀 \\ud800');
  });

  it('where there should be none', async () => {
    const reply = await post('/users/auth/logout', { everywhere: true }, me);
    expectProblem(reply, 400, 'invalid_request');
    expect(fieldsOf(reply)).toEqual(['everywhere']);
  });

  it('of a GET is not looked at', async () => {
    const { hostname, port } = new URL(origin());
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const req = request({ hostname, port, path: '/api/v1/health', headers: { ...JSON_TYPE, 'Content-Length': 1 } });
      req.on('response', (res) => resolve(res.resume().statusCode)).on('error', reject);
      req.end('{');
    });
    expect(status).toBe(200);
  });
});

describe('a path', () => {
  it.each(['/users/%E0%A4%A', '/users/%', '/%ff', '/users/%C0%AE%C0%AE', '/notifications/%zz/read'])(
    'of broken percent codes: %s',
    async (path) => {
      const reply = await send('get', path, { as: me });
      expect([400, 404, 405]).toContain(reply.status);
      expectProblem(reply, reply.status, reply.body.code);
    },
  );

  it.each([
    '/users/a%2Fb',
    '/users/..%2f..%2fetc',
    '/users/%00',
    '/users/a%0d%0ab',
    '/users/%2e%2e',
    '/users/__proto__',
  ])('that names nobody: %s', async (path) => {
    expectProblem(await send('get', path, { as: me }), 404, 'not_found');
  });

  it('of ten thousand characters', async () => {
    expectProblem(await get(`/users/${'a'.repeat(10_000)}`, me), 404, 'not_found');
    expectProblem(await get(`/notifications?cursor=${'a'.repeat(10_000)}`, me), 400, 'invalid_request');
    expectProblem(await get(`/${'a/'.repeat(5_000)}`, me), 404, 'not_found');
  });

  it('of a hundred thousand is refused by Node itself', async () => {
    const response = await fetch(`${origin()}/api/v1/${'a'.repeat(100_000)}`);
    expect(response.status).toBe(431);
  });
});

describe('a fault of ours', () => {
  it('is a 500 that says nothing of what happened', async () => {
    const broken = await newPerson();
    await db().doc(`users/${broken.id}`).update({ role: 'an alien with a secret' });
    const reply = await get('/users/profile', broken);
    expectProblem(reply, 500, 'internal', 'Something went wrong on our side.');
    expect(JSON.stringify(reply.body)).not.toMatch(/alien|secret|role|zod|expected|firestore|\bat /i);
    expect(reply.body.errors).toEqual([]);
    expect(reply.headers.get('x-request-id')).toBe(reply.body.request_id);
    await db().doc(`users/${broken.id}`).update({ role: 'brand' });
    expect((await get('/users/profile', broken)).status).toBe(200);
  });

  it('is a 404 where the account has lost its profile', async () => {
    const lost = await newPerson();
    await db().doc(`users/${lost.id}`).delete();
    expectProblem(await get('/users/profile', lost), 404, 'not_found');
    expectProblem(await send('patch', '/users/profile', { as: lost, body: { bio: 'x' } }), 404, 'not_found');
    expectProblem(await send('delete', '/users/profile/avatar', { as: lost }), 404, 'not_found');
  });
});

describe('an answer to a large bad body stays small', () => {
  const many = (n: number) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`unknown_${i}_${'x'.repeat(40)}`, i]));
  const long = 'x'.repeat(100_000);

  it.each<[string, unknown]>([
    ['unknown fields', many(15_000)],
    ['an unknown field with a long name', { [long]: 1 }],
    ['unknown fields further down', { social_links: many(15_000) }],
    ['a long name further down', { social_links: { [long]: 'not a link' } }],
    ['names of half characters', { [`${'x'.repeat(98)}😀${long}`]: 1 }],
  ])('%s', async (_, body) => {
    const reply = await patchRaw(JSON.stringify(body));
    expectProblem(reply, 400, 'invalid_request');
    expect(JSON.stringify(reply.body).length).toBeLessThan(10_000);
    expect(reply.body.errors.length).toBeGreaterThan(0);
    expect(reply.body.errors.length).toBeLessThanOrEqual(20);
    for (const { field, message } of reply.body.errors) {
      expect(field.length).toBeLessThanOrEqual(100);
      expect(field.isWellFormed()).toBe(true);
      expect(message.length).toBeLessThanOrEqual(300);
    }
  });

  it('also to somebody unknown, and in the query', async () => {
    const reply = await post('/users/auth/login', many(15_000));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors.length).toBe(20);
    const query = new URLSearchParams(Object.keys(many(100)).map((name): [string, string] => [name, '1']));
    const asked = await get(`/users?${query}`, me);
    expectProblem(asked, 400, 'invalid_request');
    expect(asked.body.errors.length).toBe(20);
  });

  it('in lists of objects, however deep', () => {
    const items = z.strictObject({ items: z.array(z.strictObject({ a: z.strictObject({ b: z.int() }) })) });
    const value = { items: Array.from({ length: 5000 }, () => ({ a: many(3) })) };
    const checked = () => check(items, value);
    expect(checked).toThrow(ApiError);
    try {
      checked();
    } catch (error) {
      expect((error as ApiError).errors).toHaveLength(20);
      expect((error as ApiError).errors[1]).toEqual({
        field: expect.stringMatching(/^items\.0\.a\.unknown_0_x+$/),
        message: 'Unknown field.',
      });
    }
  });
});

it('a field that is missing is called required, whatever it should hold', async () => {
  const reply = await post('/users/auth/login', {});
  expect(reply.body.errors).toEqual([
    { field: 'username', message: 'This field is required.' },
    { field: 'password', message: 'This field is required.' },
  ]);
});
