import firestore from '@google-cloud/firestore';
import { Timestamp } from 'firebase-admin/firestore';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiError, unavailable } from '../../functions/src/contract/api-error.ts';
import { REQUEST_SECONDS } from '../../functions/src/contract/limits.ts';
import { route } from '../../functions/src/http/route.ts';
import { api as deployed } from '../../functions/src/index.ts';
import { expectProblem, get, newPerson, type Person, post, send as sendOnce, useApi } from '../support/api.ts';
import { serveRoutes } from '../support/serve.ts';
import { addNotification, ask, newKey, REPLAYED, readAll, recordsOf, withKey } from './keys.ts';

useApi();

describe('an effect whose answer is lost', () => {
  /** A record as a process leaves it that died at work. */
  async function abandoned(me: Person, key: string, body?: unknown): Promise<void> {
    const [record] = await recordsOf(() => post('/notifications/read', body, me, withKey(key)));
    await record?.ref.update({ answer: null, locked_until: Timestamp.fromMillis(Date.now() - 1000) });
    await addNotification(me, 'came_meanwhile');
  }
  const unread = async (me: Person) => (await get('/notifications/unread_count', me)).body;

  it('is not done again when the process died', async () => {
    const me = await newPerson();
    const key = newKey();
    await abandoned(me, key);
    for (const reply of await Promise.all([1, 2, 3].map(() => readAll(me, key)))) {
      expectProblem(reply, 409, 'answer_lost', 'See what it did before you send it with another Idempotency-Key.');
    }
    expect(await unread(me)).toEqual({ unread_count: 1 });
    expect((await readAll(me, newKey())).body).toEqual({ read: 1 });
  });

  describe('when Firestore doesn’t take it', () => {
    const client = firestore.v1.FirestoreClient.prototype as unknown as {
      commit: (request: {
        writes: { update?: { name: string }; updateMask?: { fieldPaths: string[] } }[];
      }) => Promise<unknown>;
    };
    afterEach(() => vi.restoreAllMocks());
    /** Refuses the first `times` attempts to write an answer. */
    function refuse(times: number) {
      const { commit } = client;
      let refused = 0;
      vi.spyOn(client, 'commit').mockImplementation(function (this: unknown, ...args) {
        const isAnswer = args[0].writes.some(({ updateMask }) => updateMask?.fieldPaths.includes('answer'));
        if (!isAnswer || refused >= times) return commit.apply(this as never, args);
        refused += 1;
        return Promise.reject(Object.assign(new Error('refused'), { code: 10 }));
      });
      return () => refused;
    }

    it('at once, but does soon after', async () => {
      const [alice, bob] = [await newPerson(), await newPerson()];
      const key = newKey();
      const refused = refuse(2);
      const first = await ask(alice, bob.id, key);
      expect([first.status, refused()]).toEqual([201, 2]);
      const again = await ask(alice, bob.id, key);
      expect([again.status, again.headers.get(REPLAYED)]).toEqual([201, 'true']);
      expect(again.body).toEqual(first.body);
    });

    it('twice: what claims the key a second time, because the first answer was lost, has it', async () => {
      const { commit } = client;
      let claimed = false;
      vi.spyOn(client, 'commit').mockImplementation(async function (this: unknown, ...args) {
        const isClaim = !claimed && args[0].writes.some(({ update }) => update?.name.includes('/idempotency/'));
        if (isClaim) await commit.apply(this as never, args);
        claimed ||= isClaim;
        return commit.apply(this as never, args);
      });
      const [alice, bob] = [await newPerson(), await newPerson()];
      const options = { as: alice, body: { receiver: bob.id }, headers: withKey(newKey()), contended: true };
      expect([(await sendOnce('post', '/connections/request', options)).status, claimed]).toEqual([201, true]);
    });

    it('at all: the first caller is answered, a later one told', async () => {
      const [alice, bob] = [await newPerson(), await newPerson()];
      const key = newKey();
      refuse(Number.POSITIVE_INFINITY);
      const [record] = await recordsOf(async () => {
        expect((await ask(alice, bob.id, key)).status).toBe(201);
      });
      vi.restoreAllMocks();
      await record?.ref.update({ locked_until: Timestamp.fromMillis(Date.now() - 1000) });
      expectProblem(await ask(alice, bob.id, key), 409, 'answer_lost');
    });
  });

  it('says nothing to another request', async () => {
    const [me, alice, bob] = [await newPerson(), await newPerson(), await newPerson()];
    const key = newKey();
    const [record] = await recordsOf(() => ask(me, alice.id, key));
    await record?.ref.update({ answer: null, locked_until: Timestamp.fromMillis(Date.now() - 1000) });
    expectProblem(await ask(me, bob.id, key), 422, 'idempotency_key_reused');
  });
});

