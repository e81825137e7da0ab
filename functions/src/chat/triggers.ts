import { fromStored } from '../store/converter.ts';
import { pairOf } from './documents.ts';
import { MessageDocument, MessageVideo } from './schema.ts';
import { tellUnread } from './tell.ts';
import { finishMessageVideo } from './videos.ts';

/** What an event of a message holds: not what it says. */
const Heard = MessageDocument.pick({ id: true, receiver: true, deleted_at: true });

/**
 * A message was written, or deleted by its sender: brings up to date what its receiver is told of the conversation.
 * @param before undefined for a new one
 * @param after undefined where it is gone, together with the conversation
 */
export async function tellAboutMessage(before: unknown, after: unknown): Promise<void> {
  if (after === undefined) return;
  const is = fromStored(Heard, after);
  const was = before === undefined ? undefined : fromStored(Heard, before);
  if (was && was.deleted_at === is.deleted_at) return;
  await tellUnread(pairOf(is.id), is.receiver);
}

/** A video was sent: goes over it, and lets both see it then. */
export async function finishSentVideo(data: unknown): Promise<void> {
  await finishMessageVideo(fromStored(MessageVideo, data).id);
}
