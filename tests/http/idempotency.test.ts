import firestore from '@google-cloud/firestore';
import { Timestamp } from 'firebase-admin/firestore';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiError, unavailable } from '../../functions/src/contract/api-error.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { REQUEST_SECONDS } from '../../functions/src/contract/limits.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { IDEMPOTENCY_COST, once } from '../../functions/src/http/idempotency.ts';
import { route } from '../../functions/src/http/route.ts';
import { api as deployed } from '../../functions/src/index.ts';
import {
  del,
  expectProblem,
  get,
  mail,
  newPerson,
  type Person,
  post,
  type Reply,
  send,
  useApi,
} from '../support/api.ts';
import { serveRoutes } from '../support/serve.ts';

useApi();

const REPLAYED = 'idempotency-replayed';
let counter = 0;
const newKey = () => `key-${++counter}`;
const withKey = (key: string) => ({ 'Idempotency-Key': key });

const ask = (from: Person, to: string, key: string) =>
  post('/connections/request', { receiver: to }, from, withKey(key));
const readAll = (as: Person, key: string, path = '/notifications/read') => post(path, undefined, as, withKey(key));

const addNotification = (to: Person, id: string) =>
  db()
    .doc(`users/${to.id}/notifications/${id}`)
    .create({
      id,
      type: 'system',
      message: 'x',
      actor: null,
      target: { kind: 'user', id: to.id },
      is_read: false,
      created_at: Timestamp.now(),
      count: 1,
    });

/** The records that `work` leaves. */
async function recordsOf(work: () => Promise<unknown>) {
  const all = db().collection('idempotency');
  const before = new Set((await all.get()).docs.map(({ id }) => id));
  await work();
  return (await all.get()).docs.filter(({ id }) => !before.has(id));
}

describe('the same key and the same body', () => {
  it('have one effect and one answer', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const key = newKey();
    const first = await ask(alice, bob.id, key);
    expect([first.status, first.headers.has(REPLAYED)]).toEqual([201, false]);
    for (let i = 0; i < 2; i++) {
      const again = await ask(alice, bob.id, key);
      expect([again.status, again.headers.get(REPLAYED)]).toEqual([201, 'true']);
      expect(again.body).toEqual(first.body);
      expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    }
    // Even when the world has moved on.
    await del(`/connections/${first.body.id}`, alice);
    expect((await ask(alice, bob.id, key)).body).toEqual(first.body);
    expect((await db().doc(`connections/${first.body.id}`).get()).exists).toBe(false);
  });

  it('ten at once have one effect and one answer', async () => {
    const body = { username: 'just_once', email: mail('just_once'), password: 'a pass phrase', role: 'brand' };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => post('/users/auth/register', body, undefined, withKey('ten-at-once'))),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get(REPLAYED) === 'true')).toHaveLength(9);
    const found = await db().collection('users').where('username_key', '==', 'just_once').get();
    expect(found.size).toBe(1);
  });

  it('with a slash at the end are still the same', async () => {
    const me = await newPerson();
    const key = newKey();
    await readAll(me, key);
    expect((await readAll(me, key, '/notifications/read/')).headers.get(REPLAYED)).toBe('true');
  });

  it('replay an answer without a body', async () => {
    const request = { key: 'no-body', scope: 'a test', content: {} };
    const answer = { status: 204, body: undefined, headers: {} };
    expect(await once(request, async () => answer)).toEqual({ answer, replayed: false });
    expect(await once(request, () => Promise.reject(new Error('must not run')))).toEqual({ answer, replayed: true });
  });

  it('run again after a refusal', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { body } = await post('/connections/request', { receiver: bob.id }, alice);
    const key = newKey();
    for (let i = 0; i < 2; i++) {
      const refused = await ask(alice, bob.id, key);
      expectProblem(refused, 409, 'conflict', 'You have already asked this person.');
      expect(refused.headers.has(REPLAYED)).toBe(false);
    }
    await del(`/connections/${body.id}`, alice);
    const again = await ask(alice, bob.id, key);
    expect([again.status, again.headers.has(REPLAYED)]).toEqual([201, false]);
  });

  it('are the same in whatever order the fields come', async () => {
    const person = { username: 'in_any_order', email: mail('in_any_order'), password: 'a pass phrase', role: 'brand' };
    const backwards = Object.fromEntries(Object.entries(person).reverse());
    const key = newKey();
    const first = await post('/users/auth/register', person, undefined, withKey(key));
    expect(first.status).toBe(201);
    const again = await post('/users/auth/register', backwards, undefined, withKey(key));
    expect([again.status, again.headers.get(REPLAYED)]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
  });

  it('run again after a fault of ours', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const profile = db().doc(`users/${bob.id}`);
    const key = newKey();
    await profile.update({ role: 'broken' });
    expectProblem(await ask(alice, bob.id, key), 500, 'internal');
    await profile.update({ role: 'brand' });
    const again = await ask(alice, bob.id, key);
    expect([again.status, again.headers.has(REPLAYED)]).toEqual([201, false]);
  });
});

