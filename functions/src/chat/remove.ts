import { forbidden, notFound } from '../contract/api-error.ts';
import { pairMembers } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { leftBehind, removeFolder } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import { folderOfFiles } from './attachments.ts';
import { chatStateDocument, conversationDocument, messageDocument, pairOf, videoDocument } from './documents.ts';
import { placesOf } from './policy.ts';
import { ChatState, ConversationDocument, type MessageDocument } from './schema.ts';

/**
 * Takes a message back from both: what it said and its files are gone, and it counts as unread no more. Twice is once.
 * @throws ApiError 404 for a message that isn't there or of others, 403 for one that `me` has received
 */
export async function removeMessage(me: string, id: string): Promise<void> {
  const pair = pairOf(id);
  if (!pairMembers(pair).includes(me)) throw notFound();
  const removed = await inTurn(pair, () =>
    db().runTransaction(
      async (tx) => {
        const other = pairMembers(pair).find((uid) => uid !== me) ?? me;
        const [message, conversation, theirs] = await readTogether(
          tx,
          messageDocument(pair, id),
          conversationDocument(pair),
          chatStateDocument(other),
        );
        if (!message || !conversation) throw notFound();
        if (message.sender !== me) throw forbidden('You can only delete what you have written.');
        if (message.deleted_at !== null) return null;
        const gone: MessageDocument = { ...message, content: '', attachment: null, deleted_at: isoNow() };
        tx.set(messageDocument(pair, id), gone);
        const unread = message.timestamp > (conversation.read_at[other] ?? '');
        const count = conversation.unread[other] ?? 0;
        // A request is its one message: without it neither has anything of it.
        const withdrawn = conversation.last_message.id === id && conversation.state !== 'open';
        const patch = {
          ...(conversation.last_message.id === id && { last_message: gone }),
          ...(withdrawn && { withdrawn, ...placesOf({ ...conversation, withdrawn }) }),
          ...(unread && count > 0 && { [`unread.${other}`]: count - 1 }),
        };
        if (Object.keys(patch).length > 0) tx.update(conversationDocument(pair), patchOf(ConversationDocument, patch));
        const hidden = theirs?.reads?.[pair];
        if (hidden && unread && message.timestamp <= hidden.read_at) {
          const base = Math.max(0, hidden.base - 1);
          tx.update(chatStateDocument(other), patchOf(ChatState, { [`reads.${pair}`]: { ...hidden, base } }));
        }
        if (message.attachment?.state === 'processing') tx.delete(videoDocument(pair, id));
        return message;
      },
      { maxAttempts: 10 },
    ),
  );
  const folder = removed?.attachment && folderOfFiles(removed.attachment);
  if (folder) await removeFolder(folder).catch(leftBehind(folder));
}
