import { FieldValue } from 'firebase-admin/firestore';
import { closeWithin } from '../chat/closing.ts';
import { conversationDocument } from '../chat/documents.ts';
import { ConnectionDocument } from '../connections/schema.ts';
import { connectionDocument, newRequest, untieWithin } from '../connections/ties.ts';
import { ApiError, invalidField, notFound } from '../contract/api-error.ts';
import { LIMITS, REQUESTS_BEFORE_WAITING } from '../contract/limits.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { otherMember, pairId } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { collection, patchOf, readTogether } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { readPage } from '../store/pages.ts';
import { toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { unlistWithin } from './blockers.ts';
import { blocksDocument } from './hidden.ts';
import { decideBlock, rememberedBy } from './policy.ts';
import type { BlockedPerson } from './schema.ts';

/**
 * Blocks somebody: a connection or a request between the two ends, and neither finds the other any more. Twice is once.
 * @throws ApiError 400 for oneself, 404 for nobody, and for somebody who has blocked `me`; 409 past the limit
 */
export async function block(me: string, other: string): Promise<void> {
  if (me === other) throw invalidField('id', 'You cannot block yourself.');
  const pair = pairId(me, other);
  await inTurn(me, () =>
    db().runTransaction(async (tx) => {
      const [connection, blocker, blocked, mine, conversation] = await readTogether(
        tx,
        connectionDocument(pair),
        userDocument(me),
        userDocument(other),
        blocksDocument(me),
        conversationDocument(pair),
      );
      if (!blocker || !blocked) throw notFound();
      const outcome = decideBlock(connection, me);
      if (outcome === 'hidden') throw notFound();
      if (outcome === 'blocked') return;
      if ((mine?.by_me?.length ?? 0) >= LIMITS.blocks) {
        throw new ApiError('conflict', `You can block at most ${LIMITS.blocks} people. Unblock somebody first.`);
      }
      if (connection?.status === 'accepted') await untieWithin(tx, connection, [me, other]);
      const at = isoNow();
      const before_block = rememberedBy(connection, me);
      tx.set(connectionDocument(pair), {
        ...(connection ?? newRequest(toPerson(blocker), toPerson(blocked))),
        status: 'blocked',
        blocked_by: me,
        blocked_at: at,
        before_block,
        edge_shards: null,
        // A block is no slip: what it ends isn't forgiven.
        ...(connection?.status === 'pending' && before_block && { responded_at: at, asks: REQUESTS_BEFORE_WAITING }),
      });
      closeWithin(tx, conversation, true);
      tx.set(db().doc(paths.blocks(me)), { by_me: FieldValue.arrayUnion(other) }, { merge: true });
      tx.set(db().doc(paths.blocks(other)), { of_me: FieldValue.arrayUnion(me) }, { merge: true });
    }),
  );
}

/** Ends a block of one's own. What it ended doesn't come back. @throws ApiError 404 where there is none */
export async function unblock(me: string, other: string): Promise<void> {
  if (me === other) throw notFound();
  const pair = pairId(me, other);
  await db().runTransaction(async (tx) => {
    const [connection, mine, theirs, conversation] = await readTogether(
      tx,
      connectionDocument(pair),
      userDocument(me),
      blocksDocument(other),
      conversationDocument(pair),
    );
    if (!mine || connection?.status !== 'blocked' || connection.blocked_by !== me) throw notFound();
    const unlist = await unlistWithin(tx, other, theirs, me);
    const { before_block: status } = connection;
    if (status === null) tx.delete(connectionDocument(pair));
    else {
      const patch = { status, blocked_by: null, blocked_at: null, before_block: null };
      tx.update(connectionDocument(pair), patchOf(ConnectionDocument, patch));
    }
    closeWithin(tx, conversation, false);
    tx.set(db().doc(paths.blocks(me)), { by_me: FieldValue.arrayRemove(other) }, { merge: true });
    unlist();
  });
}

/** Index: connections (blocked_by, blocked_at desc). */
export async function listBlocked(me: string, page: PageQuery): Promise<Page<BlockedPerson>> {
  const mine = collection(collectionOf(paths.connection('_')), ConnectionDocument).where('blocked_by', '==', me);
  const { items, next } = await readPage(mine, [{ field: 'blocked_at', direction: 'desc' }], page);
  return {
    items: items.map(({ id, sender, receiver, blocked_at, created_at }) => ({
      ...(sender.id === otherMember(id, me) ? sender : receiver),
      blocked_at: blocked_at ?? created_at,
    })),
    next,
  };
}
