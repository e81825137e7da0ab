import { readFileSync } from 'node:fs';
import { assertSucceeds, initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import {
  collection,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  limit,
  orderBy,
  query,
  setDoc,
  where,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ERROR_CODES, ERROR_STATUS, type ErrorCode, Problem } from '../../functions/src/contract/errors.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { listeners, operations } from '../../functions/src/docs.ts';
import { EXPLAINED } from '../../functions/src/http/errors-explained.ts';
import { connect, get, newPerson, type Person, post, send, useApi } from '../support/api.ts';

useApi();

let guide: string;
let me: Person;
beforeAll(async () => {
  guide = (await get('/openapi.json')).body.info.description;
  me = await newPerson();
});

describe('the errors', () => {
  it('are all explained, each with the words that it really comes with', async () => {
    const key = { 'Idempotency-Key': crypto.randomUUID() };
    const receiver = (await newPerson()).id;
    const friend = await newPerson();
    await connect(me, friend);
    const login = { username: me.username, password: 'not this one' };
    const seen: Partial<Record<ErrorCode, unknown>> = {};
    const replies = [
      await post('/users/auth/password_reset', { email: 'nobody' }),
      await post('/users/auth/login', '{', undefined, { 'Content-Type': 'application/json' }),
      await get('/notifications?cursor=x', me),
      await get('/users/profile'),
      await get('/users/profile', undefined, { Authorization: 'Bearer x' }),
      await post('/users/auth/login', login),
      await get('/users/nobody_there', me),
      await send('put', '/users/profile', { as: me }),
      await post('/connections/request', { receiver: friend.id }, me),
      await post('/users/auth/login', ' '.repeat(1024 * 1024 + 1), undefined, { 'Content-Type': 'application/json' }),
      await post('/users/auth/login', 'x', undefined, { 'Content-Type': 'text/plain' }),
    ];
    await post('/connections/request', { receiver }, me, key);
    replies.push(await post('/connections/request', { receiver: friend.id }, me, key));
    for (const { body } of replies) seen[body.code as ErrorCode] = body;
    expect(Object.keys(seen)).toHaveLength(replies.length);
    for (const [code, body] of Object.entries(seen)) {
      expect(body).toMatchObject({
        detail: EXPLAINED[code as ErrorCode].detail,
        status: ERROR_STATUS[code as ErrorCode],
      });
    }
    expect(seen.invalid_request).toMatchObject({ errors: EXPLAINED.invalid_request.errors });
    for (const code of ERROR_CODES) {
      const { detail, errors = [] } = EXPLAINED[code];
      expect(Problem.safeParse({ detail, code, status: ERROR_STATUS[code], errors, request_id: 'x' }).success).toBe(
        true,
      );
      expect(guide).toContain(`| \`${code}\` | ${ERROR_STATUS[code]} |`);
    }
  });

  it('that are hard to meet are worded as in the code', () => {
    const sources = [
      'http/idempotency.ts',
      'http/revocations.ts',
      'http/auth.ts',
      'http/errors.ts',
      'contract/api-error.ts',
      'users/sign-in.ts',
    ];
    const code = sources.map((file) => readFileSync(`functions/src/${file}`, 'utf8')).join('\n');
    const rare = [
      'in_progress',
      'answer_lost',
      'account_suspended',
      'permission_denied',
      'recent_sign_in_required',
      'internal',
      'unavailable',
    ] as const;
    for (const name of rare) expect([name, code.includes(EXPLAINED[name].detail)]).toEqual([name, true]);
  });
});

describe('the guide', () => {
  let rules: RulesTestEnvironment;
  beforeAll(async () => {
    const [host = '', port] = (inject('suite').env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
    rules = await initializeTestEnvironment({
      projectId: 'demo-infloo-docs',
      firestore: { host, port: Number(port), rules: readFileSync('firestore.rules', 'utf8') },
    });
    await rules.withSecurityRulesDisabled(async (context) => {
      const profile = doc(context.firestore() as unknown as Firestore, `users/${me.id}`);
      await setDoc(profile, { id: me.id });
      const event = doc(context.firestore() as unknown as Firestore, 'events/{id}');
      await setDoc(event, { visibility: 'public', taken_down: null, host: { id: me.id } });
    });
  });
  afterAll(() => rules.cleanup());

  it.each(listeners.map((listener) => [listener.about, listener] as const))(
    'names what the rules let an app listen to: %s',
    async (_, { path, query: wanted }) => {
      const context = rules.authenticatedContext(me.id, { username: me.username });
      const db = context.firestore() as unknown as Firestore;
      const mine = (text: string) => text.replaceAll('{uid}', me.id).replaceAll('{pair}', pairId(me.id, newUid()));
      if (!wanted) return void (await assertSucceeds(getDoc(doc(db, mine(path)))));
      const conditions = (wanted.where ?? []).map(([field, operator, value]) =>
        where(field, operator, typeof value === 'string' ? mine(value) : value),
      );
      const order = wanted.newestFirst ? [orderBy(wanted.newestFirst, 'desc')] : [];
      await assertSucceeds(getDocs(query(collection(db, mine(path)), ...conditions, ...order, limit(20))));
    },
  );

  it('has every limit, with its value', () => {
    const names = operations.flatMap(({ route }) => (route.limits ?? []).map(({ name, max }) => [name, max.value()]));
    expect(names.length).toBeGreaterThan(5);
    for (const [name, max] of names) expect(guide).toMatch(new RegExp(`\\| \`${name}\` \\| ${max} `));
  });
});
