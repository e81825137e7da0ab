import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Callable, method } from './methods.ts';
import { Duration, EvaluationError, int, LatLng, Path, Timestamp, toText, type Value } from './values.ts';
import { timestamp } from './wire.ts';

const SECOND = 1_000_000_000n;
const UNITS: Record<string, bigint> = {
  w: 604_800n * SECOND,
  d: 86_400n * SECOND,
  h: 3600n * SECOND,
  m: 60n * SECOND,
  s: SECOND,
  ms: 1_000_000n,
  ns: 1n,
};

/** What some functions need from the verification they run in. */
export type Host = {
  /** The document at a path, null if there is none. */
  document(path: Path): Value;
  debug(value: Value): void;
};

/**
 * The global functions, by their full name: https://firebase.google.com/docs/reference/rules/rules#namespaces
 *
 * @param host what `firestore.*` and `debug` reach for
 */
export function globalFunctions(host: Host): Record<string, Callable> {
  return {
    ...FUNCTIONS,
    debug: method(['any'], (value: Value) => {
      host.debug(value);
      return value;
    }),
    'firestore.get': method(['path'], (path: Path) => host.document(path)),
    'firestore.exists': method(['path'], (path: Path) => host.document(path) !== null),
  };
}

const FUNCTIONS: Record<string, Callable> = {
  int: method(['number|string'], (value: bigint | number | string) => {
    if (typeof value === 'string') {
      if (!/^[+-]?\d+$/.test(value)) throw new EvaluationError(`no int: ${JSON.stringify(value)}`);
      return int(BigInt(value.replace('+', '')));
    }
    return typeof value === 'bigint' ? value : toInt(value);
  }),
  float: method(['number|string'], (value: bigint | number | string) => {
    if (typeof value !== 'string') return Number(value);
    if (/^[+-]?Infinity$|^NaN$/.test(value)) return Number(value);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) {
      throw new EvaluationError(`no float: ${JSON.stringify(value)}`);
    }
    return Number(value);
  }),
  string: method(['any'], toText),
  bool: method(['bool|string'], (value: boolean | string) => {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw new EvaluationError(`no bool: ${JSON.stringify(value)}`);
  }),
  path: method(['string'], (text: string) => {
    const segments = text.replace(/^\//, '').split('/');
    if (segments.includes('')) throw new EvaluationError(`no path: ${JSON.stringify(text)}`);
    return new Path(segments);
  }),

  'math.abs': method(['number'], (value: bigint | number) =>
    typeof value === 'number' ? Math.abs(value) : int(value < 0n ? -value : value),
  ),
  // Measured on Google's evaluator: `ceil` and `floor` give floats, `round` an int.
  'math.ceil': method(['number'], (value: bigint | number) => Math.ceil(Number(value))),
  'math.floor': method(['number'], (value: bigint | number) => Math.floor(Number(value))),
  'math.round': method(['number'], (value: bigint | number) =>
    typeof value === 'bigint' ? value : toInt(Math.floor(value) + (value - Math.floor(value) >= 0.5 ? 1 : 0)),
  ),
  'math.sqrt': method(['number'], (value: bigint | number) => Math.sqrt(Number(value))),
  'math.pow': method(
    ['number', 'number'],
    (base: bigint | number, exponent: bigint | number) => Number(base) ** Number(exponent),
  ),
  'math.isNaN': method(['number'], (value: bigint | number) => Number.isNaN(Number(value))),
  'math.isInfinite': method(['number'], (value: bigint | number) => Math.abs(Number(value)) === Infinity),

  'duration.abs': method(['duration'], ({ nanos }: Duration) => new Duration(nanos < 0n ? -nanos : nanos)),
  'duration.time': method(
    ['int', 'int', 'int', 'int'],
    (hours: bigint, minutes: bigint, seconds: bigint, nanos: bigint) =>
      new Duration(((hours * 60n + minutes) * 60n + seconds) * SECOND + nanos),
  ),
  'duration.value': method(['int', 'string'], (amount: bigint, unit: string) => {
    const nanos = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (!nanos) throw new EvaluationError(`no unit of time: ${JSON.stringify(unit)}`);
    return new Duration(amount * nanos);
  }),

  'timestamp.date': method(['int', 'int', 'int'], (year: bigint, month: bigint, day: bigint) => {
    const digits = (value: bigint, length: number) => String(value).padStart(length, '0');
    return timestamp(`${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T00:00:00Z`);
  }),
  'timestamp.value': method(['int|string'], (value: bigint | string) =>
    typeof value === 'string' ? timestamp(value) : new Timestamp(value * 1_000_000n),
  ),

  'latlng.value': method(
    ['number', 'number'],
    (latitude: bigint | number, longitude: bigint | number) => new LatLng(Number(latitude), Number(longitude)),
  ),

  'hashing.crc32': method(['bytes|string'], (data: Uint8Array | string) => littleEndian(crc32(data))),
  'hashing.crc32c': method(['bytes|string'], (data: Uint8Array | string) => littleEndian(crc32c(Buffer.from(data)))),
  'hashing.md5': method(['bytes|string'], (data: Uint8Array | string) => createHash('md5').update(data).digest()),
  'hashing.sha256': method(['bytes|string'], (data: Uint8Array | string) => createHash('sha256').update(data).digest()),
};

/** How many arguments each global function takes: what the checker needs to know. */
export const GLOBAL_ARITY = new Map(
  Object.entries(globalFunctions({ document: () => null, debug: () => {} })).map(([name, { params }]) => [
    name,
    params.length,
  ]),
);

/** `math`, `timestamp` …: names that only stand before a dot. */
export const NAMESPACES = new Set([...GLOBAL_ARITY.keys()].flatMap((name) => name.split('.').slice(0, -1)));

/** A float as Java casts it: toward zero, within 64 bits, NaN to 0. */
function toInt(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) >= 2 ** 63) return value > 0 ? 2n ** 63n - 1n : -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

/** CRC-32 with Castagnoli's polynomial, which Node doesn't have. */
function crc32c(data: Uint8Array): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}

function littleEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
