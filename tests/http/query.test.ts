import fc from 'fast-check';
import { Timestamp } from 'firebase-admin/firestore';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { expectProblem, get, newPerson, type Person, people, post, useApi } from '../support/api.ts';

useApi();

/** The lists, with a cursor of each. */
const LISTS = ['/notifications', '/connections', '/connections?status=pending', '/users', '/users?verified=false'];
const cursors = new Map<string, string>();
const withQuery = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;
const encode = (keys: unknown): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

let me: Person;

beforeAll(async () => {
  me = await newPerson();
  for (const [i, other] of (await people(3)).entries()) {
    await post('/connections/request', { receiver: other.id }, me);
    const id = `system_number_${i}`;
    await db()
      .doc(`users/${me.id}/notifications/${id}`)
      .set({
        id,
        type: 'system',
        message: 'x',
        actor: null,
        actors: [],
        actor_ids: [],
        reason: { topic: 'welcome', through: null },
        target: { kind: 'user', id: me.id },
        is_read: false,
        created_at: Timestamp.now(),
        count: 1,
      });
  }
  for (const list of LISTS) {
    const { headers } = await get(withQuery(list, 'limit=1'), me);
    cursors.set(list, /[?&]cursor=([^&>]+)/.exec(headers.get('link') ?? '')?.[1] ?? '');
  }
});
afterEach(async () => {
  expect((await get('/health')).body).toEqual({ status: 'ok' });
});

describe.each(LISTS)('%s', (list) => {
  it('has a cursor that works', async () => {
    const cursor = cursors.get(list);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]{10,}$/);
    const [all, rest] = [await get(list, me), await get(withQuery(list, `cursor=${cursor}`), me)];
    expect(rest.body).toEqual(all.body.slice(1));
  });

  it.each([
    'garbage',
    'e30',
    'W10',
    'bnVsbA',
    '%00',
    '../..',
    'ÿ',
    encode(['a']),
    encode([1, 2, 3, 4, 5]),
    encode([{}, {}]),
    encode([{ t: 'x' }, 'id']),
    encode([{ t: '1.1' }, 'a/b']),
    encode([{ t: '1.1' }, '']),
    encode([{ t: '999999999999.1' }, 'id']),
    encode([true, [], 'id']),
    encode([true, { t: {} }, 'id']),
    encode({ length: 2 }),
    encode([0, false]),
    Buffer.from('["\\ud800","id"]').toString('base64url'),
  ])('refuses the cursor %s', async (cursor) => {
    expectProblem(
      await get(withQuery(list, `cursor=${cursor}`), me),
      400,
      'invalid_cursor',
      'Start again without one.',
    );
  });

  it.each(['.', '..', '__id__'])('refuses a cursor that ends in the id %s', async (id) => {
    for (const keys of [
      [{ t: '1.1' }, id],
      [false, 'a', id],
      ['a', id],
    ]) {
      expectProblem(await get(withQuery(list, `cursor=${encode(keys)}`), me), 400, 'invalid_cursor');
    }
  });

  it('refuses a cursor that is cut off', async () => {
    const cursor = cursors.get(list) ?? '';
    for (let end = 1; end < cursor.length - 1; end += 7) {
      expectProblem(await get(withQuery(list, `cursor=${cursor.slice(0, end)}`), me), 400, 'invalid_cursor');
    }
  });

  it('with the cursor of another list shows nothing that isn’t in it', async () => {
    const own = new Set((await get(list, me)).body.map(({ id }: { id: string }) => id));
    for (const [other, cursor] of cursors) {
      if (other === list) continue;
      const reply = await get(withQuery(list, `cursor=${cursor}`), me);
      if (reply.status !== 200) expectProblem(reply, 400, 'invalid_cursor');
      else for (const { id } of reply.body) expect(own).toContain(id);
    }
  });

  it.each(['0', '101', '-1', 'abc', '1.5', '', 'NaN', 'Infinity', '1e9', '0x', 'null', '10;drop'])(
    'refuses limit=%s',
    async (limit) => {
      const reply = await get(withQuery(list, `limit=${limit}`), me);
      expectProblem(reply, 400, 'invalid_request');
      expect(reply.body.errors[0].field).toBe('limit');
    },
  );

  it.each([
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'limit[]=1',
    'limit[a]=1',
    'nope=1',
    '__proto__=1',
    'Limit=1',
    'offset=1',
  ])('refuses ?%s', async (query) => {
    expectProblem(await get(withQuery(list, query), me), 400, 'invalid_request');
  });

  it('takes the largest page', async () => {
    expect((await get(withQuery(list, 'limit=100'), me)).status).toBe(200);
  });

  it('answers any cursor at all', async () => {
    const key = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.record({ t: fc.string() }));
    const any = fc.oneof(fc.string(), fc.json(), fc.array(key, { minLength: 1, maxLength: 4 }).map(encode));
    await fc.assert(
      fc.asyncProperty(any, async (cursor) => {
        const reply = await get(withQuery(list, `cursor=${encodeURIComponent(cursor)}`), me);
        expect([200, 400]).toContain(reply.status);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

describe('what a route does not take', () => {
  it.each(['/health?x=1', '/users/profile?fields=email', '/notifications/unread_count?limit=1'])('%s', async (path) => {
    const reply = await get(path, me);
    expectProblem(reply, 400, 'invalid_request', 'Unknown field.');
    expect(reply.body.errors).toHaveLength(1);
  });
});
