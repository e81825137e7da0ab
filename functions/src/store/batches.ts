import type { DocumentReference, WriteBatch } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';

/** Documents a commit; far below its 10 MiB. */
const SIZE = 500;

/** Applies `write` to each document, in commits of `SIZE` that go side by side. */
export async function writeInBatches(
  documents: readonly { ref: DocumentReference }[],
  write: (batch: WriteBatch, ref: DocumentReference) => void,
): Promise<void> {
  const commits: Promise<unknown>[] = [];
  for (let start = 0; start < documents.length; start += SIZE) {
    const batch = db().batch();
    for (const { ref } of documents.slice(start, start + SIZE)) write(batch, ref);
    commits.push(batch.commit());
  }
  await Promise.all(commits);
}
