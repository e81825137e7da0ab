import type { Transaction } from 'firebase-admin/firestore';
import { connectionDocument } from '../connections/ties.ts';
import { otherMember } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { conversationDocument } from './documents.ts';
import { placesOf } from './policy.ts';
import { ConversationDocument } from './schema.ts';
import { tellUnread } from './tell.ts';

/** For other slices: how a conversation is closed to both, and opened again. */

/**
 * Closes a conversation in the commit of the block, or opens it in that of its end, as what it was. Nobody finds a closed
 * one in lists, and nobody writes in it; what was received stays.
 * @param conversation as it was read in the same transaction; undefined where there is none
 */
export function closeWithin(tx: Transaction, conversation: ConversationDocument | undefined, blocked: boolean): void {
  if (!conversation || conversation.blocked === blocked) return;
  const patch = { blocked, ...placesOf({ ...conversation, blocked }) };
  tx.update(conversationDocument(conversation.id), patchOf(ConversationDocument, patch));
}

/** Opens the request between two who have become connections: what they write waits for nothing any more. */
export async function openForConnections(pair: string): Promise<void> {
  const asked = await db().runTransaction(async (tx) => {
    const [connection, conversation] = await readTogether(tx, connectionDocument(pair), conversationDocument(pair));
    if (connection?.status !== 'accepted' || !conversation || conversation.state === 'open') return null;
    // In one that was taken back nothing is to be read.
    if (conversation.withdrawn) return null;
    const patch = { state: 'open', ...placesOf({ ...conversation, state: 'open' }) } as const;
    tx.update(conversationDocument(pair), patchOf(ConversationDocument, patch));
    return otherMember(pair, conversation.requested_by);
  });
  // That somebody wants to write is no news any more: what they have written is.
  if (asked) await tellUnread(pair, asked);
}
