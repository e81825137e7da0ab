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

/** A moment: ISO 8601 in UTC over REST, a Timestamp in Firestore; the converter goes by the mark. */
export const IsoTime = z.iso.datetime().meta({ 'x-firestore': 'timestamp', example: '2026-11-23T10:00:00.000Z' });

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
