import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWNER, REQUEST, storage, V1 } from './support.ts';

describe('the program', () => {
  const node = process.execPath;
  const program = fileURLToPath(new URL('../src/serve.ts', import.meta.url));
  let child: ChildProcessWithoutNullStreams;
  let received: AsyncIterator<string>;

  beforeEach(async () => {
    child = spawn(node, [program]);
    received = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect(await receive()).toEqual({ id: -1, status: 'ok' });
  });

  afterEach(() => void child.kill());

  const receiveLine = async () => (await received.next()).value as string;
  const receive = async () => JSON.parse(await receiveLine()) as Record<string, unknown>;

  function send(message: unknown) {
    child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
    return receive();
  }

  function loadFile(id: number, rulesetName: string, content: string, name = 'storage.rules') {
    return send({ action: 'load_ruleset', id, context: { rulesetName, source: { files: [{ name, content }] } } });
  }

  function verify(id: number, object: string, overrides: object = {}) {
    const variables = { resource: { null_value: null }, request: REQUEST };
    const context = {
      rulesetName: '0',
      service: 'firebase.storage',
      path: `/b/demo/o/${object}`,
      method: 'get',
      variables,
    };
    return send({ action: 'verify', id, context: { ...context, ...overrides } });
  }

  function verdict(id: number, permit: boolean, warnings: string[] = []) {
    return { id, status: 'ok', errors: [], warnings, result: { permit } };
  }

  const denied = (id: number | null, error: RegExp) => ({
    id,
    status: 'error',
    action: expect.any(String),
    errors: [expect.stringMatching(error)],
    result: { permit: false },
  });

  function fetchOf(id: number, path: string) {
    return { server_request_id: id, action: 'fetch_firestore_document', status: 'ok', context: { path } };
  }

  const user = (id: string, fields: object) => ({
    name: `projects/demo/databases/(default)/documents/users/${id}`,
    fields,
  });
  const FRIENDS = storage(`
    function user(id) { return /databases/(default)/documents/users/$(id); }
    match /stories/{owner}/{file} { allow get: if firestore.get(user(owner)).data.friends.hasAny([request.auth.uid]); }
    match /exists/{id} { allow get: if firestore.exists(user(id)); }
    match /public/{file} { allow get; }
    match /cached/{id} { allow get: if firestore.exists(user(id)) && firestore.get(user(id)).id == id && firestore.get(user(id)).data.size() == 0; }
    match /three/{file} { allow get: if firestore.exists(user('a')) || firestore.exists(user('b')) || firestore.exists(user('c')); }
    match /missing/{id} { allow get: if firestore.get(user(id)) == null; allow list: if firestore.get(user(id)).data.a == 1; }`);

  it('loads and verifies', async () => {
    expect(await loadFile(0, '0', OWNER)).toEqual({
      id: 0,
      status: 'ok',
      errors: [],
      warnings: [],
      result: { rulesVersion: 2 },
    });
    expect(await loadFile(1, '1', V1)).toMatchObject({ id: 1, result: { rulesVersion: 1 } });
    expect(await verify(2, 'avatars/u1/a')).toEqual(verdict(2, true));
    expect(await verify(3, 'avatars/u2/a', { method: 'create' })).toEqual(verdict(3, false));
    expect(await verify(4, 'avatars/u1/a', { method: 'create' })).toEqual(verdict(4, true));
    expect(await verify(5, 'all/a', { rulesetName: '1' })).toEqual(verdict(5, true));
    expect(await verify(6, 'all/a', { rulesetName: '1', method: 'list' })).toEqual(
      verdict(6, false, ["lists need rules_version = '2'"]),
    );
  });

  it('answers a bad ruleset with the place of each fault', async () => {
    expect(await loadFile(0, '0', storage('match /{f} { allow read: if foo; }'))).toEqual({
      id: 0,
      status: 'ok',
      errors: ["storage.rules:3:29: unknown variable 'foo'"],
      warnings: [],
      result: {},
    });
    expect(await verify(1, 'x')).toMatchObject(denied(1, /unknown ruleset "0"/));
  });

  it('lets nothing through by the rules of a file that no longer loads', async () => {
    const open = storage('match /{f} { allow read; }');
    await loadFile(0, '0', open);
    await loadFile(1, '1', open, 'other.rules');
    expect(await verify(2, 'x')).toEqual(verdict(2, true));
    expect(await loadFile(3, '2', 'nonsense')).toMatchObject({
      errors: ["storage.rules:1:1: expected 'service', found 'nonsense'"],
    });
    expect(await verify(4, 'x')).toMatchObject(denied(4, /no longer load: storage.rules:1:1/));
    expect(await verify(5, 'x', { rulesetName: '1' })).toEqual(verdict(5, true));
    await loadFile(6, '3', open);
    expect(await verify(7, 'x', { rulesetName: '3' })).toEqual(verdict(7, true));
  });

  it('fetches a document', async () => {
    await loadFile(0, '0', FRIENDS);
    const friends = (...uids: string[]) => ({
      friends: { arrayValue: { values: uids.map((uid) => ({ stringValue: uid })) } },
    });
    expect(await verify(1, 'stories/u2/a')).toEqual(fetchOf(1, '/databases/(default)/documents/users/u2'));
    expect(await send({ id: 1, status: 'ok', result: user('u2', friends('u1')), warnings: [], errors: [] })).toEqual(
      verdict(1, true),
    );
    await verify(2, 'stories/u2/a');
    expect(await send({ id: 2, status: 'ok', result: user('u2', friends('u3')) })).toEqual(verdict(2, false));
    await verify(3, 'stories/u2/a');
    expect(await send({ id: 3, status: 'not_found' })).toMatchObject({
      id: 3,
      status: 'ok',
      result: { permit: false },
    });
    await verify(4, 'exists/u2');
    expect(await send({ id: 4, status: 'ok', result: user('u2', {}) })).toEqual(verdict(4, true));
    await verify(5, 'exists/u2');
    expect(await send({ id: 5, status: 'not_found' })).toEqual(verdict(5, false));
    await verify(6, 'missing/u2');
    expect(await send({ id: 6, status: 'not_found' })).toEqual(verdict(6, true));
    await verify(7, 'missing/u2', { method: 'list' });
    expect(await send({ id: 7, status: 'not_found' })).toMatchObject({
      result: { permit: false },
      warnings: [expect.stringContaining("a null has no 'data'")],
    });
  });

  it('asks for a document once, for two at most, and escapes its path', async () => {
    await loadFile(0, '0', FRIENDS);
    expect(await verify(1, 'cached/a?b c')).toEqual(fetchOf(1, '/databases/(default)/documents/users/a%3Fb%20c'));
    expect(await send({ id: 1, status: 'ok', result: user('a?b c', {}) })).toEqual(verdict(1, true));
    expect(await verify(2, 'three/x')).toEqual(fetchOf(2, '/databases/(default)/documents/users/a'));
    expect(await send({ id: 2, status: 'not_found' })).toEqual(fetchOf(2, '/databases/(default)/documents/users/b'));
    expect(await send({ id: 2, status: 'not_found' })).toMatchObject({
      id: 2,
      result: { permit: false },
      warnings: [expect.stringContaining('more than 2 documents')],
    });
    // Nothing is kept for the next request.
    expect(await verify(3, 'three/x')).toEqual(fetchOf(3, '/databases/(default)/documents/users/a'));
    expect(await send({ id: 3, status: 'ok', result: user('a', {}) })).toEqual(verdict(3, true));
  });

  it('answers others while a document is under way', async () => {
    await loadFile(0, '0', FRIENDS);
    await verify(1, 'exists/a');
    expect(await verify(2, 'exists/b')).toEqual(fetchOf(2, '/databases/(default)/documents/users/b'));
    expect(await verify(3, 'public/x')).toEqual(verdict(3, true));
    expect(await send({ id: 2, status: 'not_found' })).toEqual(verdict(2, false));
    expect(await send({ id: 1, status: 'ok', result: user('a', {}) })).toEqual(verdict(1, true));
  });

  it('denies when a fetch answers nonsense', async () => {
    await loadFile(0, '0', FRIENDS);
    await verify(1, 'exists/a');
    expect(await send({ id: 1, status: 'invalid_state' })).toMatchObject(denied(1, /could not be fetched/));
    await verify(2, 'exists/a');
    expect(await send({ id: 2, status: 'ok', result: 5 })).toMatchObject(denied(2, /no object/));
    expect(await send({ id: 2, status: 'ok', result: user('a', {}) })).toMatchObject(denied(2, /nothing waits for 2/));
    expect(await verify(3, 'public/x')).toEqual(verdict(3, true));
  });

  it('survives what it does not know', async () => {
    await loadFile(0, '0', FRIENDS);
    expect(await send('garbage')).toMatchObject(denied(null, /JSON/));
    expect(await send('[1]')).toMatchObject(denied(null, /no object/));
    expect(await send('{}')).toMatchObject(denied(null, /without an id/));
    expect(await send({ id: 1, action: 'explode' })).toMatchObject(denied(1, /unknown action "explode"/));
    expect(await send({ id: 2, action: 'verify' })).toMatchObject(denied(2, /no object/));
    expect(
      await send({ id: 3, action: 'load_ruleset', context: { rulesetName: '1', source: { files: [] } } }),
    ).toMatchObject(denied(3, /one file/));
    expect(await verify(4, 'public/x', { method: 'read' })).toMatchObject(denied(4, /unknown method "read"/));
    expect(await verify(5, 'public/x', { service: 'cloud.firestore' })).toMatchObject(denied(5, /unknown service/));
    expect(await verify(6, 'public/x', { variables: { resource: { odd: 1 }, request: REQUEST } })).toMatchObject(
      denied(6, /unknown value/),
    );
    expect(await verify(7, 'public/x')).toEqual(verdict(7, true));
  });

  it('logs debug() beside the answer', async () => {
    await loadFile(0, '0', storage('match /{f} { allow get: if debug({"name": f}) != null; }'));
    child.stdin.write(
      `${JSON.stringify({ action: 'verify', id: 1, context: { rulesetName: '0', service: 'firebase.storage', path: '/b/d/o/x', method: 'get', variables: { request: REQUEST, resource: { null_value: null } } } })}\n`,
    );
    expect(await receiveLine()).toBe('[storage.rules] debug: {"name": "x"}');
    expect(await receive()).toEqual(verdict(1, true));
  });

  it('ends when firebase-tools does', async () => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.end();
    expect(await ended).toBe(0);
  });
});
