import type { DocumentData, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';

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
