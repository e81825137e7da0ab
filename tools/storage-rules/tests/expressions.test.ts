import { describe, expect, it } from 'vitest';
import { BASIC } from './expressions-basic.ts';
import { TYPES } from './expressions-types.ts';
import { evaluated, inCondition, loadErrors, rows } from './support.ts';

const FUNCTION_CALLS: [call: string, functions: string, value: string][] = [
  ['add(1, 2)', 'function add(a, b) { return a + b; }', '3'],
  ['area(2)', 'function area(r) { let square = r * r; let pi = 3; return pi * square; }', '12'],
  ['f(1)', 'function f(x) { let x2 = x + 1; let x3 = x2 + 1; return [x, x2, x3] }', '[1, 2, 3]'],
  ['f(2)', 'function f(x) { return g(x) + 1; } function g(x) { return x * 10; }', '21'],
  // A function sees the wildcards of where it is declared, not those of its callers.
  ['b()', 'function b() { return bucket; }', '"demo.appspot.com"'],
  ['f(uid)', 'function f(bucket) { return bucket; }', '"u1"'],
  ['f({"size": 1})', 'function f(resource) { return resource.size; }', '1'],
  // A failure counts where the value is used.
  ['f(1 / 0)', 'function f(x) { return 5; }', '5'],
  ['f(1 / 0)', 'function f(x) { return x; }', 'error'],
  ['f()', 'function f() { let bad = 1 / 0; return true || bad; }', 'true'],
  ['f()', 'function f() { let bad = 1 / 0; return bad; }', 'error'],
];

describe('expressions', () => {
  it.each([...rows(BASIC), ...rows(TYPES)])('%s ⇒ %s', (expression, value) => {
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
