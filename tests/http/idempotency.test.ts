import { describe, expect, it, vi } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { IDEMPOTENCY_COST, once } from '../../functions/src/http/idempotency.ts';
import { del, expectProblem, mail, newPerson, post, type Reply, send, useApi } from '../support/api.ts';
import { ask, newKey, REPLAYED, readAll, recordsOf, withKey } from './keys.ts';

useApi();

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
    expect((await db().doc(`connections/${first.body.id}`).get()).get('status')).toBe('withdrawn');
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
    await db().doc(`connections/${body.id}`).delete();
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
    ['its address is another', (id) => auth().updateUser(id, { email: mail(`moved_${newKey()}`) })],
    ['it is disabled', (id) => auth().updateUser(id, { disabled: true })],
  ])('nor is that of a registration given again once %s', async (what, change) => {
    const username = `registered_${newKey().replace('-', '_')}`;
    const body = { username, email: mail(username), password: 'a pass phrase', role: 'brand' };
    const register = () => post('/users/auth/register', body, undefined, withKey('once'));
    const { body: made } = await register();
    expect((await register()).body).toEqual(made);
    if (what.includes('sessions')) {
      // Auth counts in whole seconds.
      const { creationTime } = (await auth().getUser(made.id)).metadata;
      await vi.waitUntil(() => Date.now() - Date.parse(creationTime) > 3000, { timeout: 45_000, interval: 50 });
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
    const { answer, proof, by, ...times } = record?.data() ?? {};
    expect([typeof answer, typeof proof, typeof by, Object.keys(times).sort()]).toEqual([
      'string',
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
