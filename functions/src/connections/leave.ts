import { FieldValue, type QueryDocumentSnapshot, type WriteBatch } from 'firebase-admin/firestore';
import { otherMember } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { ABORTED, codeOf, FAILED_PRECONDITION, NOT_FOUND } from '../store/codes.ts';
import { collection } from '../store/converter.ts';
import { ConnectionDocument } from './schema.ts';

/** Connections a commit: each takes up to three writes. */
const PAGE = 150;

/** How often a page is read anew because somebody was at one of its connections at the same moment. */
const TRIES = 5;
const RACED: readonly unknown[] = [NOT_FOUND, FAILED_PRECONDITION, ABORTED];

/** Deletes a connection as it was read, and takes `uid` out of the other one's list and count. */
function leaveOne(batch: WriteBatch, doc: QueryDocumentSnapshot<ConnectionDocument>, uid: string): void {
  const { id, status, edge_shards } = doc.data();
  // If somebody has answered or removed it meanwhile, the commit fails and counts nothing.
  batch.delete(doc.ref, { lastUpdateTime: doc.updateTime });
  if (status !== 'accepted') return;
  const other = otherMember(id, uid);
  const edges = db().doc(paths.edges(other, edge_shards?.[other] ?? 0));
  batch.update(edges, { ids: FieldValue.arrayRemove(uid) });
  batch.update(db().doc(paths.user(other)), { connection_count: FieldValue.increment(-1) });
}

/**
 * For the end of an account: removes everything between `uid` and anybody, in all states. Each commit is whole, so
 * after a fault it goes on where it stopped.
 * @returns how many there were
 */
export async function leaveEveryone(uid: string): Promise<number> {
  const mine = collection(collectionOf(paths.connection('_')), ConnectionDocument).where(
    'members',
    'array-contains',
    uid,
  );
  for (let removed = 0, tries = 0; ; ) {
    const { docs } = await mine.limit(PAGE).get();
    const batch = db().batch();
    for (const doc of docs) leaveOne(batch, doc, uid);
    try {
      if (docs.length > 0) await batch.commit();
    } catch (error) {
      if (!RACED.includes(codeOf(error)) || ++tries > TRIES) throw error;
      continue;
    }
    removed += docs.length;
    if (docs.length < PAGE) return removed;
  }
}
