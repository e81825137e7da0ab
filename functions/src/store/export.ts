import { type DocumentReference, type DocumentSnapshot, type Query, Timestamp } from 'firebase-admin/firestore';
import { filesIn } from './files.ts';
import { pagesOf } from './pages.ts';

/**
 * What of a collection or a folder goes into somebody's copy of their data. `without`: none of it, for this reason.
 * `shows` leaves out of a document what isn't theirs to know.
 */
export type Export =
  | {
      documents: (uid: string) => DocumentReference | Query | AsyncIterable<DocumentSnapshot[]>;
      shows?: (data: object, uid: string) => object;
    }
  | { files: (uid: string) => string }
  | { without: string };

/** One document, or the path of one file. */
export type Exported = { path: string; data: object } | { path: string };

/** Documents that are read at a time. */
const PAGE = 300;

/** A value as it is written to JSON: its times in ISO 8601. */
function plain(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** @returns what a part holds of `uid`, piece by piece: whatever its size, little of it is in memory at a time */
export async function* exportedOf(part: Export, uid: string): AsyncGenerator<Exported> {
  if ('without' in part) return;
  if ('files' in part) {
    for (const { path } of await filesIn(part.files(uid))) yield { path };
    return;
  }
  const { documents, shows = (data) => data } = part;
  const found = documents(uid);
  const pages = Symbol.asyncIterator in found ? found : 'limit' in found ? pagesOf(found, PAGE) : [[await found.get()]];
  for await (const page of pages) {
    for (const snapshot of page) {
      const data = snapshot.data();
      if (data) yield { path: snapshot.ref.path, data: shows(plain(data) as object, uid) };
    }
  }
}