describe('the same key', () => {
  it('with another body is refused', async () => {
    const [alice, bob, carol] = [await newPerson(), await newPerson(), await newPerson()];
    const key = newKey();
    const first = await ask(alice, bob.id, key);
    const reply = await ask(alice, carol.id, key);
    expectProblem(reply, 422, 'idempotency_key_reused', 'was used for another request');
    expect((await ask(alice, bob.id, key)).body).toEqual(first.body);
    const asked = await db().collection('connections').where('sender.id', '==', alice.id).get();
    expect(asked.size).toBe(1);
  });

  it('of another caller, or to another route, is another key', async () => {
    const [alice, bob, carol] = [await newPerson(), await newPerson(), await newPerson()];
    const key = newKey();
    const [one, two] = [await ask(alice, carol.id, key), await ask(bob, carol.id, key)];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect([one.body.sender.id, two.body.sender.id]).toEqual([alice.id, bob.id]);
    const other = await readAll(alice, key);
    expect([other.status, other.body, other.headers.has(REPLAYED)]).toEqual([200, { read: 0 }, false]);
  });

  it('of a stranger gets the stranger’s own answer', async () => {
    const key = 'one';
    const join = (username: string, password: string) => {
      const body = { username, email: mail(username), password, role: 'brand' };
      return post('/users/auth/register', body, undefined, withKey(key));
    };
    const mine = await join('first_with_it', 'a pass phrase');
    const other = await join('second_with_it', 'a pass phrase');
    expect([mine.status, other.status, other.headers.has(REPLAYED)]).toEqual([201, 201, false]);
    // Who knows everything but the password is told nothing.
    const guess = await join('first_with_it', 'a guess at it');
    expectProblem(guess, 400, 'invalid_request', 'already exists');
    expect((await join('first_with_it', 'a pass phrase')).body).toEqual(mine.body);
  });

  it('means nothing where an effect is the same twice anyway', async () => {
    const me = await newPerson();
    for (const bio of ['one', 'two']) {
      const headers = withKey('of-a-patch');
      const reply = await send('patch', '/users/profile', { as: me, body: { bio }, headers });
      expect([reply.body.bio, reply.headers.has(REPLAYED)]).toEqual([bio, false]);
    }
  });
});

describe('a key', () => {
  it.each(['', 'a b', 'ü', 'tab\there', 'x'.repeat(256)])('like %j is refused, and nothing happens', async (key) => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const reply = await ask(alice, bob.id, key);
    expectProblem(reply, 400, 'invalid_request', 'visible characters');
    expect(reply.body.errors[0].field).toBe('Idempotency-Key');
    expect((await db().collection('connections').where('sender.id', '==', alice.id).get()).size).toBe(0);
  });

  it.each(['x', 'x'.repeat(255), '../../users', '__x__', '"{}$&', newUid()])('like %j works', async (key) => {
    expect((await readAll(await newPerson(), key)).status).toBe(200);
  });
});

