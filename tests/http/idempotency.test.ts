import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { db } from '../../functions/src/firebase.ts';
import { IDEMPOTENCY_COST, once } from '../../functions/src/http/idempotency.ts';
import { del, expectProblem, mail, newPerson, type Person, post, type Reply, send, useApi } from '../support/api.ts';

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
    const request = { key: 'no-body', scope: 'a test', body: Buffer.alloc(0) };
    const answer = { status: 204, body: undefined, headers: {} };
    expect(await once(request, async () => answer)).toEqual({ answer, replayed: false });
    expect(await once(request, () => Promise.reject(new Error('must not run')))).toEqual({ answer, replayed: true });
  });

  it('replay a refusal, too', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { body } = await post('/connections/request', { receiver: bob.id }, alice);
    const key = newKey();
    const first = await ask(alice, bob.id, key);
    expectProblem(first, 409, 'conflict', 'You have already asked this person.');
    await del(`/connections/${body.id}`, alice);
    const again = await ask(alice, bob.id, key);
    expectProblem(again, 409, 'conflict', 'You have already asked this person.');
    expect(again.headers.get(REPLAYED)).toBe('true');
    expect((await ask(alice, bob.id, newKey())).status).toBe(201);
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

  it('of a stranger does not open what a person was told', async () => {
    const me = await newPerson();
    const login = (password: string) =>
      post('/users/auth/login', { username: me.username, password }, undefined, withKey('my-login'));
    expect((await login(me.password)).status).toBe(200);
    expectProblem(await login('a guess at it'), 422, 'idempotency_key_reused');
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

describe('the record', () => {
  it('holds neither token nor password nor address in clear', async () => {
    const me = await newPerson();
    const body = { username: me.email, password: me.password };
    let reply: Reply | undefined;
    const records = await recordsOf(async () => {
      reply = await post('/users/auth/login', body, undefined, withKey('secret-key-of-mine'));
    });
    expect(reply?.status).toBe(200);
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
      for (const secret of [me.password, me.email, me.username, 'secret-key-of-mine', 'access', 'eyJ', me.id]) {
        expect(text.includes(secret), `${secret} in ${text.slice(0, 80)}`).toBe(false);
      }
      expect(text).not.toContain(reply?.body.refresh);
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

describe('a claim whose holder is gone', () => {
  /** A record as a process leaves it that died at work. */
  async function abandoned(me: Person, key: string): Promise<void> {
    const [record] = await recordsOf(() => readAll(me, key));
    await record?.ref.update({ answer: null, locked_until: Timestamp.fromMillis(Date.now() - 1000) });
    await addNotification(me, 'came_meanwhile');
  }
  const again = (as: Person, key: string) =>
    send('post', '/notifications/read', { as, headers: withKey(key), contended: true });

  it('is taken over', async () => {
    const me = await newPerson();
    const key = newKey();
    await abandoned(me, key);
    const taken = await again(me, key);
    expect([taken.status, taken.body, taken.headers.has(REPLAYED)]).toEqual([200, { read: 1 }, false]);
    const replay = await again(me, key);
    expect([replay.body, replay.headers.get(REPLAYED)]).toEqual([{ read: 1 }, 'true']);
  });

  it('is taken over by one of many', async () => {
    const me = await newPerson();
    const key = newKey();
    await abandoned(me, key);
    const replies = await Promise.all(Array.from({ length: 8 }, () => again(me, key)));
    const worked = replies.filter(({ status, headers }) => status === 200 && !headers.has(REPLAYED));
    expect(worked.map(({ body }) => body)).toEqual([{ read: 1 }]);
    for (const reply of replies) {
      if (reply.status === 200) expect(reply.body).toEqual({ read: 1 });
      else {
        expectProblem(reply, 409, 'in_progress');
        expect(reply.headers.get('retry-after')).toBe('1');
      }
    }
  });

  it('is not taken over by another body', async () => {
    const me = await newPerson();
    const key = newKey();
    await abandoned(me, key);
    const reply = await send('post', '/notifications/read', { as: me, body: {}, headers: withKey(key) });
    expectProblem(reply, 422, 'idempotency_key_reused');
  });
});
