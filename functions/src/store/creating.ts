import type { DocumentReference, Transaction } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';

/**
 * Runs a transaction that makes `document`, whose id nobody else has. Where the answer to a commit is lost, the SDK runs
 * `work` again although everything is written: it would then be refused, or fail, because of what it has made itself.
 * @returns what `work` returns; where an earlier run has made the document, that
 */
export function creating<T>(document: DocumentReference<T>, work: (tx: Transaction) => Promise<T>): Promise<T> {
  let isFirst = true;
  return db().runTransaction(async (tx) => {
    const made = isFirst ? undefined : (await tx.get(document)).data();
    isFirst = false;
    return made ?? work(tx);
  });
}