describe('an answer that opens or ends something is not kept', () => {
  it.each(['login', 'refresh', 'logout', 'password_reset', 'password_change'] as const)('by %s', async (name) => {
    const me = await newPerson();
    const bodies = {
      login: { username: me.username, password: me.password },
      refresh: { refresh: me.refresh },
      logout: undefined,
      password_reset: { email: me.email },
      password_change: { old_password: me.password, new_password: me.password },
    };
    const records = await recordsOf(async () => {
      expectProblem(await post(`/users/auth/${name}`, bodies[name], me, withKey('a b')), 400, 'invalid_request');
      const reply = await post(`/users/auth/${name}`, bodies[name], me, withKey('ignored'));
      expect([200, 204]).toContain(reply.status);
    });
    expect(records).toEqual([]);
  });

  it('so a login after a changed password is refused', async () => {
    const me = await newPerson();
    const login = () =>
      post('/users/auth/login', { username: me.username, password: me.password }, undefined, withKey('k'));
    expect((await login()).status).toBe(200);
    await auth().updateUser(me.id, { password: 'another pass phrase' });
    expectProblem(await login(), 401, 'invalid_credentials');
    await auth().updateUser(me.id, { password: me.password });
    expect((await login()).status).toBe(200);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['the account is deleted', (id) => auth().deleteUser(id)],
    ['its sessions have been ended', (id) => auth().revokeRefreshTokens(id)],
    ['its address is another', (id) => auth().updateUser(id, { email: mail(`moved_${counter}`) })],
    ['it is disabled', (id) => auth().updateUser(id, { disabled: true })],
  ])('nor is that of a registration given again once %s', async (what, change) => {
    const username = `registered_${++counter}`;
    const body = { username, email: mail(username), password: 'a pass phrase', role: 'brand' };
    const register = () => post('/users/auth/register', body, undefined, withKey('once'));
    const { body: made } = await register();
    expect((await register()).body).toEqual(made);
    if (what.includes('sessions')) {
      // Auth counts in whole seconds.
      const { creationTime } = (await auth().getUser(made.id)).metadata;
      await vi.waitUntil(() => Date.now() - Date.parse(creationTime) > 3000, { timeout: 5000, interval: 50 });
    }
    await change(made.id);
    expectProblem(await register(), 409, 'answer_lost', 'its answer is gone');
  });
});

describe('the record', () => {
  it('holds neither names nor addresses nor passwords in clear', async () => {
    const me = { username: 'secretive', email: mail('secretive'), password: 'a secret pass phrase', role: 'brand' };
    let reply: Reply | undefined;
    const records = await recordsOf(async () => {
      reply = await post('/users/auth/register', me, undefined, withKey('secret-key-of-mine'));
    });
    expect(reply?.status).toBe(201);
    expect(records).toHaveLength(1);
    const [record] = records;
    const { answer, proof, ...times } = record?.data() ?? {};
    expect([typeof answer, typeof proof, Object.keys(times).sort()]).toEqual([
      'string',
      'string',
      ['expires_at', 'locked_until'],
    ]);
    const decoded = Buffer.from(answer, 'base64').toString('latin1');
    for (const text of [record?.id ?? '', answer, proof, decoded]) {
      for (const secret of [me.password, me.email, me.username, 'secret-key-of-mine', reply?.body.id]) {
        expect(text.includes(secret), `${secret} in ${text.slice(0, 80)}`).toBe(false);
      }
    }
    const hours = (record?.get('expires_at').toMillis() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
  });

  it('costs what it says', async () => {
    const me = await newPerson();
    const plain = (await post('/notifications/read', undefined, me)).cost;
    const key = newKey();
    const keyed = (await readAll(me, key)).cost;
    expect(keyed).toEqual({
      reads: plain.reads + IDEMPOTENCY_COST.reads,
      writes: plain.writes + IDEMPOTENCY_COST.writes,
      deletes: plain.deletes + IDEMPOTENCY_COST.deletes,
      trips: plain.trips + IDEMPOTENCY_COST.trips,
    });
    // A replay: one refused create(), one read.
    expect((await readAll(me, key)).cost).toEqual({ reads: 1, writes: 0, deletes: 0, trips: 2 });
  });
});

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
      commit: (request: { writes: { updateMask?: { fieldPaths: string[] } }[] }) => Promise<unknown>;
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
  const url = serveRoutes('act', [act]);
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
