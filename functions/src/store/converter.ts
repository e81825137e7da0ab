import {
  type CollectionReference,
  type DocumentReference,
  FieldValue,
  type Firestore,
  type FirestoreDataConverter,
  Timestamp,
  type Transaction,
} from 'firebase-admin/firestore';
import { z } from 'zod';
import { db } from '../firebase.ts';

type Shape = z.ZodObject;
type Stored = Record<string, unknown>;

type Encode = (value: unknown) => unknown;

/** For what is stored as it is; told from the others by identity, so that whole branches without a time cost nothing. */
const same: Encode = (value) => value;
const encoders = new WeakMap<z.core.$ZodType, Encode>();

/** What stands for nothing, or for a change that Firestore makes itself, is passed on. */
const unlessEmpty =
  (encode: Encode): Encode =>
  (value) =>
    value === null || value === undefined || value instanceof FieldValue ? value : encode(value);

const toTimestamp = unlessEmpty((value) => Timestamp.fromDate(new Date(value as string)));

function ofObject(schema: z.ZodObject): Encode {
  const fields = Object.entries(schema.shape)
    .map(([key, field]) => [key, encoderOf(field)] as const)
    .filter(([, encode]) => encode !== same);
  if (fields.length === 0) return same;
  return unlessEmpty((value) => {
    const stored: Stored = { ...(value as Stored) };
    for (const [key, encode] of fields) if (key in stored) stored[key] = encode(stored[key]);
    return stored;
  });
}

/** Of the first form that fits the value. */
function ofUnion(options: readonly z.core.$ZodType[]): Encode {
  const forms = options.map((option) => ({ option, encode: encoderOf(option) }));
  if (forms.every(({ encode }) => encode === same)) return same;
  return unlessEmpty((value) => {
    const form = forms.find(({ option }) => z.safeParse(option, value).success);
    return form ? form.encode(value) : value;
  });
}

const ofEach = (item: Encode): Encode =>
  item === same ? same : unlessEmpty((value) => (value as unknown[]).map(item));

function ofTuple(items: readonly z.core.$ZodType[]): Encode {
  const each = items.map(encoderOf);
  if (each.every((encode) => encode === same)) return same;
  return unlessEmpty((value) => (value as unknown[]).map((item, i) => (each[i] ?? same)(item)));
}

const ofRecord = (item: Encode): Encode =>
  item === same
    ? same
    : unlessEmpty((value) => Object.fromEntries(Object.entries(value as Stored).map(([key, v]) => [key, item(v)])));

/** Kinds of schemas whose values are stored as they are. */
const PLAIN: ReadonlySet<string> = new Set([
  ...['string', 'number', 'int', 'boolean', 'enum', 'literal', 'null', 'undefined', 'any', 'unknown', 'never'],
]);

/**
 * Walks a schema once. @returns what turns its ISO times, wherever they are marked, into Timestamps
 * @throws Error for a kind of schema that it doesn't know: a time inside would be stored as text, silently
 */
function encoderOf(schema: z.core.$ZodType): Encode {
  const known = encoders.get(schema);
  if (known) return known;
  const encode = compile(schema as z.ZodType);
  encoders.set(schema, encode);
  return encode;
}

function compile(schema: z.ZodType): Encode {
  if (z.globalRegistry.get(schema)?.['x-firestore'] === 'timestamp') return toTimestamp;
  if (schema instanceof z.ZodObject) return ofObject(schema);
  if (schema instanceof z.ZodArray) return ofEach(encoderOf(schema.element));
  if (schema instanceof z.ZodRecord) return ofRecord(encoderOf(schema.valueType));
  if (schema instanceof z.ZodTuple) return ofTuple(schema.def.items);
  if (schema instanceof z.ZodUnion) return ofUnion(schema.options);
  const inner = (schema.def as { innerType?: z.core.$ZodType }).innerType;
  if (inner) return encoderOf(inner);
  if (PLAIN.has(schema.def.type)) return same;
  throw new Error(`The converter doesn't know how to store a ${schema.def.type}: teach it in store/converter.ts.`);
}

/** Every Timestamp to ISO: a stored Timestamp needs no mark to be recognised. */
function decode(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  const decoded: Stored = {};
  // Each field of each document of each list comes here; `__proto__` is no name that Firestore takes.
  for (const key in value) decoded[key] = decode((value as Stored)[key]);
  return decoded;
}

