import type { Query } from 'firebase-admin/firestore';
import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { pairId, pairMembers } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { readTogether } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { readPage } from '../store/pages.ts';
import { attachmentAnswer, messageAnswer } from './attachments.ts';
import {
  chatStateDocument,
  conversationDocument,
  conversations,
  messageDocument,
  messages,
  pairOf,
} from './documents.ts';
import { seenBy, shows } from './policy.ts';
import type {
  Attachment,
  BOXES,
  ChatState,
  Conversation,
  ConversationDocument,
  ConversationsQuery,
  Message,
} from './schema.ts';

type Box = (typeof BOXES)[number];

/** Indexes: conversations (listed | open_to, state, updated_at desc), (listed, updated_at desc). */
const FOUND: Record<Box, (me: string) => Query<ConversationDocument>> = {
  inbox: (me) => conversations().where('listed', 'array-contains', me),
  requests: (me) => conversations().where('open_to', 'array-contains', me).where('state', '==', 'request'),
  // Whoever has sent a request doesn't see whether it was declined.
  sent: (me) => conversations().where('listed', 'array-contains', me).where('state', 'in', ['request', 'declined']),
};

const newest = (query: Query<ConversationDocument>, page: PageQuery) =>
  readPage(query, [{ field: 'updated_at', direction: 'desc' }], page);

/** @returns a conversation as `me` sees it, with the addresses of the files of its last message */
export async function conversationAnswer(
  conversation: ConversationDocument,
  me: string,
  state: ChatState | undefined,
): Promise<Conversation> {
  const seen = seenBy(conversation, me, state);
  return { ...seen, last_message: await messageAnswer(seen.last_message) };
}

export async function listConversations(
  me: string,
  { box = 'inbox' }: ConversationsQuery,
  page: PageQuery,
): Promise<Page<Conversation>> {
  const [{ items, next }, state] = await sideBySide([
    () => newest(FOUND[box](me), page),
    async () => (await chatStateDocument(me).get()).data(),
  ]);
  return { items: await Promise.all(items.map((item) => conversationAnswer(item, me, state))), next };
}

/** @throws ApiError 404 where neither has written, or one has blocked the other */
export async function getConversation(me: string, other: string): Promise<Conversation> {
  const [conversation, state] = await readTogether(
    db(),
    conversationDocument(pairId(me, other)),
    chatStateDocument(me),
  );
  if (!conversation || !shows(conversation, me)) throw notFound();
  return conversationAnswer(conversation, me, state);
}

/** The messages of a conversation, newest first. What somebody has received stays theirs, whatever becomes of the two. */
export async function listMessages(me: string, other: string, page: PageQuery): Promise<Page<Message>> {
  const order = [{ field: 'timestamp', direction: 'desc' }] as const;
  const { items, next } = await readPage(messages(pairId(me, other)), [...order], page);
  return { items: await Promise.all(items.map(messageAnswer)), next };
}

/** The newest message of each conversation. */
export async function listNewest(me: string, page: PageQuery): Promise<Page<Message>> {
  const { items, next } = await newest(FOUND.inbox(me), page);
  return { items: await Promise.all(items.map(({ last_message }) => messageAnswer(last_message))), next };
}

/** @throws ApiError 404 for a message of others, and for one without an attachment */
export async function getAttachment(me: string, id: string): Promise<Attachment> {
  const pair = pairOf(id);
  if (!pairMembers(pair).includes(me)) throw notFound();
  const attachment = (await messageDocument(pair, id).get()).data()?.attachment;
  if (!attachment) throw notFound();
  return attachmentAnswer(attachment);
}
