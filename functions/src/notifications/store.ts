import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { writeInBatches } from '../store/batches.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { collection, documentOf } from '../store/converter.ts';
import { readPage } from '../store/pages.ts';
import { Notification } from './schema.ts';

const inbox = (uid: string) => collection(collectionOf(paths.notification(uid, '_')), Notification);
const unread = (uid: string) => inbox(uid).where('is_read', '==', false);

export const list = (uid: string, page: PageQuery): Promise<Page<Notification>> =>
  readPage(inbox(uid), [{ field: 'created_at', direction: 'desc' }], page);

/** One write and no read: `update()` itself says when there is nothing. @throws ApiError 404 */
export async function markRead(uid: string, id: string): Promise<void> {
  try {
    await documentOf(paths.notification(uid, id), Notification).update({ is_read: true });
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) throw notFound();
    throw error;
  }
}

/** @returns how many there were. What comes in meanwhile stays unread. */
export async function markAllRead(uid: string): Promise<number> {
  // Without their fields: only the references are needed.
  const { docs } = await unread(uid).select().get();
  await writeInBatches(docs, (batch, ref) => batch.update(ref, { is_read: true }));
  return docs.length;
}

export async function countUnread(uid: string): Promise<number> {
  return (await unread(uid).count().get()).data().count;
}
