import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { LIMITS } from '../contract/limits.ts';
import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { eraseByPage } from '../store/erasure.ts';
import { userDocument } from '../users/documents.ts';
import { blockersOf, blocksDocument } from './hidden.ts';
import { Blocks } from './schema.ts';

/** For other slices: who has blocked somebody, also where they are more than a document holds. */

/**
 * Puts those who have blocked somebody into a document of their own, once they are many: a block adds to the list without a
 * look at it, and a document ends at 1 MiB. Whoever asks for them goes by `shards`. Called after each block, twice is once.
 */
export async function splitBlockers(uid: string): Promise<void> {
  const isFull = (blocks: Blocks | undefined) => (blocks?.of_me?.length ?? 0) >= LIMITS.blockers_per_shard;
  if (!isFull((await blocksDocument(uid).get()).data())) return;
  await db().runTransaction(async (tx) => {
    const [profile, blocks] = await readTogether(tx, userDocument(uid), blocksDocument(uid));
    if (!profile || !blocks?.of_me || !isFull(blocks)) return;
    const shards = (blocks.shards ?? 0) + 1;
    tx.create(blockersOf(uid).doc(String(shards)), { of_me: blocks.of_me });
    tx.update(blocksDocument(uid), patchOf(Blocks, { of_me: [], shards }));
  });
}

/**
 * Looks up where somebody stands among those who have blocked `uid`. It reads, so it comes before the first write.
 * Index: blockers (of_me).
 * @param blocks of `uid`, as they were read in the same transaction
 * @returns what takes them out, within the transaction
 */
export async function unlistWithin(
  tx: Transaction,
  uid: string,
  blocks: Blocks | undefined,
  blocker: string,
): Promise<() => void> {
  if (!blocks) return () => {};
  const isApart = blocks.shards && !blocks.of_me?.includes(blocker);
  const found = isApart ? (await tx.get(blockersOf(uid).where('of_me', 'array-contains', blocker))).docs : [];
  const refs = isApart ? found.map(({ ref }) => ref) : [blocksDocument(uid)];
  return () => {
    for (const { path } of refs) tx.update(db().doc(path), { of_me: FieldValue.arrayRemove(blocker) });
  };
}

/** Lists a commit. */
const PAGE = 100;

/**
 * Takes somebody who has left out of the documents of those whom very many have blocked. Once the connection that says so has
 * gone, none of them is made with this person in it. Index: blockers (of_me), collection group.
 */
export const leaveBlockers = eraseByPage(PAGE, async (uid) => {
  const found = db().collectionGroup('blockers').where('of_me', 'array-contains', uid);
  const { docs } = await found.select().limit(PAGE).get();
  const batch = db().batch();
  for (const { ref } of docs) batch.update(ref, { of_me: FieldValue.arrayRemove(uid) });
  if (docs.length > 0) await batch.commit();
  return { found: docs.length, removed: 0 };
});
