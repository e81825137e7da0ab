import type { Transaction } from 'firebase-admin/firestore';
import { otherMember } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { contentOf, inbox } from '../notifications/notify.ts';
import { wants } from '../notifications/policy.ts';
import { push } from '../notifications/push.ts';
import type { NotificationDocument } from '../notifications/schema.ts';
import { readTogether } from '../store/converter.ts';
import { accountDocument } from '../users/documents.ts';
import { chatStateDocument, conversationDocument, received } from './documents.ts';
import { readingOf, rowOf, textOf } from './policy.ts';
import type { ChatState, ConversationDocument, MessageDocument } from './schema.ts';

/** @returns the newest message to `uid`, wherever it stands. Index: messages (receiver, deleted_at, timestamp desc). */
async function newestTo(
  tx: Transaction,
  { id, last_message }: ConversationDocument,
  uid: string,
): Promise<MessageDocument | undefined> {
  if (last_message.receiver === uid && last_message.deleted_at === null) return last_message;
  return (await tx.get(received(id, uid).orderBy('timestamp', 'desc').limit(1))).docs[0]?.data();
}

/** @returns the row that tells of a conversation as it is; null where there is nothing to be told */
async function rowNow(
  tx: Transaction,
  conversation: ConversationDocument | undefined,
  to: string,
  state: ChatState | undefined,
  before: NotificationDocument | undefined,
): Promise<NotificationDocument | null> {
  if (!conversation?.open_to.includes(to)) return null;
  const { unread } = readingOf(conversation, to, state);
  const newest = unread > 0 ? await newestTo(tx, conversation, to) : undefined;
  if (!newest) return null;
  const actor = conversation.people[otherMember(conversation.id, to)] ?? null;
  const version = Date.parse(newest.timestamp);
  return {
    ...contentOf({
      id: rowOf(conversation.id),
      topic: 'message',
      at: newest.timestamp,
      message: textOf(actor?.username ?? '', newest, conversation.state === 'request'),
      actor,
      target: { kind: 'conversation', id: conversation.id },
    }),
    count: unread,
    version,
    // A request has no other badge.
    ...(conversation.state === 'open' && { in_messages: true as const }),
    // What was read stays so until something comes after it.
    is_read: before?.is_read === true && (before.version ?? 0) >= version,
  };
}

/**
 * Brings the one notification of a conversation up to date with it: what is unread, and how the newest of it begins. It
 * follows from the conversation as it is, so it may be called twice, late, and for messages in any order. Of a request no
 * phone tells.
 */
export async function tellUnread(pair: string, to: string): Promise<void> {
  const told = await db().runTransaction(async (tx) => {
    const document = inbox(to, rowOf(pair));
    const places = [conversationDocument(pair), chatStateDocument(to), document, accountDocument(to)] as const;
    const [conversation, state, before, account] = await readTogether(tx, ...places);
    const row = await rowNow(tx, conversation, to, state, before);
    if (!row) {
      if (before) tx.delete(document);
      return null;
    }
    if (!wants(account, { topic: 'message', actor: row.actor, target: row.target })) {
      // Nothing more is told; and what was told before may be deleted by now.
      if (before && before.message !== row.message) tx.delete(document);
      return null;
    }
    if (before?.count === row.count && before.version === row.version && before.message === row.message) return null;
    tx.set(document, row);
    const isNew = !row.is_read && (before?.version ?? 0) < (row.version ?? 0);
    return isNew && conversation?.state === 'open' ? { row, account } : null;
  });
  if (told) await push(to, told.row, told.account);
}
