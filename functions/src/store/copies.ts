import type { DocumentData, Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';
import { pagesOf } from './pages.ts';

/**
 * Brings what documents hold as a copy up to date. Only what differs is written, so a second delivery writes nothing; and
 * one that is removed meanwhile doesn't come back, because an update doesn't create.
 * @param patch what is to be written into a document; null where it shows nothing old
 * @returns how many were looked at
 */
export async function refreshEach<T>(
  docs: readonly QueryDocumentSnapshot<T>[],
  patch: (data: T) => DocumentData | null,
): Promise<number> {
  const writer = db().bulkWriter();
  for (const doc of docs) {
    const fields = patch(doc.data());
    if (fields) writer.update(db().doc(doc.ref.path), fields, { exists: true }).catch(() => {});
  }
  await writer.close();
  return docs.length;
}

/** Documents a query. */
const PAGE = 100;

/**
 * Goes through what a query finds, and brings each in line with something outside of it. What is so already is passed over,
 * so that whoever begins anew, after a fault or for want of time, gets further than before.
 * @param isInLine goes by what was read
 * @param bring looks again, and changes it, in a transaction
 * @returns how many documents were looked at
 */
export async function bringEach<T>(
  query: Query<T>,
  isInLine: (data: T) => boolean,
  bring: (id: string) => Promise<void>,
  hasTime = () => true,
): Promise<number> {
  // A query that finds nothing is a read, too.
  let looked = 1;
  for await (const page of pagesOf(query, PAGE, hasTime)) {
    looked += page.length;
    for (const doc of page) {
      if (isInLine(doc.data())) continue;
      if (!hasTime()) return looked;
      await bring(doc.id);
      // It, the profile, and for whom it is shown again.
      looked += 3;
    }
  }
  return looked;
}
