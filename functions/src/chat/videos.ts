import { notFound } from '../contract/api-error.ts';
import type { MediaDocument } from '../contract/media.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { finishVideo } from '../store/media.ts';
import { folderOfFiles } from './attachments.ts';
import { conversationDocument, messageDocument, pairOf, videoDocument } from './documents.ts';
import { type AttachmentDocument, ConversationDocument, MessageDocument } from './schema.ts';

/**
 * Writes into a message, and where it is the newest also into its conversation, what became of its video.
 * @returns what stands there now
 * @throws ApiError 404 where it was deleted
 */
export const settleVideo = (id: string, finished: Partial<MediaDocument>): Promise<AttachmentDocument> =>
  db().runTransaction(async (tx) => {
    const pair = pairOf(id);
    const [message, conversation] = await readTogether(tx, messageDocument(pair, id), conversationDocument(pair));
    tx.delete(db().doc(paths.messageVideo(pair, id)));
    if (!message?.attachment || !conversation) return Promise.reject(notFound());
    if (message.attachment.state !== 'processing') return message.attachment;
    const attachment = { ...message.attachment, ...finished } as AttachmentDocument;
    tx.update(messageDocument(pair, id), patchOf(MessageDocument, { attachment }));
    if (conversation.last_message.id === id) {
      const patch = { last_message: { ...message, attachment } };
      tx.update(conversationDocument(pair), patchOf(ConversationDocument, patch));
    }
    return attachment;
  });

/** Goes over the video of a message, and lets both see it then. */
export async function finishMessageVideo(id: string): Promise<void> {
  const pair = pairOf(id);
  const attachment = (await messageDocument(pair, id).get()).data()?.attachment;
  const folder = attachment && folderOfFiles(attachment);
  if (attachment?.state !== 'processing' || !folder) {
    // Deleted meanwhile, or finished by another delivery.
    await videoDocument(pair, id).delete();
    return;
  }
  const { name: _, bytes: __, ...media } = attachment;
  await finishVideo('attachment', folder, media as MediaDocument, async (finished) => {
    const { name: _, bytes: __, ...standing } = await settleVideo(id, finished);
    return standing as MediaDocument;
  });
}
