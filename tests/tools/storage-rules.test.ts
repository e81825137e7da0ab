import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRuleset, type Ruleset } from '../../tools/emulators/storage-rules/ruleset.ts';
import type { Method } from '../../tools/emulators/storage-rules/syntax.ts';
import type { Value } from '../../tools/emulators/storage-rules/values.ts';
import { fromDocument, fromWire } from '../../tools/emulators/storage-rules/wire.ts';

const AVATAR = '/b/demo.appspot.com/o/avatars/u1/a.png';

const REQUEST = map({
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

function map(fields: Record<string, unknown>) {
  return { map_value: { fields } };
}

function string(string_value: string) {
  return { string_value };
}

function load(source: string): Ruleset {
  const loaded = loadRuleset('storage.rules', source);
  if ('errors' in loaded) throw new Error(loaded.errors.join('\n'));
  return loaded.ruleset;
}

function loadErrors(source: string): string[] {
  const loaded = loadRuleset('storage.rules', source);
  return 'errors' in loaded ? loaded.errors : [];
}

function storage(body: string, version = '2'): string {
  return `rules_version = '${version}';\nservice firebase.storage { match /b/{bucket}/o {\n${body}\n} }`;
}

function permits(
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
function evaluated(expression: string, functions = ''): string {
  const ruleset = load(
    storage(`${functions} match /avatars/{uid}/{rest=**} { allow get: if debug(${expression}) is int || true; }`),
  );
  const resource = fromWire({ null_value: null });
  const verdict = ruleset.verify({ method: 'get', path: AVATAR, request: fromWire(REQUEST), resource }, new Map());
  expect(verdict.permit).toBe(true);
  return verdict.debug.join() || 'error';
}

/** Rows of `expression ⇒ value`. */
function rows(table: string): [string, string][] {
  return table
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [expression, value, ...more] = line.split('⇒').map((part) => part.trim());
      if (!expression || !value || more.length) throw new Error(`no row: ${line}`);
      return [expression, value];
    });
}

const EXPRESSIONS = String.raw`
  1 ⇒ 1
  -1 ⇒ -1
  1.5 ⇒ 1.5
  -0.5 ⇒ -0.5
  9223372036854775807 ⇒ 9223372036854775807
  -9223372036854775808 ⇒ -9223372036854775808
  true ⇒ true
  false ⇒ false
  null ⇒ null
  'a' ⇒ "a"
  "a" ⇒ "a"
  'it\'s' ⇒ "it's"
  "a\"b\\\n\t" ⇒ "a\"b\\\n\t"
  '\x41\u00e9\101' ⇒ "AéA"
  b'abc' ⇒ 616263
  b'é' ⇒ c3a9
  [] ⇒ []
  [1, 'a', [null],] ⇒ [1, "a", [null]]
  {} ⇒ {}
  {'a': 1, 'b': {'c': [2]}} ⇒ {"a": 1, "b": {"c": [2]}}
  {1: 2} ⇒ error
  1 /* a comment */ + 2 ⇒ 3

  1 + 2 ⇒ 3
  1 + 2.0 ⇒ 3.0
  0.5 + 0.5 ⇒ 1.0
  7 - 10 ⇒ -3
  1.5 - 1 ⇒ 0.5
  6 * 7 ⇒ 42
  1.5 * 2 ⇒ 3.0
  7 / 2 ⇒ 3
  -7 / 2 ⇒ -3
  7.0 / 2 ⇒ 3.5
  1 / 0 ⇒ error
  1 % 0 ⇒ error
  1.0 / 0 ⇒ Infinity
  7 % 3 ⇒ 1
  -7 % 3 ⇒ -1
  7.5 % 2 ⇒ 1.5
  9223372036854775807 + 1 ⇒ error
  -9223372036854775808 - 1 ⇒ error
  9223372036854775807 * 2 ⇒ error
  1 + 2 * 3 ⇒ 7
  (1 + 2) * 3 ⇒ 9
  10 - 3 - 2 ⇒ 5
  100 / 5 / 2 ⇒ 10
  -(1 + 2) ⇒ -3
  -'a' ⇒ error
  'a' + 'b' ⇒ "ab"
  'a' + 1 ⇒ error
  1 + 'a' ⇒ error
  [1] + [2] ⇒ error
  'a' * 2 ⇒ error
  null + 1 ⇒ error
  true + true ⇒ error

  1 == 1 ⇒ true
  1 == 2 ⇒ false
  1 == 1.0 ⇒ true
  1.5 == 1.5 ⇒ true
  1 == '1' ⇒ false
  1 != '1' ⇒ true
  null == null ⇒ true
  null == false ⇒ false
  null != 1 ⇒ true
  'a' == 'a' ⇒ true
  'a' == 'A' ⇒ false
  true == true ⇒ true
  [1, 2] == [1, 2] ⇒ true
  [1, 2] == [2, 1] ⇒ false
  [1] == [1.0] ⇒ false
  [1] == [1, 1] ⇒ false
  {'a': 1} == {'a': 1} ⇒ true
  {'a': 1, 'b': 2} == {'b': 2, 'a': 1} ⇒ true
  {'a': 1} == {'a': 2} ⇒ false
  {'a': 1} == {'b': 1} ⇒ false
  [1, 2].toSet() == [2, 1, 1].toSet() ⇒ true
  [1].toSet() == [1.0].toSet() ⇒ true
  [1].toSet() == [2].toSet() ⇒ false
  [1].toSet() == [1] ⇒ false
  b'a' == b'a' ⇒ true
  b'a' == b'b' ⇒ false
  /a/b == /a/b ⇒ true
  /a/b == /a/c ⇒ false
  /a/b == '/a/b' ⇒ false
  latlng.value(1, 2) == latlng.value(1.0, 2.0) ⇒ true
  latlng.value(1, 2) == latlng.value(1, 3) ⇒ false
  1 < 2 ⇒ true
  2 < 2 ⇒ false
  2 <= 2 ⇒ true
  1 < 1.5 ⇒ true
  2 > 1.5 ⇒ true
  2 >= 3 ⇒ false
  'a' < 'b' ⇒ true
  'b' <= 'a' ⇒ false
  b'a' < b'b' ⇒ true
  1 < 'a' ⇒ error
  'a' > 1 ⇒ error
  null < 1 ⇒ error
  true < false ⇒ error
  [1] < [2] ⇒ error
  float('NaN') == float('NaN') ⇒ false
  float('NaN') < 1 ⇒ false

  true && true ⇒ true
  true && false ⇒ false
  false || true ⇒ true
  false || false ⇒ false
  true || 1 / 0 == 1 ⇒ true
  1 / 0 == 1 || true ⇒ true
  false || 1 / 0 == 1 ⇒ error
  1 / 0 == 1 || false ⇒ error
  false && 1 / 0 == 1 ⇒ false
  1 / 0 == 1 && false ⇒ false
  true && 1 / 0 == 1 ⇒ error
  1 / 0 == 1 && true ⇒ error
  1 || true ⇒ true
  true || 1 ⇒ true
  false || 1 ⇒ error
  0 || false ⇒ error
  'a' && false ⇒ false
  true && null ⇒ error
  true || false && false ⇒ true
  (true || false) && false ⇒ false
  !true ⇒ false
  !!true ⇒ true
  !1 ⇒ error
  !null ⇒ error
  !false && false ⇒ false
  true ? 1 : 2 ⇒ 1
  false ? 1 : 2 ⇒ 2
  true ? 1 : 1 / 0 ⇒ 1
  1 ? 2 : 3 ⇒ error
  null ? 2 : 3 ⇒ error
  false ? 1 : true ? 2 : 3 ⇒ 2
  1 < 2 && 2 < 3 ? 'y' : 'n' ⇒ "y"

  1 in [1, 2] ⇒ true
  3 in [1, 2] ⇒ false
  1.0 in [1] ⇒ false
  1.0 in [1].toSet() ⇒ true
  'a' in {'a': 1} ⇒ true
  'b' in {'a': 1} ⇒ false
  1 in {'a': 1} ⇒ error
  'a' in ['a'].toSet() ⇒ true
  'a' in 'abc' ⇒ error
  1 in null ⇒ error
  !('b' in {'a': 1}) ⇒ true

  true is bool ⇒ true
  1 is int ⇒ true
  1 is float ⇒ false
  1 is number ⇒ true
  1.0 is float ⇒ true
  1.0 is int ⇒ false
  1.0 is number ⇒ true
  'a' is number ⇒ false
  'a' is string ⇒ true
  null is string ⇒ false
  [] is list ⇒ true
  [] is map ⇒ false
  {} is map ⇒ true
  [].toSet() is list ⇒ false
  [].toSet() is set ⇒ false
  b'' is bytes ⇒ true
  /a is path ⇒ true
  'a' is path ⇒ false
  request.time is timestamp ⇒ true
  duration.value(1, 's') is duration ⇒ true
  latlng.value(0, 0) is latlng ⇒ true
  1 / 0 is int ⇒ error

  [10, 20, 30][0] ⇒ 10
  [10, 20, 30][2] ⇒ 30
  [10, 20, 30][3] ⇒ error
  [10, 20, 30][-1] ⇒ error
  [10][1.0] ⇒ error
  'abc'[1] ⇒ "b"
  'abc'[3] ⇒ error
  {'a': 1}['a'] ⇒ 1
  {'a': 1}['b'] ⇒ error
  {'a': {'b': 2}}.a.b ⇒ 2
  {'a': 1}.b ⇒ error
  {'a': null}.a ⇒ null
  null.a ⇒ error
  'abc'.a ⇒ error
  1[0] ⇒ error
  [1, 2, 3][0:2] ⇒ [1, 2]
  [1, 2, 3][1:3] ⇒ [2, 3]
  [1, 2, 3][1:1] ⇒ []
  [1, 2, 3][0:4] ⇒ error
  [1, 2, 3][2:1] ⇒ error
  [1, 2, 3][-1:2] ⇒ error
  'abcdef'[0:3] ⇒ "abc"
  'abcdef'[4:6] ⇒ "ef"
  'abcdef'[4:7] ⇒ error
  'abc'['a':2] ⇒ error
  (/a/b/c)[1] ⇒ "b"
  (/a/b/c)[3] ⇒ error
  (/a/b/c)[1:3] ⇒ /b/c

  /databases/(default)/documents/users/$(request.auth.uid) ⇒ /databases/(default)/documents/users/u1
  /a/$(1 + 1)/$(true) ⇒ /a/2/true
  /$('a')/b ⇒ /a/b
  /a/$(/b/c)/d ⇒ /a/b/c/d
  /a/$([1]) ⇒ error
  path('a/b') ⇒ /a/b
  path('/a/b') == /a/b ⇒ true
  path('a//b') ⇒ error
  path('') ⇒ error
  path(1) ⇒ error
  /a/$(path('b/c')) ⇒ /a/b/c
  rest ⇒ /a.png
  rest[0] ⇒ "a.png"
  uid ⇒ "u1"
  bucket ⇒ "demo.appspot.com"

  ''.size() ⇒ 0
  'aé😀'.size() ⇒ 4
  'ABC'.lower() ⇒ "abc"
  'abcÉ'.upper() ⇒ "ABCÉ"
  'É'.lower() ⇒ "É"
  '  a b\n'.trim() ⇒ "a b"
  'é'.toUtf8() ⇒ c3a9
  'a,b,c'.split(',') ⇒ ["a", "b", "c"]
  'a,b,,'.split(',') ⇒ ["a", "b"]
  ',a'.split(',') ⇒ ["", "a"]
  ','.split(',') ⇒ [""]
  'a1b22c'.split('[0-9]+') ⇒ ["a", "b", "c"]
  'a.b'.split('.') ⇒ [""]
  'a.b'.split('[.]') ⇒ ["a", "b"]
  'a1b'.split('([0-9])') ⇒ ["a", "b"]
  'banana'.replace('a', 'o') ⇒ "bonono"
  'a.b'.replace('[.]', '-') ⇒ "a-b"
  'john smith'.replace('(\\w+) (\\w+)', '$2 $1') ⇒ "smith john"
  'a'.replace('a', '\\$1') ⇒ "$1"
  'a'.replace('a', '$1') ⇒ error
  'a'.matches('a') ⇒ true
  'ab'.matches('a') ⇒ false
  'ba'.matches('a') ⇒ false
  'ab'.matches('a|b') ⇒ false
  'user@domain.com'.matches('.*@domain[.]com') ⇒ true
  'image/png'.matches('image/.*') ⇒ true
  'text/image/png'.matches('image/.*') ⇒ false
  'a\nb'.matches('a.b') ⇒ false
  'a\nb'.matches('(?s)a.b') ⇒ true
  'a\rb'.matches('a.b') ⇒ true
  'a\n'.matches('a$') ⇒ false
  'ABC'.matches('(?i)abc') ⇒ true
  'aBC'.matches('a(?i:bc)') ⇒ true
  'ABC'.matches('a(?i:bc)') ⇒ false
  '😀'.matches('.') ⇒ true
  'é'.matches('\\w') ⇒ false
  'é'.matches('\\pL') ⇒ true
  'α'.matches('\\p{Greek}') ⇒ true
  'a'.matches('\\p{Greek}') ⇒ false
  '\u00a0'.matches('\\s') ⇒ false
  'a_1'.matches('[[:word:]]+') ⇒ true
  'a-1'.matches('[[:word:]]+') ⇒ false
  'a-b.c'.matches('[\\w-.]+') ⇒ true
  'a]b'.matches('[]ab]+') ⇒ true
  'a[b'.matches('[a[b]+') ⇒ true
  'a{b}'.matches('a{b}') ⇒ true
  'aaa'.matches('a{2,3}') ⇒ true
  'a'.matches('a{2,3}') ⇒ false
  'a-b'.matches('a\\-b') ⇒ true
  'é'.matches('\\x{e9}') ⇒ true
  'ab'.matches('\\Aab\\z') ⇒ true
  'ab'.matches('(?P<x>a)b') ⇒ true
  'ab'.matches('a' + '(?=b)b') ⇒ error
  'aa'.matches('(a)' + '\\1') ⇒ error
  'a'.matches('a' + ')|(b') ⇒ error
  'a'.matches('a' + '**') ⇒ error
  'a'.matches('\\Q' + 'a') ⇒ error
  'a'.matches('(?' + 'm)a') ⇒ error
  'a'.matches('[' + 'a') ⇒ error
  'a'.matches(1) ⇒ error
  1.matches('a') ⇒ error
  null.matches('a') ⇒ error

  b'abc'.size() ⇒ 3
  b'abc'.toBase64() ⇒ "YWJj"
  b'a>?>'.toBase64() ⇒ "YT4_Pg=="
  b'é'.toHexString() ⇒ "C3A9"

  [1, 2].size() ⇒ 2
  ['a', 'b'].hasAll(['a']) ⇒ true
  ['a', 'b'].hasAll(['a', 'c']) ⇒ false
  ['a', 'b'].hasAny(['b', 'c']) ⇒ true
  ['a', 'b'].hasAny(['c']) ⇒ false
  ['a', 'b'].hasOnly(['a', 'c']) ⇒ false
  ['a', 'b'].hasOnly(['a', 'b', 'c']) ⇒ true
  ['a', 'a', 'b'].hasOnly(['a', 'b', 'b']) ⇒ true
  [1].hasAll([1.0]) ⇒ false
  [1].hasAll([1].toSet()) ⇒ error
  [1, 'a', 2.0, null, true].join('-') ⇒ "1-a-2.0-null-true"
  [[1]].join('-') ⇒ error
  [1].concat([2, 1]) ⇒ [1, 2, 1]
  [1, 2, 1, 3].removeAll([1]) ⇒ [2, 3]
  [1, 2, 1].toSet() ⇒ set[1, 2]
  ['a', 'b'].toSet().size() ⇒ 2
  ['a', 'b'].toSet().difference(['a', 'c'].toSet()) ⇒ set["b"]
  ['a', 'b'].toSet().intersection(['a', 'c'].toSet()) ⇒ set["a"]
  ['a', 'b'].toSet().union(['a', 'c'].toSet()) ⇒ set["a", "b", "c"]
  ['a'].toSet().union(['b']) ⇒ error
  ['d', 'e', 'f'].toSet().hasAll(['d', 'e']) ⇒ true
  ['a', 'b'].toSet().hasAll(['a', 'c']) ⇒ false
  ['a', 'b'].toSet().hasAny(['c', 'd'].toSet()) ⇒ false
  ['a', 'b'].toSet().hasAny(['a', 'c'].toSet()) ⇒ true
  ['a', 'b'].toSet().hasOnly(['a', 'c']) ⇒ false
  ['a', 'b'].toSet().hasOnly(['a', 'b', 'c']) ⇒ true
  ['a'].toSet().join(',') ⇒ error

  {'b': 1, 'a': 2}.keys() ⇒ ["a", "b"]
  {'b': 1, 'a': 2}.values() ⇒ [1, 2]
  {'a': 1}.size() ⇒ 1
  {'a': 1}.get('a', 2) ⇒ 1
  {'a': 1}.get('b', 2) ⇒ 2
  {'a': null}.get('a', 2) ⇒ null
  {'a': {'b': 1}}.get(['a', 'b'], 2) ⇒ 1
  {'a': {'b': 1}}.get(['a', 'c'], 2) ⇒ 2
  {'a': 1}.get(['a', 'c'], 2) ⇒ 2
  {'a': 1}.get(1, 2) ⇒ error
  {'a': 1}.get([1], 2) ⇒ error
  {'a': 1}.diff({}).addedKeys() ⇒ set["a"]
  {}.diff({'a': 1}).removedKeys() ⇒ set["a"]
  {'a': 0}.diff({'a': 1, 'b': 4}).changedKeys() ⇒ set["a"]
  {'a': 0, 'b': 1}.diff({'a': 0, 'b': 2}).unchangedKeys() ⇒ set["a"]
  {'a': 0, 'c': 0, 'u': 0}.diff({'r': 0, 'c': 1, 'u': 0}).affectedKeys() == ['a', 'r', 'c'].toSet() ⇒ true
  {'a': 1}.diff([]) ⇒ error

  request.time.year() ⇒ 2026
  request.time.month() ⇒ 11
  request.time.day() ⇒ 22
  request.time.hours() ⇒ 13
  request.time.minutes() ⇒ 14
  request.time.seconds() ⇒ 15
  request.time.nanos() ⇒ 678000000
  request.time.dayOfWeek() ⇒ 7
  timestamp.date(2026, 11, 23).dayOfWeek() ⇒ 1
  request.time.dayOfYear() ⇒ 326
  timestamp.date(2024, 12, 31).dayOfYear() ⇒ 366
  request.time.toMillis() ⇒ 1795353255678
  request.time.date() ⇒ 2026-11-22T00:00:00.000Z
  request.time.time() == duration.time(13, 14, 15, 678000000) ⇒ true
  request.time == timestamp.value(1795353255678) ⇒ true
  request.time > timestamp.date(2026, 11, 22) ⇒ true
  request.time < timestamp.date(2026, 11, 22) ⇒ false
  request.time < 5 ⇒ error
  timestamp.date(2026, 1, 31) + duration.value(1, 'd') ⇒ 2026-02-01T00:00:00.000Z
  duration.value(1, 'h') + timestamp.date(2026, 1, 31) ⇒ 2026-01-31T01:00:00.000Z
  timestamp.date(2026, 2, 1) - duration.value(1, 'w') ⇒ 2026-01-25T00:00:00.000Z
  timestamp.date(2026, 2, 1) - timestamp.date(2026, 1, 31) == duration.value(24, 'h') ⇒ true
  timestamp.date(2026, 2, 1) + timestamp.date(2026, 1, 31) ⇒ error
  timestamp.date(2026, 2, 1) + 1 ⇒ error
  timestamp.date(2026, 2, 30) ⇒ error
  timestamp.date(2026, 13, 1) ⇒ error
  timestamp.date(0, 1, 1) ⇒ error
  timestamp.date(1, 1, 1).year() ⇒ 1
  timestamp.value(-1).toMillis() ⇒ -1
  timestamp.value(-1).nanos() ⇒ 999000000
  timestamp.value(0) ⇒ 1970-01-01T00:00:00.000Z
  timestamp.value('2026-11-22T10:00:00.5+01:00') ⇒ 2026-11-22T09:00:00.500Z
  timestamp.value('yesterday') ⇒ error
  timestamp.value(999999999999999) ⇒ error

  duration.value(90, 'm') ⇒ 5400000000000ns
  duration.value(1, 'w') == duration.value(7, 'd') ⇒ true
  duration.value(5, 'ms').nanos() ⇒ 5000000
  duration.value(5, 'ns') ⇒ 5ns
  duration.value(1, 'y') ⇒ error
  duration.value(1.5, 's') ⇒ error
  duration.time(1, 1, 1, 5).seconds() ⇒ 3661
  duration.time(1, 1, 1, 5).nanos() ⇒ 5
  duration.abs(duration.value(-3, 's')) ⇒ 3000000000ns
  -duration.value(3, 's') ⇒ -3000000000ns
  duration.value(1, 's') + duration.value(1, 's') ⇒ 2000000000ns
  duration.value(1, 's') - duration.value(3, 's') ⇒ -2000000000ns
  duration.value(1, 's') < duration.value(1, 'm') ⇒ true
  duration.value(99999999, 'w') ⇒ error

  latlng.value(1.5, 2).latitude() ⇒ 1.5
  latlng.value(1.5, 2).longitude() ⇒ 2.0
  latlng.value(91, 0) ⇒ error
  latlng.value(0, 181) ⇒ error
  latlng.value(0, 0).distance(latlng.value(0, 0)) ⇒ 0.0
  math.round(latlng.value(0, 0).distance(latlng.value(0, 1))) ⇒ 111195

  math.abs(-3) ⇒ 3
  math.abs(-3.5) ⇒ 3.5
  math.ceil(1.2) ⇒ 2.0
  math.floor(-1.2) ⇒ -2.0
  math.round(2.5) ⇒ 3
  math.round(-2.5) ⇒ -2
  math.round(7) ⇒ 7
  math.sqrt(9) ⇒ 3.0
  math.pow(2, 10) ⇒ 1024.0
  math.isNaN(float('NaN')) ⇒ true
  math.isNaN(1) ⇒ false
  math.isInfinite(1.0 / 0) ⇒ true
  math.isInfinite(1) ⇒ false
  math.abs('a') ⇒ error

  hashing.md5('hello').toHexString() ⇒ "5D41402ABC4B2A76B9719D911017C592"
  hashing.sha256(b'').toHexString() ⇒ "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
  hashing.crc32('123456789').toHexString() ⇒ "2639F4CB"
  hashing.crc32c('123456789').toHexString() ⇒ "839206E3"
  hashing.md5(1) ⇒ error

  int('12') ⇒ 12
  int('-12') ⇒ -12
  int('1.5') ⇒ error
  int(2.9) ⇒ 2
  int(-2.9) ⇒ -2
  int('9223372036854775808') ⇒ error
  int(true) ⇒ error
  float('1.5') ⇒ 1.5
  float(2) ⇒ 2.0
  float('1e3') ⇒ 1000.0
  float('abc') ⇒ error
  float('') ⇒ error
  string(true) ⇒ "true"
  string(1) ⇒ "1"
  string(2.0) ⇒ "2.0"
  string(1.0 * 10000000) ⇒ "1.0E7"
  string(0.0001) ⇒ "1.0E-4"
  string(null) ⇒ "null"
  string(/a/b) ⇒ "/a/b"
  string([1]) ⇒ error
  bool('true') ⇒ true
  bool('false') ⇒ false
  bool('yes') ⇒ error
  bool(1) ⇒ error
  debug(5) + 1 ⇒ 5,6

  request.auth.uid == uid ⇒ true
  request.auth.token.level ⇒ 3
  request.auth.token.ratio ⇒ 0.5
  request.auth.token.missing ⇒ error
  request.auth.token.get('missing', 0) ⇒ 0
  request.path ⇒ /b/demo/o/avatars/u1/a.png
  request.params ⇒ error
  request.resource.size < 5 * 1024 * 1024 ⇒ true
  request.resource.contentEncoding ⇒ null
  request.resource.metadata.owner ⇒ "u1"
  request.resource.md5Hash ⇒ error
  resource ⇒ null
  resource.size ⇒ error
  resource == null || resource.size > 0 ⇒ true
  firestore.get(/users/u1) ⇒ error
  firestore.get('/databases/(default)/documents/users/u1') ⇒ error
  firestore.exists(/databases/(default)/documents/users) ⇒ error
  firestore.exists(/databases/(default)/documents/users/$('..')) ⇒ error
  firestore.exists(/databases/(default)/documents/users/$('a/b')) ⇒ error
  firestore.exists(/databases/(default)/documents/users/$('')) ⇒ error
`;

const FUNCTION_CALLS: [call: string, functions: string, value: string][] = [
  ['add(1, 2)', 'function add(a, b) { return a + b; }', '3'],
  ['area(2)', 'function area(r) { let square = r * r; let pi = 3; return pi * square; }', '12'],
  ['f(1)', 'function f(x) { let x2 = x + 1; let x3 = x2 + 1; return [x, x2, x3] }', '[1, 2, 3]'],
  ['f(2)', 'function f(x) { return g(x) + 1; } function g(x) { return x * 10; }', '21'],
  // A function sees the wildcards of where it is declared, not those of its callers.
  ['b()', 'function b() { return bucket; }', '"demo.appspot.com"'],
  ['f(uid)', 'function f(bucket) { return bucket; }', '"u1"'],
  ['f({"size": 1})', 'function f(resource) { return resource.size; }', '1'],
  // What fails counts where it is used.
  ['f(1 / 0)', 'function f(x) { return 5; }', '5'],
  ['f(1 / 0)', 'function f(x) { return x; }', 'error'],
  ['f()', 'function f() { let bad = 1 / 0; return true || bad; }', 'true'],
  ['f()', 'function f() { let bad = 1 / 0; return bad; }', 'error'],
];

describe('expressions', () => {
  it.each(rows(EXPRESSIONS))('%s ⇒ %s', (expression, value) => {
    expect(evaluated(expression)).toBe(value);
  });

  it.each(FUNCTION_CALLS)('%s with %s', (call, functions, value) => {
    expect(evaluated(call, functions)).toBe(value);
  });

  it('takes long chains of operators, and refuses those that overflow the stack', () => {
    expect(evaluated(`${'1 + '.repeat(200)}1`)).toBe('201');
    expect(loadErrors(inCondition(`${'1 + '.repeat(50_000)}1 > 0`))).toEqual([
      'storage.rules:1:1: the rules are too complex',
    ]);
  });
});

const anonymous = { request: map({ auth: { null_value: null }, resource: { null_value: null } }) };
const existing = { resource: map({ size: { int_value: 10 }, metadata: map({}) }) };
const OWNER = storage(`
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
const V1 = storage('match /all/{rest=**} { allow read; } match /one/{f} { allow get, write; }', '1');

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

const inCondition = (expression: string) => storage(`match /{f} { allow read: if ${expression}; }`);
/** In `inCondition` the expression starts at 3:29. */
const LOAD_ERRORS: [source: string, error: string][] = [
  [inCondition('foo'), "3:29: unknown variable 'foo'"],
  [inCondition('math'), "3:29: unknown variable 'math'"],
  [inCondition('true || foo'), "3:37: unknown variable 'foo'"],
  [inCondition('/a/$(foo) == f'), "3:34: unknown variable 'foo'"],
  [inCondition('{"a": [foo]} == f'), "3:36: unknown variable 'foo'"],
  [inCondition('foo()'), "3:29: unknown function 'foo'"],
  [inCondition('get(/a/b)'), "3:29: unknown function 'get'"],
  [inCondition('exists(/a/b)'), "3:29: unknown function 'exists'"],
  [inCondition('math.cube(1)'), "3:34: unknown function 'math.cube'"],
  [inCondition('firestore.getAfter(/a/b)'), "3:39: unknown function 'firestore.getAfter'"],
  [inCondition('int()'), "3:29: 'int' takes 1 arguments, not 0"],
  [inCondition('math.pow(1)'), "3:34: 'math.pow' takes 2 arguments, not 1"],
  [inCondition('f.startsWith("a")'), "3:31: unknown method 'startsWith'"],
  [inCondition('f.matches()'), "3:31: 'matches' takes 1 arguments, not 0"],
  [inCondition('f.size(1)'), "3:31: 'size' takes 0 arguments, not 1"],
  [inCondition('f.bind({})'), "3:31: unknown method 'bind'"],
  [inCondition('f.constructor()'), "3:31: unknown method 'constructor'"],
  [inCondition('toString()'), "3:29: unknown function 'toString'"],
  [inCondition('f is text'), "3:31: unknown type 'text'"],
  [inCondition('f is null'), "3:34: 'null' is a keyword"],
  [inCondition('f is constraint'), "3:31: unknown type 'constraint'"],
  [inCondition('request.foo == 1'), "3:37: 'request' has no 'foo'"],
  [inCondition('request.method == "get"'), "3:37: 'request' has no 'method'"],
  [inCondition('request.auth.email == "a"'), "3:42: 'request.auth' has no 'email'"],
  [inCondition('request.resource.data.a == 1'), "3:46: 'request.resource' has no 'data'"],
  [inCondition('resource.data == 1'), "3:38: 'resource' has no 'data'"],
  [inCondition('f.matches("(?=a)")'), '3:39: not a regular expression that this runtime knows: (?=a'],
  [inCondition('f.matches("(?<!a)b")'), '3:39: not a regular expression that this runtime knows: (?<!'],
  [
    inCondition(String.raw`f.matches("(a)\\1")`),
    String.raw`3:39: not a regular expression that this runtime knows: \1`,
  ],
  [inCondition('f.split("a)|(b") == []'), '3:37: not a regular expression that this runtime knows: a)|(b'],
  [inCondition('f.replace("[a", "") == f'), '3:39: not a regular expression that this runtime knows: ['],
  [inCondition('f === f'), "3:33: expected an expression, found '='"],
  [inCondition('f = f'), "3:31: expected ';', found '='"],
  [inCondition('f & f'), "3:31: unexpected character '&'"],
  [inCondition('f ^ f'), "3:31: unexpected character '^'"],
  [inCondition('f ?? f'), "3:32: expected an expression, found '?'"],
  [inCondition('f ? f'), "3:34: expected ':', found ';'"],
  [inCondition('4/2 == 2'), '3:30: a division needs a space after /'],
  [inCondition('1 < 2 < 3'), "3:35: add parentheses: '<' after '<' is ambiguous"],
  [inCondition('f == f in [f]'), "3:36: add parentheses: 'in' after '==' is ambiguous"],
  [inCondition('9223372036854775808 > 1'), '3:29: 9223372036854775808 does not fit into 64 bits'],
  [inCondition('1e5 > 1'), "3:30: expected ';', found 'e5'"],
  [inCondition('/a/%20 == f'), "3:32: expected '$', found '%'"],
  [inCondition('/a/ == f'), "3:33: expected '$', found '=='"],
  [inCondition('[1, 2'), "3:34: expected ']', found ';'"],
  [inCondition("'a"), '3:29: unterminated string'],
  [inCondition(String.raw`'\q' == f`), String.raw`3:30: unknown escape '\q'`],
  [inCondition(String.raw`b'\xff' == f`), '3:31: byte escapes are not supported'],
  [inCondition(''), "3:29: expected an expression, found ';'"],
  [inCondition(`${'('.repeat(200)}f`), '3:129: the expression is nested too deeply'],
  [inCondition(`${'!'.repeat(200)}f`), '3:129: the expression is nested too deeply'],
  [storage('match /{f} { allow reed; }'), "3:20: unknown permission 'reed'"],
  [storage('match /{f} { allow read, constructor; }'), "3:26: unknown permission 'constructor'"],
  [storage('match /{f} { allow read if true; }'), "3:25: expected ';', found 'if'"],
  [storage('match /{f} { allow read: true; }'), "3:26: expected 'if', found 'true'"],
  [storage('match /{f} { deny read; }'), "3:14: expected 'allow', 'match', 'function' or '}', found 'deny'"],
  [storage('match {f} { }'), "3:7: expected a path, found '{'"],
  [storage('match /{f=*} { }'), "3:12: expected '*', found '}'"],
  [storage('match /{f}/{f} { }'), "3:13: 'f' exists already"],
  [storage('match /{math} { }'), "3:9: 'math' is built in"],
  [storage('match /{if} { }'), "3:9: 'if' is a keyword"],
  [storage('match /a/{f=**}/b { allow read; }', '1'), "3:11: in rules_version '1' {…=**} has to be the last segment"],
  [
    storage('match /{f=**} { match /b { allow read; } }', '1'),
    "3:17: in rules_version '1' nothing matches inside of {…=**}",
  ],
  [storage('function f(a) { return f(a); }'), "3:24: 'f' calls itself"],
  [storage('function f() { return g(); } function g() { return f(); }'), "3:52: 'f' calls itself"],
  [storage('function f(a, a) { return a; }'), "3:15: 'a' exists already"],
  [storage('function f(a) { let a = 1; return a; }'), "3:21: 'a' exists already"],
  [storage('function f() { let a = b; let b = 1; return a; }'), "3:24: unknown variable 'b'"],
  [storage('function f() { return 1; } function f() { return 2; }'), "3:37: function 'f' exists already"],
  [storage('function int(a) { return 1; }'), "3:10: 'int' is built in"],
  [storage('function f(a) { return a; } match /{x} { allow get: if f(); }'), "3:56: 'f' takes 1 arguments, not 0"],
  [storage('function f() { return x; } match /{x} { allow get: if f(); }'), "3:23: unknown variable 'x'"],
  [
    storage('match /{x} { function f() { return true; } } match /{y} { allow get: if f(); }'),
    "3:73: unknown function 'f'",
  ],
  [storage('function f() { true }'), "3:16: expected 'return', found 'true'"],
  [storage('function f() { var a = 1; return a; }'), "3:16: expected 'return', found 'var'"],
  [storage('function f(a, b, c, d, e, g, h, i) { return a; }'), "3:10: 'f' has more than 7 parameters"],
  ['service cloud.firestore { }', "1:9: unknown service 'cloud.firestore'"],
  ['service firebase.storage { allow read; }', "1:28: expected 'match', 'function' or '}', found 'allow'"],
  ['service firebase.storage { } service firebase.storage { }', "1:30: expected the end of the file, found 'service'"],
  [
    'service firebase.storage { match /a {',
    "1:38: expected 'allow', 'match', 'function' or '}', found the end of the file",
  ],
  ["rules_version = '3'; service firebase.storage { }", "1:17: unknown rules_version '3'"],
  ['rules_version = 2; service firebase.storage { }', "1:17: unknown rules_version '2'"],
  ["import 'x'; service firebase.storage { }", "1:1: expected 'service', found 'import'"],
  ['', "1:1: expected 'service', found the end of the file"],
  ['service firebase.storage { /* }', "1:28: expected 'match', 'function' or '}', found '/'"],
];

describe('loading', () => {
  it.each(LOAD_ERRORS)('%j', (source, error) => {
    expect(loadErrors(source)[0]).toBe(`storage.rules:${error}`);
  });

  it('reports every fault that the checker finds', () => {
    expect(loadErrors(storage('match /{f} {\n allow get: if a;\n allow list: if f.b();\n}'))).toEqual([
      "storage.rules:4:16: unknown variable 'a'",
      "storage.rules:5:19: unknown method 'b'",
    ]);
  });

  it('refuses calls deeper than 20, and takes 20', () => {
    const chain = (length: number) =>
      storage(Array.from({ length }, (_, i) => `function f${i}() { return ${i ? `f${i - 1}()` : 1}; }`).join('\n'));
    expect(loadErrors(chain(20))).toEqual([]);
    expect(loadErrors(chain(21))[0]).toContain('calls are nested deeper than 20');
  });
});

describe('values on the wire', () => {
  const decoded: [wire: unknown, value: Value][] = [
    [{ null_value: null }, null],
    [{ int_value: 5 }, 5n],
    [{ int_value: '9223372036854775807' }, 9223372036854775807n],
    [{ float_value: 1.5 }, 1.5],
    [{ list_value: { values: [{ bool_value: true }] } }, [true]],
    [{ list_value: {} }, []],
    [{ map_value: { fields: { a: { string_value: 'b' } } } }, new Map([['a', 'b']])],
  ];
  it.each(decoded)('%j', (wire, value) => {
    expect(fromWire(wire)).toEqual(value);
  });

  it.each([
    undefined,
    null,
    {},
    { int_value: 1.5 },
    { int_value: null },
    { bool_value: 'true' },
    { string_value: 1 },
    { timestamp_value: 'x' },
    { timestamp_value: '2026-02-30T00:00:00Z' },
    { other_value: 1 },
    { int_value: 1, string_value: 'a' },
  ])('refuses %j', (wire) => {
    expect(() => fromWire(wire)).toThrow();
  });

  it('reads documents of Firestore', () => {
    const name = 'projects/demo/databases/(default)/documents/users/u1';
    const fields = {
      s: { stringValue: 'a' },
      i: { integerValue: '7' },
      d: { doubleValue: 2 },
      n: { doubleValue: 'NaN' },
      b: { booleanValue: false },
      z: { nullValue: null },
      t: { timestampValue: '2026-11-22T00:00:00.000000001Z' },
      y: { bytesValue: 'YWJj' },
      r: { referenceValue: name },
      g: { geoPointValue: { latitude: 1 } },
      a: { arrayValue: { values: [{ integerValue: '1' }] } },
      e: { arrayValue: {} },
      m: { mapValue: { fields: { k: { stringValue: 'v' } } } },
    };
    const document = fromDocument({ name, fields });
    expect(document.get('id')).toBe('u1');
    expect(String(document.get('__name__'))).toBe('/databases/(default)/documents/users/u1');
    const data = document.get('data') as Map<string, Value>;
    expect([...data.keys()]).toEqual(Object.keys(fields));
    expect(['s', 'i', 'd', 'n', 'b', 'z', 'a', 'e'].map((key) => data.get(key))).toEqual([
      'a',
      7n,
      2,
      Number.NaN,
      false,
      null,
      [1n],
      [],
    ]);
    expect(data.get('t')).toMatchObject({ nanos: 1795305600000000001n });
    expect(data.get('g')).toMatchObject({ latitude: 1, longitude: 0 });
    expect(String(data.get('r'))).toBe('/databases/(default)/documents/users/u1');
    expect(data.get('m')).toEqual(new Map([['k', 'v']]));
    expect(fromDocument({ name }).get('data')).toEqual(new Map());
    expect(() => fromDocument({ name, fields: { x: { otherValue: 1 } } })).toThrow('unknown Firestore value');
  });
});

describe('the program', () => {
  const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  const program = fileURLToPath(new URL('../../tools/emulators/storage-rules/serve.ts', import.meta.url));
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
