import type { DocumentData, DocumentReference, DocumentSnapshot } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';
import { codeOf, FAILED_PRECONDITION } from './codes.ts';

/** How often what somebody else was faster at is read anew; then it is written whatever it says. */
const TRIES = 3;

/**
 * Brings what documents hold as a copy up to date. Only what differs is written, so a second delivery writes nothing; one
 * that is removed meanwhile doesn't come back, because an update doesn't create; and one that is changed meanwhile is read
 * anew, because what is written may follow from its other fields, too.
 * @param patch what is to be written into a document; null where it shows nothing old
 * @returns how many were looked at
 */
export async function refreshEach<T>(
  docs: readonly DocumentSnapshot<T>[],
  patch: (data: T) => DocumentData | null,
): Promise<number> {
  await refresh(docs, patch, TRIES);
  return docs.length;
}

async function refresh<T>(
  docs: readonly DocumentSnapshot<T>[],
  patch: (data: T) => DocumentData | null,
  left: number,
): Promise<void> {
  const writer = db().bulkWriter();
  const overtaken: DocumentReference[] = [];
  for (const doc of docs) {
    const data = doc.data();
    const fields = data === undefined ? null : patch(data);
    if (!fields) continue;
    const asRead = left > 0 && doc.updateTime ? { lastUpdateTime: doc.updateTime } : { exists: true };
    writer.update(db().doc(doc.ref.path), fields, asRead).catch((error: unknown) => {
      if (codeOf(error) === FAILED_PRECONDITION) overtaken.push(doc.ref as unknown as DocumentReference);
    });
  }
  await writer.close();
  if (overtaken.length === 0) return;
  await refresh((await db().getAll(...overtaken)) as unknown as DocumentSnapshot<T>[], patch, left - 1);
}
