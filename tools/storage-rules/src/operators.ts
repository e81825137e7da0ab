import { METHODS_OF } from './methods.ts';
import type { BinaryOperator } from './syntax.ts';
import {
  Duration,
  EvaluationError,
  equal,
  int,
  Path,
  RulesSet,
  strictlyEqual,
  Timestamp,
  typeOf,
  type Value,
} from './values.ts';

/**
 * A binary operator whose two sides are known (so not `&&` and `||`).
 * https://firebase.google.com/docs/rules/rules-language#operators
 *
 * @returns the result; an error for types that the operator does not combine
 */
export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return contains(right, left);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

/** `-value` */
export function negate(value: Value): Value {
  if (typeof value === 'bigint') return int(-value);
  if (typeof value === 'number') return -value;
  if (value instanceof Duration) return new Duration(-value.nanos);
  throw new EvaluationError(`- does not take a ${typeOf(value)}`);
}

/** `object.name`; a key that is not there is an error. */
export function member(object: Value, name: string): Value {
  if (!(object instanceof Map)) throw new EvaluationError(`a ${typeOf(object)} has no '${name}'`);
  const value = object.get(name);
  if (value === undefined) throw new EvaluationError(`the map has no '${name}'`);
  return value;
}

/** `object[key]` of maps, lists, strings and paths. */
export function index(object: Value, key: Value): Value {
  if (object instanceof Map && typeof key === 'string') return member(object, key);
  const items = object instanceof Path ? object.segments : object;
  if ((typeof items === 'string' || Array.isArray(items)) && typeof key === 'bigint') {
    const item = key < 0n ? undefined : items[Number(key)];
    if (item === undefined) throw new EvaluationError(`no item ${key} among ${items.length}`);
    return item;
  }
  throw new EvaluationError(`a ${typeOf(object)} has no [${typeOf(key)}]`);
}

/** `object[from:to]` of lists, strings and paths: `to` is not part of it, and neither may lie outside. */
export function range(object: Value, from: Value, to: Value): Value {
  const items = object instanceof Path ? object.segments : object;
  if ((typeof items !== 'string' && !Array.isArray(items)) || typeof from !== 'bigint' || typeof to !== 'bigint') {
    throw new EvaluationError(`a ${typeOf(object)} has no [${typeOf(from)}:${typeOf(to)}]`);
  }
  // As Google's evaluator has it: the first and the last item of the range both have to exist.
  if (from < 0n || to < 1n || from >= items.length || to > items.length || from > to) {
    throw new EvaluationError(`no range ${from}:${to} among ${items.length}`);
  }
  const part = items.slice(Number(from), Number(to));
  return object instanceof Path ? new Path(part as string[]) : part;
}

/** Whether a value has the method, to tell that error from a wrong argument's. */
export function methodOf(object: Value, name: string) {
  const methods = METHODS_OF[typeOf(object)];
  const found = methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!found) throw new EvaluationError(`a ${typeOf(object)} has no method '${name}'`);
  return found;
}

function contains(collection: Value, value: Value): boolean {
  if (Array.isArray(collection)) return collection.some((item) => strictlyEqual(item, value));
  if (collection instanceof RulesSet) return collection.has(value);
  if (collection instanceof Map && typeof value === 'string') return collection.has(value);
  throw new EvaluationError(`no ${typeOf(value)} can be in a ${typeOf(collection)}`);
}

function compare(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  const [a, b] = comparable(left, right, operator);
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function comparable(left: Value, right: Value, operator: string): [number | bigint | string, number | bigint | string] {
  if (isNumber(left) && isNumber(right)) return [left, right];
  if (typeof left === 'string' && typeof right === 'string') return [left, right];
  if (left instanceof Uint8Array && right instanceof Uint8Array) return [Buffer.compare(left, right), 0];
  if (left instanceof Timestamp && right instanceof Timestamp) return [left.nanos, right.nanos];
  if (left instanceof Duration && right instanceof Duration) return [left.nanos, right.nanos];
  throw mismatch(operator, left, right);
}

function arithmetic(operator: BinaryOperator, left: Value, right: Value): Value {
  if (typeof left === 'bigint' && typeof right === 'bigint') return integer(operator, left, right);
  if (isNumber(left) && isNumber(right)) return float(operator, Number(left), Number(right));
  if (operator === '+') {
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (left instanceof Duration && right instanceof Duration) return new Duration(left.nanos + right.nanos);
    if (left instanceof Timestamp && right instanceof Duration) return new Timestamp(left.nanos + right.nanos);
    if (left instanceof Duration && right instanceof Timestamp) return new Timestamp(left.nanos + right.nanos);
  }
  if (operator === '-') {
    if (left instanceof Duration && right instanceof Duration) return new Duration(left.nanos - right.nanos);
    if (left instanceof Timestamp && right instanceof Duration) return new Timestamp(left.nanos - right.nanos);
    if (left instanceof Timestamp && right instanceof Timestamp) return new Duration(left.nanos - right.nanos);
  }
  throw mismatch(operator, left, right);
}

function integer(operator: BinaryOperator, left: bigint, right: bigint): bigint {
  if (operator === '+') return int(left + right);
  if (operator === '-') return int(left - right);
  if (operator === '*') return int(left * right);
  if (right === 0n) throw new EvaluationError('division by zero');
  return operator === '/' ? int(left / right) : left % right;
}

function float(operator: BinaryOperator, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return operator === '/' ? left / right : left % right;
}

function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function mismatch(operator: string, left: Value, right: Value): EvaluationError {
  return new EvaluationError(`${operator} does not combine a ${typeOf(left)} and a ${typeOf(right)}`);
}
