import { describe, expect, it } from 'vitest';
import { inCondition, loadErrors, storage } from './support.ts';

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
