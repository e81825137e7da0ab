/**
 * The values of the rules language: https://firebase.google.com/docs/reference/rules/rules
 * An int is a bigint and a float a number, so that the two can't be mixed up. Where the reference leaves room, this
 * follows what hidane's authors measured on Google's own evaluator (crate hidane-rules, `eval/value.rs`).
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | Value[]
  | Map<string, Value>
  | RulesSet
  | MapDiff
  | Timestamp
  | Duration
  | LatLng
  | Path;

/** An expression that has no value. It denies, unless `||` or `&&` absorb it. */
export class EvaluationError extends Error {
  at: number | undefined;
}

const SECOND = 1_000_000_000n;

/** Nanoseconds since 1970, within the years 1 to 9999. */
export class Timestamp {
  nanos: bigint;

  constructor(nanos: bigint) {
    if (nanos < -62_135_596_800n * SECOND || nanos >= 253_402_300_800n * SECOND) {
      throw new EvaluationError('a timestamp outside of the years 1 to 9999');
    }
    this.nanos = nanos;
  }

  /** The whole milliseconds before it. */
  get millis(): number {
    return Number((this.nanos - (((this.nanos % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n);
  }
}

/** Nanoseconds, up to 10,000 years either way. */
export class Duration {
  nanos: bigint;

  constructor(nanos: bigint) {
    if (nanos > 315_576_000_000n * SECOND || nanos < -315_576_000_000n * SECOND) {
      throw new EvaluationError('a duration beyond 10,000 years');
    }
    this.nanos = nanos;
  }
}

export class LatLng {
  latitude: number;
  longitude: number;

  constructor(latitude: number, longitude: number) {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw new EvaluationError('no place on earth');
    this.latitude = latitude;
    this.longitude = longitude;
  }
}

export class Path {
  segments: string[];

  constructor(segments: string[]) {
    this.segments = segments;
  }

  toString(): string {
    return `/${this.segments.join('/')}`;
  }
}

/** Distinct values; of equal ones the first is kept. */
export class RulesSet {
  items: Value[] = [];

  constructor(items: Iterable<Value>) {
    for (const item of items) if (!this.has(item)) this.items.push(item);
  }

  has(value: Value): boolean {
    return this.items.some((item) => looselyEqual(item, value));
  }
}

export class MapDiff {
  added: string[];
  removed: string[];
  changed: string[];
  unchanged: string[];

  constructor(after: Map<string, Value>, before: Map<string, Value>) {
    const same = (key: string) => looselyEqual(after.get(key) ?? null, before.get(key) ?? null);
    const shared = [...after.keys()].filter((key) => before.has(key));
    this.added = [...after.keys()].filter((key) => !before.has(key));
    this.removed = [...before.keys()].filter((key) => !after.has(key));
    this.changed = shared.filter((key) => !same(key));
    this.unchanged = shared.filter(same);
  }
}

/** The types that `is` knows; `constraint`, `map_diff` and `vector` are Firestore's and refused here. */
export const IS_TYPES = new Set([
  ...['bool', 'bytes', 'duration', 'float', 'int', 'latlng', 'list', 'map', 'number', 'path', 'set', 'string'],
  'timestamp',
]);

/** The name of a value's type, as `is` and the messages spell it. */
export function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'string';
  if (value instanceof Uint8Array) return 'bytes';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'map';
  if (value instanceof RulesSet) return 'set';
  if (value instanceof MapDiff) return 'map_diff';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Duration) return 'duration';
  return value instanceof LatLng ? 'latlng' : 'path';
}

/** `value is type`. Google's evaluator answers false for `is set`, whatever the value. */
export function isOfType(value: Value, type: string): boolean {
  if (type === 'set') return false;
  const actual = typeOf(value);
  return actual === type || (type === 'number' && (actual === 'int' || actual === 'float'));
}

/** `==`: 1 equals 1.0, but not inside lists and maps; values of different types are not equal. */
export function equal(a: Value, b: Value): boolean {
  return numbersEqual(a, b) || strictlyEqual(a, b);
}

/** Equality as lists and `in` use it: 1 is not 1.0. */
export function strictlyEqual(a: Value, b: Value): boolean {
  return same(a, b, strictlyEqual);
}

/** Equality as sets and diffs use it: 1 is 1.0, however deep. */
export function looselyEqual(a: Value, b: Value): boolean {
  return numbersEqual(a, b) || same(a, b, looselyEqual);
}

function numbersEqual(a: Value, b: Value): boolean {
  const isNumber = (value: Value) => typeof value === 'bigint' || typeof value === 'number';
  return isNumber(a) && isNumber(b) && Number(a) === Number(b) && (typeof a !== typeof b || a === b);
}

function same(a: Value, b: Value, inner: (a: Value, b: Value) => boolean): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => inner(item, b[i] as Value));
  }
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && inner(item, b.get(key) as Value));
  }
  if (a instanceof RulesSet && b instanceof RulesSet) {
    return a.items.length === b.items.length && a.items.every((item) => b.has(item));
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (a instanceof Timestamp && b instanceof Timestamp) return a.nanos === b.nanos;
  if (a instanceof Duration && b instanceof Duration) return a.nanos === b.nanos;
  if (a instanceof LatLng && b instanceof LatLng) return a.latitude === b.latitude && a.longitude === b.longitude;
  if (a instanceof Path && b instanceof Path) return same(a.segments, b.segments, inner);
  return a === b && !(a instanceof MapDiff);
}

/** An int, or an error where it leaves its 64 bits. */
export function int(value: bigint): bigint {
  if (value !== BigInt.asIntN(64, value)) throw new EvaluationError('an int beyond 64 bits');
  return value;
}

/** `string(value)`: floats are written as Java writes them. */
export function toText(value: Value): string {
  if (typeof value === 'number') return javaDouble(value);
  if (value === null || ['boolean', 'bigint', 'string'].includes(typeof value) || value instanceof Path) {
    return String(value);
  }
  throw new EvaluationError(`a ${typeOf(value)} is no string`);
}

function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const fraction = (text: string) => (text.includes('.') ? text : `${text}.0`);
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return fraction(String(value));
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${fraction(mantissa)}E${exponent.replace('+', '')}`;
}

/** A value on one line, for `debug()`. */
export function show(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (value instanceof RulesSet) return `set${show(value.items)}`;
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}: ${show(item)}`).join(', ')}}`;
  if (value instanceof Timestamp) return new Date(value.millis).toISOString();
  if (value instanceof Duration) return `${value.nanos}ns`;
  if (value instanceof LatLng) return `${value.latitude},${value.longitude}`;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return value instanceof MapDiff ? 'map_diff' : toText(value);
}
