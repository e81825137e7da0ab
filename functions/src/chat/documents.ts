import type { Query } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { collection, documentOf, storedTime } from '../store/converter.ts';
import { ChatState, ConversationDocument, MessageDocument, MessageVideo } from './schema.ts';

/** For other slices: what two people write to each other. */

export const conversations = () => collection(collectionOf(paths.conversation('_')), ConversationDocument);
export const conversationDocument = (pair: string) => documentOf(paths.conversation(pair), ConversationDocument);
export const messages = (pair: string) => collection(collectionOf(paths.message(pair, '_')), MessageDocument);
export const messageDocument = (pair: string, id: string) => documentOf(paths.message(pair, id), MessageDocument);
export const videoDocument = (pair: string, id: string) => documentOf(paths.messageVideo(pair, id), MessageVideo);
export const chatStateDocument = (uid: string) => documentOf(paths.chatState(uid), ChatState);

/** Where a message lies: its id says it. */
export const pairOf = (message: string): string => message.slice(0, message.lastIndexOf('_', 57));

/** What `uid` has received and nobody has deleted. Index: messages (receiver, deleted_at, timestamp desc). */
export const received = (pair: string, uid: string): Query<MessageDocument> =>
  messages(pair).where('receiver', '==', uid).where('deleted_at', '==', null);

/** The same, of what came after a moment. */
export const receivedSince = (pair: string, uid: string, since: string | null): Query<MessageDocument> => {
  const all = received(pair, uid);
  return since === null ? all : all.where('timestamp', '>', storedTime(since)).orderBy('timestamp', 'desc');
};
