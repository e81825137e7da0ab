import { expect } from 'vitest';
import { loadRuleset, type Ruleset } from '../src/ruleset.ts';
import type { Method } from '../src/syntax.ts';
import { fromWire } from '../src/wire.ts';

export const AVATAR = '/b/demo.appspot.com/o/avatars/u1/a.png';

export const REQUEST = map({
  auth: map({
    uid: string('u1'),
    token: map({ email: string('a@b.c'), level: { int_value: 3 }, ratio: { float_value: 0.5 } }),
  }),
  path: { path_value: { segments: ['b', 'demo', 'o', 'avatars', 'u1', 'a.png'].map((simple) => ({ simple })) } },
  time: { timestamp_value: '2026-11-22T13:14:15.678Z' },
  resource: map({
    name: string('avatars/u1/a.png'),
    size: { int_value: 2048 },
    contentType: string('image/png'),
    contentEncoding: { null_value: null },
    metadata: map({ owner: string('u1') }),
  }),
});

export function map(fields: Record<string, unknown>) {
  return { map_value: { fields } };
}

export function string(string_value: string) {
  return { string_value };
}

export function load(source: string): Ruleset {
  const loaded = loadRuleset('storage.rules', source);
  if ('errors' in loaded) throw new Error(loaded.errors.join('\n'));
  return loaded.ruleset;
}

export function loadErrors(source: string): string[] {
  const loaded = loadRuleset('storage.rules', source);
  return 'errors' in loaded ? loaded.errors : [];
}

export function storage(body: string, version = '2'): string {
  return `rules_version = '${version}';\nservice firebase.storage { match /b/{bucket}/o {\n${body}\n} }`;
}

export function permits(
  source: string,
  method: Method,
  object: string,
  options: { request?: unknown; resource?: unknown } = {},
) {
  const { request = REQUEST, resource = { null_value: null } } = options;
  const input = { method, path: `/b/demo/o${object}`, request: fromWire(request), resource: fromWire(resource) };
  return load(source).verify(input, new Map()).permit;
}

/** The expression's value as `debug()` writes it, `error` if it has none. */
export function evaluated(expression: string, functions = ''): string {
  const ruleset = load(
    storage(`${functions} match /avatars/{uid}/{rest=**} { allow get: if debug(${expression}) is int || true; }`),
  );
  const resource = fromWire({ null_value: null });
  const verdict = ruleset.verify({ method: 'get', path: AVATAR, request: fromWire(REQUEST), resource }, new Map());
  expect(verdict.permit).toBe(true);
  return verdict.debug.join() || 'error';
}

/** Rows of `expression ⇒ value`. */
export function rows(table: string): [string, string][] {
  return table
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [expression, value, ...more] = line.split('⇒').map((part) => part.trim());
      if (!expression || !value || more.length) throw new Error(`no row: ${line}`);
      return [expression, value];
    });
}

export const OWNER = storage(`
  function owns(uid) { return request.auth != null && request.auth.uid == uid; }
  match /avatars/{uid}/{file} {
    allow get;
    allow create, update: if owns(uid) && request.resource.size < 1024 * 1024 && request.resource.contentType.matches('image/.*');
    allow delete: if owns(uid) && resource != null;
  }
  match /all/{rest=**} { allow read: if rest is path; }
  match /deep { match /{a} { allow write: if a == 'x'; match /{b} { allow list, update: if a + b == 'xy'; } } }
  match /two/{file} { allow read: if false; }
  match /two/{file} { allow read: if 1 / 0 == 1; }
  match /two/{rest=**} { allow read: if rest[0] == 'yes'; }
  match /mid/{any=**}/end { allow get; }
  match /nobool/{f} { allow read: if 1; allow write: if null; }
  match /literal.name-1/{f} { allow get; }`);
export const V1 = storage('match /all/{rest=**} { allow read; } match /one/{f} { allow get, write; }', '1');

export const inCondition = (expression: string) => storage(`match /{f} { allow read: if ${expression}; }`);
