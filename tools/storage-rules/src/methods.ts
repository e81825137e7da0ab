import { compileRegex } from './regex.ts';
import {
  Duration,
  EvaluationError,
  type LatLng,
  MapDiff,
  RulesSet,
  strictlyEqual,
  Timestamp,
  toText,
  typeOf,
  type Value,
} from './values.ts';

/** A method or function: the types of its arguments (`any`, `number` or alternatives by `|`), and what it does. */
export type Callable = { params: string[]; run: (...args: never[]) => Value };

const SECOND = 1_000_000_000n;
const EARTH_RADIUS = 6_371_009;

/** The methods of each type: https://firebase.google.com/docs/reference/rules/rules#interfaces */
export const METHODS_OF: Record<string, Record<string, Callable>> = {
  string: {
    size: method([], (self: string) => BigInt(self.length)),
    // Google's evaluator changes the case of ASCII letters only, and trims as Java does.
    lower: method([], (self: string) => self.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
    upper: method([], (self: string) => self.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
    trim: method([], (self: string) => self.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')),
    toUtf8: method([], (self: string) => Buffer.from(self, 'utf8')),
    matches: method(['string'], (self: string, pattern: string) => {
      // The compiled expression is global and so remembers where it was.
      return self.search(compileRegex(pattern, true)) >= 0;
    }),
    split: method(['string'], split),
    replace: method(['string', 'string'], replace),
  },
  bytes: {
    size: method([], (self: Uint8Array) => BigInt(self.length)),
    // URL-safe, but padded.
    toBase64: method([], (self: Uint8Array) =>
      Buffer.from(self).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    ),
    toHexString: method([], (self: Uint8Array) => Buffer.from(self).toString('hex').toUpperCase()),
  },
  list: {
    size: method([], (self: Value[]) => BigInt(self.length)),
    toSet: method([], (self: Value[]) => new RulesSet(self)),
    hasAll: method(['list'], (self: Value[], other: Value[]) => other.every((item) => includes(self, item))),
    hasAny: method(['list'], (self: Value[], other: Value[]) => other.some((item) => includes(self, item))),
    hasOnly: method(['list'], (self: Value[], other: Value[]) => self.every((item) => includes(other, item))),
    concat: method(['list'], (self: Value[], other: Value[]) => [...self, ...other]),
    removeAll: method(['list'], (self: Value[], other: Value[]) => self.filter((item) => !includes(other, item))),
    join: method(['string'], (self: Value[], separator: string) => self.map(toText).join(separator)),
  },
  set: {
    size: method([], (self: RulesSet) => BigInt(self.items.length)),
    hasAll: method(['set|list'], (self: RulesSet, other: RulesSet | Value[]) =>
      toSet(other).items.every((item) => self.has(item)),
    ),
    hasAny: method(['set|list'], (self: RulesSet, other: RulesSet | Value[]) =>
      toSet(other).items.some((item) => self.has(item)),
    ),
    hasOnly: method(['set|list'], (self: RulesSet, other: RulesSet | Value[]) => {
      const allowed = toSet(other);
      return self.items.every((item) => allowed.has(item));
    }),
    union: method(['set'], (self: RulesSet, other: RulesSet) => new RulesSet([...self.items, ...other.items])),
    intersection: method(
      ['set'],
      (self: RulesSet, other: RulesSet) => new RulesSet(self.items.filter((item) => other.has(item))),
    ),
    difference: method(
      ['set'],
      (self: RulesSet, other: RulesSet) => new RulesSet(self.items.filter((item) => !other.has(item))),
    ),
  },
  map: {
    size: method([], (self: Map<string, Value>) => BigInt(self.size)),
    keys: method([], (self: Map<string, Value>) => [...self.keys()].sort()),
    values: method([], (self: Map<string, Value>) => [...self.values()]),
    get: method(['string|list', 'any'], (self: Map<string, Value>, key: string | Value[], otherwise: Value) => {
      let found: Value | undefined = self;
      for (const step of Array.isArray(key) ? key : [key]) {
        if (typeof step !== 'string') throw new EvaluationError(`a key is a string, not a ${typeOf(step)}`);
        found = found instanceof Map ? found.get(step) : undefined;
      }
      return found === undefined ? otherwise : found;
    }),
    diff: method(['map'], (self: Map<string, Value>, other: Map<string, Value>) => new MapDiff(self, other)),
  },
  map_diff: {
    addedKeys: method([], (self: MapDiff) => new RulesSet(self.added)),
    removedKeys: method([], (self: MapDiff) => new RulesSet(self.removed)),
    changedKeys: method([], (self: MapDiff) => new RulesSet(self.changed)),
    unchangedKeys: method([], (self: MapDiff) => new RulesSet(self.unchanged)),
    affectedKeys: method([], (self: MapDiff) => new RulesSet([...self.added, ...self.removed, ...self.changed])),
  },
  timestamp: {
    year: method([], (self: Timestamp) => BigInt(date(self).getUTCFullYear())),
    month: method([], (self: Timestamp) => BigInt(date(self).getUTCMonth() + 1)),
    day: method([], (self: Timestamp) => BigInt(date(self).getUTCDate())),
    hours: method([], (self: Timestamp) => BigInt(date(self).getUTCHours())),
    minutes: method([], (self: Timestamp) => BigInt(date(self).getUTCMinutes())),
    seconds: method([], (self: Timestamp) => BigInt(date(self).getUTCSeconds())),
    nanos: method([], (self: Timestamp) => ((self.nanos % SECOND) + SECOND) % SECOND),
    toMillis: method([], (self: Timestamp) => BigInt(self.millis)),
    // Monday is 1, Sunday 7.
    dayOfWeek: method([], (self: Timestamp) => BigInt(((date(self).getUTCDay() + 6) % 7) + 1)),
    dayOfYear: method([], (self: Timestamp) => {
      const start = date(self);
      start.setUTCMonth(0, 1);
      return BigInt(Math.round((date(self).getTime() - start.getTime()) / 86_400_000) + 1);
    }),
    date: method([], (self: Timestamp) => new Timestamp(self.nanos - timeOfDay(self))),
    time: method([], (self: Timestamp) => new Duration(timeOfDay(self))),
  },
  duration: {
    seconds: method([], (self: Duration) => self.nanos / SECOND),
    nanos: method([], (self: Duration) => self.nanos % SECOND),
  },
  latlng: {
    latitude: method([], (self: LatLng) => self.latitude),
    longitude: method([], (self: LatLng) => self.longitude),
    distance: method(['latlng'], distance),
  },
};

/** Ties the types of `self` and the arguments to the run-time check of `params`. */
export function method<Args extends Value[]>(params: string[], run: (...args: Args) => Value): Callable {
  return { params, run: run as unknown as Callable['run'] };
}

/**
 * Calls a method or function.
 *
 * @param name for the message
 * @param callable what to call; its `params` are checked
 * @param args the arguments
 * @param self the value in front of the dot, if there is one
 */
export function call(name: string, callable: Callable, args: Value[], self: Value[] = []): Value {
  const fits = callable.params.every((param, i) => param.split('|').some((type) => hasType(args[i] as Value, type)));
  if (!fits || args.length !== callable.params.length) {
    throw new EvaluationError(`${name}(${callable.params.join(', ')}) was given (${args.map(typeOf).join(', ')})`);
  }
  return (callable.run as (...args: Value[]) => Value)(...self, ...args);
}

function hasType(value: Value, type: string): boolean {
  const actual = typeOf(value);
  return type === 'any' || type === actual || (type === 'number' && (actual === 'int' || actual === 'float'));
}

function includes(items: Value[], value: Value): boolean {
  return items.some((item) => strictlyEqual(item, value));
}

function toSet(value: RulesSet | Value[]): RulesSet {
  return value instanceof RulesSet ? value : new RulesSet(value);
}

function date(self: Timestamp): Date {
  return new Date(self.millis);
}

function timeOfDay(self: Timestamp): bigint {
  const day = 86_400n * SECOND;
  return ((self.nanos % day) + day) % day;
}

/** The parts between the matches, without empty ones at the end. */
function split(self: string, pattern: string): Value {
  const parts: string[] = [];
  let last = 0;
  for (const found of self.matchAll(compileRegex(pattern, false))) {
    parts.push(self.slice(last, found.index));
    last = found.index + found[0].length;
  }
  parts.push(self.slice(last));
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** All matches replaced; in `substitute`, `$1` is a group and `\` escapes, as in Java. */
function replace(self: string, pattern: string, substitute: string): Value {
  const invalid = () => new EvaluationError(`invalid replacement ${JSON.stringify(substitute)}`);
  return self.replace(compileRegex(pattern, false), (...found) => {
    const groups = found.slice(
      0,
      found.findIndex((each) => typeof each === 'number'),
    ) as (string | undefined)[];
    return substitute.replace(/\\([\s\S]?)|\$(\d?)/g, (_, escaped: string | undefined, group: string | undefined) => {
      if (escaped) return escaped;
      if (!group || Number(group) >= groups.length) throw invalid();
      return groups[Number(group)] ?? '';
    });
  });
}

/** Metres along the great circle. */
function distance(self: LatLng, other: LatLng): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2;
  const h =
    half(self.latitude, other.latitude) +
    Math.cos(radians(self.latitude)) * Math.cos(radians(other.latitude)) * half(self.longitude, other.longitude);
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}
