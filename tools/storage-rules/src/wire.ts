import { EvaluationError, int, LatLng, Path, RulesSet, Timestamp, type Value } from './values.ts';

type Fields = Record<string, unknown>;

/**
 * Reads a value as firebase-tools sends it (`toExpressionValue` in its `emulator/storage/rules/runtime.js`).
 *
 * @param wire `{string_value}`, `{map_value: {fields}}` …
 * @returns the value; an error for any shape but those firebase-tools has
 */
export function fromWire(wire: unknown): Value {
  const [kind, content] = only(wire);
  switch (kind) {
    case 'null_value':
      return null;
    case 'bool_value':
      if (typeof content === 'boolean') return content;
      break;
    case 'int_value':
      if (Number.isInteger(content) || isDigits(content)) return int(BigInt(content as number | string));
      break;
    case 'float_value':
      if (typeof content === 'number') return content;
      break;
    case 'string_value':
      if (typeof content === 'string') return content;
      break;
    case 'timestamp_value':
      if (typeof content === 'string') return timestamp(content);
      break;
    case 'list_value':
      return items(content).map(fromWire);
    case 'set_value':
      return new RulesSet(items(content).map(fromWire));
    case 'map_value':
      return fields(content, fromWire);
    case 'path_value':
      return new Path(list(object(content).segments).map((segment) => string(object(segment).simple)));
  }
  throw new EvaluationError(`unknown value ${JSON.stringify(wire)}`);
}

/**
 * Reads a value of a Firestore document: https://firebase.google.com/docs/firestore/reference/rest/v1/Value
 *
 * @param rest `{stringValue}`, `{integerValue}` …
 * @returns the value; an error for a kind that rules don't have
 */
export function fromFirestore(rest: unknown): Value {
  const [kind, content] = only(rest);
  switch (kind) {
    case 'nullValue':
      return null;
    case 'booleanValue':
      if (typeof content === 'boolean') return content;
      break;
    case 'integerValue':
      if (Number.isInteger(content) || isDigits(content)) return int(BigInt(content as number | string));
      break;
    case 'doubleValue':
      if (typeof content === 'number') return content;
      if (['NaN', 'Infinity', '-Infinity'].includes(string(content))) return Number(content);
      break;
    case 'stringValue':
      return string(content);
    case 'timestampValue':
      return timestamp(string(content));
    case 'bytesValue':
      return Buffer.from(string(content), 'base64');
    case 'referenceValue':
      return documentPath(string(content));
    case 'geoPointValue': {
      // proto3 leaves a zero out.
      const { latitude = 0, longitude = 0 } = object(content);
      if (typeof latitude === 'number' && typeof longitude === 'number') return new LatLng(latitude, longitude);
      break;
    }
    case 'arrayValue':
      return items(content).map(fromFirestore);
    case 'mapValue':
      return fields(content, fromFirestore);
  }
  throw new EvaluationError(`unknown Firestore value ${JSON.stringify(rest)}`);
}

/**
 * Reads a whole document as `firestore.get()` returns it:
 * https://firebase.google.com/docs/reference/rules/rules.firestore.Resource
 *
 * @param document `{name, fields}` of Firestore's REST API
 * @returns a map of `data`, `id` and `__name__`
 */
export function fromDocument(document: unknown): Map<string, Value> {
  const { name, fields: data } = object(document);
  const path = documentPath(string(name));
  return new Map<string, Value>([
    ['data', fields({ fields: data }, fromFirestore)],
    ['id', path.segments.at(-1) ?? ''],
    ['__name__', path],
  ]);
}

/** `projects/p/databases/d/documents/…` as rules write it, without the project. */
function documentPath(name: string): Path {
  return new Path(name.split('/').slice(2));
}

const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** A timestamp from RFC 3339, to the nanosecond. */
export function timestamp(text: string): Timestamp {
  const [, seconds = '', fraction = '', zone = ''] = RFC3339.exec(text) ?? [];
  const millis = Date.parse(seconds + zone);
  // A day that doesn't exist is no error to `Date`, it moves on to the next month.
  if (Number.isNaN(millis) || !new Date(`${seconds}Z`).toISOString().startsWith(seconds)) {
    throw new EvaluationError(`no timestamp: ${text}`);
  }
  return new Timestamp(BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
}

function only(value: unknown): [string, unknown] {
  const [entry, ...others] = Object.entries(object(value));
  if (!entry || others.length) throw new EvaluationError(`unknown value ${JSON.stringify(value)}`);
  return entry;
}

function fields(value: unknown, read: (value: unknown) => Value): Map<string, Value> {
  return new Map(Object.entries(object(object(value).fields ?? {})).map(([key, item]) => [key, read(item)]));
}

function items(value: unknown): unknown[] {
  return list(object(value).values ?? []);
}

export function object(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new EvaluationError(`no object: ${JSON.stringify(value)}`);
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new EvaluationError(`no list: ${JSON.stringify(value)}`);
}

function string(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new EvaluationError(`no string: ${JSON.stringify(value)}`);
}

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value);
}
