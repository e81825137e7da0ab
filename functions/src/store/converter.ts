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

/** The schema inside `.optional()`, `.nullable()` and the like. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodReadonly) {
    inner = inner.def.innerType;
  }
  return inner;
}

const isTime = (schema: z.core.$ZodType): boolean => z.globalRegistry.get(schema)?.['x-firestore'] === 'timestamp';

/** ISO times to Timestamps wherever the schema marks one; everything else as it is. */
function encode(wrapped: z.core.$ZodType, value: unknown): unknown {
  const schema = unwrap(wrapped);
  if (value === null || value === undefined || value instanceof FieldValue) return value;
  if (isTime(schema)) return Timestamp.fromDate(new Date(value as string));
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(value as Stored).map(([key, inner]) => {
        const field = schema.shape[key];
        return [key, field ? encode(field, inner) : inner];
      }),
    );
  }
  if (schema instanceof z.ZodArray) return (value as unknown[]).map((item) => encode(schema.element, item));
  if (schema instanceof z.ZodRecord) {
    return Object.fromEntries(
      Object.entries(value as Stored).map(([k, inner]) => [k, encode(schema.valueType, inner)]),
    );
  }
  return value;
}

/** Every Timestamp to ISO: a stored Timestamp needs no mark to be recognised. */
function decode(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(decode);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
  }
  return value;
}

/**
 * @param schema of the whole document; unknown fields are refused on write and left out on read
 * @returns a converter that checks both ways. A stored document that doesn't fit throws a ZodError naming the field.
 */
export function converter<S extends Shape>(schema: S): FirestoreDataConverter<z.infer<S>> {
  const strict = schema.strict();
  return {
    toFirestore: (model) => encode(schema, strict.parse(model)) as Stored,
    fromFirestore: (snapshot) => schema.parse(decode(snapshot.data())) as z.infer<S>,
  };
}

/** @returns what a listener or a trigger carries as data, checked by `schema` */
export const fromStored = <S extends Shape>(schema: S, data: unknown): z.infer<S> =>
  schema.parse(decode(data)) as z.infer<S>;

/** @returns a reference that reads and writes documents of `schema` only */
export const documentOf = <S extends Shape>(path: string, schema: S): DocumentReference<z.infer<S>> =>
  db().doc(path).withConverter(converter(schema));

/** @returns a collection that reads and writes documents of `schema` only */
export const collection = <S extends Shape>(path: string, schema: S): CollectionReference<z.infer<S>> =>
  db().collection(path).withConverter(converter(schema));

type Patch<T> = { [K in keyof T]?: T[K] | FieldValue };

/**
 * The fields for an `update()`, which the SDK sends past converters: checked and encoded here instead.
 * @throws ZodError when a field doesn't fit
 */
export function patchOf<S extends Shape>(schema: S, fields: Patch<z.infer<S>>): Stored {
  const patch: Stored = {};
  for (const [key, value] of Object.entries(fields)) {
    const field = schema.shape[key];
    if (!field) throw new Error(`No field ${key} in this document.`);
    patch[key] = value instanceof FieldValue ? value : encode(field, z.parse(field, value));
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
  const snapshots = await source.getAll(...(references as unknown as DocumentReference[]));
  return snapshots.map((snapshot) => snapshot.data()) as DataOf<R>;
}