describe('a request that is still running', () => {
  it('is waited for, and then the client is told to come back', async () => {
    const me = await newPerson();
    const key = newKey();
    const [record] = await recordsOf(() => readAll(me, key));
    const answer = record?.get('answer');
    await record?.ref.update({ answer: null, locked_until: Timestamp.fromMillis(Date.now() + 60_000) });
    const [first, second] = await Promise.all([
      readAll(me, key),
      record?.ref.update({ answer }).then(() => readAll(me, key)),
    ]);
    expect([first.headers.get(REPLAYED), second?.headers.get(REPLAYED)]).toEqual(['true', 'true']);
    await record?.ref.update({ answer: null });
    const late = await readAll(me, key);
    expectProblem(late, 409, 'in_progress');
    expect(late.headers.get('retry-after')).toBe('1');
  });

  it('may run as long as the platform lets it, and no longer holds its key', () => {
    const { timeoutSeconds } = deployed.__endpoint;
    expect(timeoutSeconds).toBe(REQUEST_SECONDS);
  });
});

describe('on a route of its own', () => {
  const outcomes: (() => { n: number })[] = [];
  let calls = 0;
  const act = route({
    method: 'post',
    path: '/act',
    auth: 'public',
    summary: 'Does what the test says',
    upload: { kind: 'avatar', fields: z.strictObject({ a: z.string(), b: z.string() }) },
    response: [201, z.object({ n: z.int() })],
    cost: { reads: 0, writes: 0, trips: 0 },
    handler: async () => {
      calls += 1;
      return (outcomes.shift() ?? (() => ({ n: calls })))();
    },
  });
  const url = serveRoutes([act]);
  const send = async (key: string, boundary: string, parts: string[]) => {
    const body = `${parts.map((part) => `--${boundary}\r\nContent-Disposition: form-data; ${part}\r\n`).join('')}--${boundary}--\r\n`;
    const response = await fetch(`${url()}/act`, {
      method: 'POST',
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...withKey(key) },
      body,
    });
    return { status: response.status, body: await response.json(), replayed: response.headers.has(REPLAYED) };
  };
  const [a, b] = ['name="a"\r\n\r\n1', 'name="b"\r\n\r\n2'];
  const file = (content: string, name = 'x') =>
    `name="avatar"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n${content}`;

  it('a form that is put together again is the same, and another file is another', async () => {
    const first = await send('form', 'one', [a, b, file('abc')]);
    expect([first.status, first.replayed]).toEqual([201, false]);
    const rebuilt = await send('form', 'another-boundary', [file('abc', 'renamed'), b, a]);
    expect(rebuilt).toEqual({ ...first, replayed: true });
    // The route knows nobody, so another content is another sender.
    expect((await send('form', 'one', [a, b, file('abd')])).replayed).toBe(false);
    expect((await send('form', 'one', [a.replace('1', '3'), b, file('abc')])).replayed).toBe(false);
  });

  it.each<[string, Error, number]>([
    ['a request for patience', new ApiError('rate_limited', 'Later.', { headers: { 'Retry-After': '300' } }), 429],
    ['being out of reach', unavailable(), 503],
    ['a fault', new Error('a fault'), 500],
    ['a refusal', new ApiError('conflict', 'Not now.'), 409],
  ])('%s is not given again', async (what, error, status) => {
    outcomes.push(() => {
      throw error;
    });
    const form = [a, b, file(what)];
    const [first, second] = [await send('again', 'x', form), await send('again', 'x', form)];
    expect([first.status, second.status, second.replayed]).toEqual([status, 201, false]);
  });
});
