import { z } from 'zod';

/** A Firebase Auth uid: 28 letters and digits. The pair ids and the rules rely on its having no `_`. */
export const Uid = z
  .string()
  .regex(/^[A-Za-z0-9]{28}$/, 'Expected a user id.')
  .meta({ id: 'Uid', example: 'x7Kq0aZ2LrB4nV9tYc3mD8wEfG1h' });
export type Uid = z.infer<typeof Uid>;

/** The id of whatever is between two people: their uids, sorted and joined by `_`. */
export const PairId = z
  .string()
  .regex(/^[A-Za-z0-9]{28}_[A-Za-z0-9]{28}$/, 'Expected a connection id.')
  .meta({ id: 'PairId' });

/** A document id that is safe in a path and in a URL; ids like __this__ are Firestore's own. */
export const DocumentId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,200}$/, 'Expected an id.')
  .refine((id) => !/^__.*__$/.test(id), 'Expected an id.');

/** An id that tells when it was made (UUIDv7, RFC 9562): its first 48 bits are milliseconds since the epoch. */
export const TimedId = z
  .uuidv7('Expected an id.')
  .meta({ id: 'TimedId', example: '019ac0d5-ea00-7cc1-a9d2-0b7e5f3c8a14' });
export type TimedId = z.infer<typeof TimedId>;

/** The first moment that Firestore knows, in milliseconds since the epoch: the year 1. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');

/** A moment: ISO 8601 in UTC over REST, a Timestamp in Firestore; the converter goes by the mark. */
export const IsoTime = z.iso
  .datetime()
  // What isn't a time at all has been told so.
  .refine((time) => !(Date.parse(time) < EARLIEST), 'Choose a later time.')
  .meta({ 'x-firestore': 'timestamp', example: '2026-11-23T10:00:00.000Z' });

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** @returns a new random id in the form of a Firebase Auth uid */
export function newUid(): Uid {
  let uid = '';
  while (uid.length < 28) {
    // Bytes past the last whole multiple of 62 are skipped, or the first letters would come up more often.
    for (const byte of crypto.getRandomValues(new Uint8Array(40))) {
      if (byte < 248 && uid.length < 28) uid += ALPHABET[byte % 62];
    }
  }
  return uid;
}

/** @returns a new id that says it was made at `ms` */
export function newTimedId(ms: number): TimedId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(
    0,
    (BigInt(ms) << 16n) | 0x7000n | (BigInt(((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x0fffn),
  );
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @returns when an id says it was made, in milliseconds since the epoch */
export const madeAt = (id: TimedId): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
