import { FieldValue, type QueryDocumentSnapshot, type Transaction, type WriteBatch } from 'firebase-admin/firestore';
import { otherMember } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { leaveBlockers } from '../moderation/blockers.ts';
import { leaveAudiences } from '../store/audiences.ts';
import { ABORTED, codeOf, FAILED_PRECONDITION, NOT_FOUND } from '../store/codes.ts';
import { collection, documentOf } from '../store/converter.ts';
import { withoutEdge } from '../store/edges.ts';
import { type Erase, eraseByPage, eraseFound, type Part } from '../store/erasure.ts';
import { inTurn } from '../store/in-turn.ts';
import { sideBySide } from '../store/meter.ts';
import { ConnectionDocument, VISIBLE_STATUS } from './schema.ts';

/** Connections a commit: each takes up to three writes. */
const PAGE = 150;

/** Transactions at once, where a page has to be taken one by one. */
const AT_ONCE = 10;

/** Somebody was at one of the page's connections at the same moment, or has left, too. */
const RACED: readonly unknown[] = [NOT_FOUND, FAILED_PRECONDITION, ABORTED];

type Found = QueryDocumentSnapshot<ConnectionDocument>;

/** What the other one has of `uid` in documents of their own, beside the connection. */
const listed = (uid: string) => ({
  accepted: withoutEdge(uid),
  blocked: { by_me: FieldValue.arrayRemove(uid), of_me: FieldValue.arrayRemove(uid) },
});

/** Deletes a connection as it was read, and takes `uid` out of the other one's lists and count. */
function leaveOne(batch: WriteBatch, doc: Found, uid: string): void {
  const { id, status, edge_shards } = doc.data();
  const other = otherMember(id, uid);
  // If somebody has answered or removed it meanwhile, the commit fails and counts nothing.
  batch.delete(doc.ref, { lastUpdateTime: doc.updateTime });
  if (status === 'blocked') batch.update(db().doc(paths.blocks(other)), listed(uid).blocked);
  if (status !== 'accepted') return;
  batch.update(db().doc(paths.edges(other, edge_shards?.[other] ?? 0)), listed(uid).accepted);
  batch.update(db().doc(paths.user(other)), { connection_count: FieldValue.increment(-1) });
}

/** The same for one connection, by what is there at the moment of the commit: maybe nobody on the other side. */
async function leaveCarefully(doc: Found, uid: string): Promise<void> {
  const other = otherMember(doc.id, uid);
  const leave = async (tx: Transaction) => {
    const connection = (await tx.get(documentOf(paths.connection(doc.id), ConnectionDocument))).data();
    if (!connection) return;
    const [profile, shard, blocks] = await tx.getAll(
      db().doc(paths.user(other)),
      db().doc(paths.edges(other, connection.edge_shards?.[other] ?? 0)),
      db().doc(paths.blocks(other)),
    );
    tx.delete(doc.ref);
    if (!profile?.exists) return;
    if (connection.status === 'blocked' && blocks?.exists) tx.update(blocks.ref, listed(uid).blocked);
    if (connection.status !== 'accepted') return;
    if (shard?.exists) tx.update(shard.ref, listed(uid).accepted);
    tx.update(profile.ref, { connection_count: FieldValue.increment(-1) });
  };
  // Two who leave at the same moment meet at what is between them.
  await inTurn(doc.id, () => db().runTransaction(leave));
}

async function leavePage(docs: Found[], uid: string): Promise<void> {
  if (docs.length === 0) return;
  const batch = db().batch();
  for (const doc of docs) leaveOne(batch, doc, uid);
  try {
    await batch.commit();
  } catch (error) {
    if (!RACED.includes(codeOf(error))) throw error;
    for (let i = 0; i < docs.length; i += AT_ONCE) {
      await Promise.all(docs.slice(i, i + AT_ONCE).map((doc) => leaveCarefully(doc, uid)));
    }
  }
}

const leaveConnections = eraseByPage(PAGE, async (uid) => {
  const connections = collection(collectionOf(paths.connection('_')), ConnectionDocument);
  const { docs } = await connections.where('members', 'array-contains', uid).limit(PAGE).get();
  await leavePage(docs, uid);
  return { found: docs.length };
});

/**
 * Removes everything between `uid` and anybody, in all states. A story that was posted meanwhile may have counted on a
 * connection that was still there: hence the audiences, once more.
 */
const leaveEveryone: Erase = async (uid, hasTime) => {
  const { removed, done } = await leaveConnections(uid, hasTime);
  if (!done) return { removed, done };
  const left = await sideBySide([() => leaveBlockers(uid, hasTime), () => leaveAudiences(uid, hasTime)]);
  return { removed, done: left.every((progress) => progress.done) };
};

/** What becomes of this slice's collections when somebody leaves, and what their copy has of them. */
export const PARTS = {
  connection: {
    // Index of the export: connections (members, status, created_at desc).
    erase: leaveEveryone,
    export: {
      documents: (uid) =>
        db()
          .collection(collectionOf(paths.connection('_')))
          .where('members', 'array-contains', uid)
          .where('status', 'in', [...VISIBLE_STATUS])
          .orderBy('created_at', 'desc'),
    },
  },
  edges: {
    erase: eraseFound((uid) => db().collection(collectionOf(paths.edges(uid, '_')))),
    export: { without: 'Repeats the connections.' },
  },
} as const satisfies Record<string, Part>;
