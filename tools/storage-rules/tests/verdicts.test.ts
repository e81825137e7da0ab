import { describe, expect, it } from 'vitest';
import type { Method } from '../src/syntax.ts';
import { load, map, OWNER, permits, storage, string, V1 } from './support.ts';

const anonymous = { request: map({ auth: { null_value: null }, resource: { null_value: null } }) };
const existing = { resource: map({ size: { int_value: 10 }, metadata: map({}) }) };
const VERDICTS: [rules: string, method: Method, object: string, permit: boolean, options?: object][] = [
  [OWNER, 'get', '/avatars/u1/a', true],
  [OWNER, 'get', '/avatars/u1/a', true, anonymous],
  [OWNER, 'get', '/avatars/u1', false],
  [OWNER, 'get', '/avatars/u1/a/b', false],
  [OWNER, 'get', '/avatars//a', false],
  [OWNER, 'get', '/avatars/u1//a', false],
  [OWNER, 'list', '/avatars/u1/a', false],
  [OWNER, 'create', '/avatars/u1/a', true],
  [OWNER, 'update', '/avatars/u1/a', true],
  [OWNER, 'create', '/avatars/u2/a', false],
  [OWNER, 'create', '/avatars/u1/a', false, anonymous],
  [
    OWNER,
    'create',
    '/avatars/u1/a',
    false,
    {
      request: map({
        auth: map({ uid: string('u1') }),
        resource: map({ size: { int_value: 1024 * 1024 }, contentType: string('image/png') }),
      }),
    },
  ],
  [
    OWNER,
    'create',
    '/avatars/u1/a',
    false,
    {
      request: map({
        auth: map({ uid: string('u1') }),
        resource: map({ size: { int_value: 1 }, contentType: string('text/html') }),
      }),
    },
  ],
  [
    OWNER,
    'create',
    '/avatars/u1/a',
    false,
    { request: map({ auth: map({ uid: string('u1') }), resource: map({ size: { int_value: 1 } }) }) },
  ],
  [OWNER, 'delete', '/avatars/u1/a', true, existing],
  [OWNER, 'delete', '/avatars/u1/a', false],
  [OWNER, 'delete', '/avatars/u2/a', false, existing],
  [OWNER, 'get', '/all', true],
  [OWNER, 'get', '/all/a', true],
  [OWNER, 'list', '/all/a/b/c', true],
  [OWNER, 'get', '/all/a//b', true],
  [OWNER, 'create', '/all/a', false],
  [OWNER, 'get', '/allx/a', false],
  [OWNER, 'delete', '/deep/x', true],
  [OWNER, 'create', '/deep/y', false],
  [OWNER, 'create', '/deep/x/y', false],
  [OWNER, 'update', '/deep/x/y', true],
  [OWNER, 'update', '/deep/x/z', false],
  [OWNER, 'list', '/deep/x/y', true],
  [OWNER, 'get', '/deep/x/y', false],
  [OWNER, 'get', '/two/yes', true],
  [OWNER, 'get', '/two/no', false],
  [OWNER, 'get', '/two', false],
  [OWNER, 'get', '/mid/end', true],
  [OWNER, 'get', '/mid/a/b/end', true],
  [OWNER, 'get', '/mid/a/b', false],
  [OWNER, 'get', '/nobool/a', false],
  [OWNER, 'create', '/nobool/a', false],
  [OWNER, 'get', '/literal.name-1/a', true],
  [OWNER, 'get', '/literalXname-1/a', false],
  [OWNER, 'get', '', false],
  [OWNER, 'get', '/elsewhere', false],
  [V1, 'get', '/all/a/b', true],
  [V1, 'get', '/all', false],
  [V1, 'list', '/all/a', false],
  [V1, 'create', '/all/a', false],
  [V1, 'get', '/one/a', true],
  [V1, 'delete', '/one/a', true],
  ['service firebase.storage { match /b/{b}/o/{f=**} { allow read: if b == "demo" } }', 'get', '/x/y', true],
  ['service firebase.storage { match /b/{b}/o/{f=**} { allow read: if b == "demo" } }', 'list', '/x/y', false],
  [
    'function t() { return true; } service firebase.storage { match /b/demo/o/{f} { allow write: if t(); } }',
    'update',
    '/x',
    true,
  ],
  [
    "rules_version = '2'; service firebase.storage { match /b/other/o/{f=**} { allow read, write; } }",
    'get',
    '/x',
    false,
  ],
  [storage('match /{all=**} { allow read, write: if false; }'), 'get', '/x', false],
  [storage('match /{all=**} { allow read, write; }'), 'list', '', true],
  [storage(''), 'get', '/x', false],
];

describe('verdicts', () => {
  it.each(
    VERDICTS.map(([rules, method, object, permit, options], row) => ({ row, rules, method, object, permit, options })),
  )('$row: $method $object ⇒ $permit', ({ rules, method, object, permit, options }) => {
    expect(permits(rules, method, object, options)).toBe(permit);
  });

  it('names what failed where nothing permits', () => {
    const ruleset = load(storage('match /{f} {\n allow get: if\n  f.size() > 1 / 0;\n}'));
    const input = { method: 'get' as const, path: '/b/demo/o/x', request: null, resource: null };
    expect(ruleset.verify(input, new Map()).warnings).toEqual(['storage.rules:5:16: division by zero']);
  });
});