const converters = new WeakMap<Shape, FirestoreDataConverter<never>>();

/**
 * @param schema of the whole document; unknown fields are refused on write and left out on read
 * @returns a converter that checks both ways, made once a schema. A stored document that doesn't fit throws a ZodError
 *   naming the field.
 */
export function converter<S extends Shape>(schema: S): FirestoreDataConverter<z.infer<S>> {
  const made = converters.get(schema) as FirestoreDataConverter<z.infer<S>> | undefined;
  if (made) return made;
  const strict = schema.strict();
  const encode = encoderOf(schema);
  const fresh: FirestoreDataConverter<z.infer<S>> = {
    toFirestore: (model) => encode(strict.parse(model)) as Stored,
    fromFirestore: (snapshot) => schema.parse(decode(snapshot.data())) as z.infer<S>,
  };
  converters.set(schema, fresh as FirestoreDataConverter<never>);
  return fresh;
}

/** @returns a time as it is stored, for the filter of a query: `where('created_at', '<', storedTime(iso))` */
export const storedTime = (iso: string): Timestamp => Timestamp.fromDate(new Date(iso));

/** @returns what a listener or a trigger carries as data, checked by `schema` */
export const fromStored = <S extends Shape>(schema: S, data: unknown): z.infer<S> =>
  schema.parse(decode(data)) as z.infer<S>;

/** @returns a reference that reads and writes documents of `schema` only */
export const documentOf = <S extends Shape>(path: string, schema: S): DocumentReference<z.infer<S>> =>
  db().doc(path).withConverter(converter(schema));

/** @returns a collection that reads and writes documents of `schema` only */
export const collection = <S extends Shape>(path: string, schema: S): CollectionReference<z.infer<S>> =>
  db().collection(path).withConverter(converter(schema));

type Nested<T> =
  NonNullable<T> extends readonly unknown[]
    ? never
    : NonNullable<T> extends Record<string, unknown>
      ? NonNullable<T>
      : never;
/** The fields of a document, also those one level down, as `counts.going`. */
type Patch<T> = { [K in keyof T]?: T[K] | FieldValue } & {
  [K in keyof T & string as [Nested<T[K]>] extends [never] ? never : `${K}.${keyof Nested<T[K]> & string}`]?: unknown;
};

/** The schema of a field, whose name may lead into objects and records by dots. */
function fieldOf(schema: z.core.$ZodType, path: readonly string[]): z.core.$ZodType {
  let field = schema;
  for (const name of path) {
    let within = field as z.ZodType;
    while (!(within instanceof z.ZodObject || within instanceof z.ZodRecord)) {
      const inner = (within.def as { innerType?: z.ZodType }).innerType;
      if (!inner) throw new Error(`No field ${path.join('.')} in this document.`);
      within = inner;
    }
    const next: z.core.$ZodType | undefined = within instanceof z.ZodRecord ? within.valueType : within.shape[name];
    if (!next) throw new Error(`No field ${path.join('.')} in this document.`);
    field = next;
  }
  return field;
}

/**
 * The fields for an `update()`, which the SDK sends past converters: checked and encoded here instead.
 * @param fields by name; a dotted one changes a part of a field and leaves the rest
 * @throws ZodError when a field doesn't fit
 */
export function patchOf<S extends Shape>(schema: S, fields: Patch<z.infer<S>>): Stored {
  const patch: Stored = {};
  for (const [key, value] of Object.entries(fields)) {
    const field = fieldOf(schema, key.split('.'));
    patch[key] = value instanceof FieldValue ? value : encoderOf(field)(z.parse(field, value));
  }
  return patch;
}

interface Readable {
  get(): Promise<{ data(): unknown }>;
}
type DataOf<R extends readonly Readable[]> = {
  [K in keyof R]: Awaited<ReturnType<R[K]['get']>> extends { data(): infer T } ? T : never;
};

/**
 * Reads documents of different schemas in one round trip.
 * @param source the database, or a transaction
 * @returns their data in the same order, undefined where there is none
 */
export async function readTogether<const R extends readonly Readable[]>(
  source: Firestore | Transaction,
  ...references: R
): Promise<DataOf<R>> {
  if (references.length === 0) return [] as unknown as DataOf<R>;
  const snapshots = await source.getAll(...(references as unknown as DocumentReference[]));
  return snapshots.map((snapshot) => snapshot.data()) as DataOf<R>;
}
