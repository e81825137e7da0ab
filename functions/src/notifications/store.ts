import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import { collection, documentOf } from '../store/converter.ts';
import { readPage } from '../store/pages.ts';
import { collectionOf, paths } from '../store/paths.ts';
import { Notification } from './schema.ts';

const inbox = (uid: string) => collection(collectionOf(paths.notification(uid, '_')), Notification);
const unread = (uid: string) => inbox(uid).where('is_read', '==', false);

const NOT_FOUND = 5;
/** Documents a commit; far below its 10 MiB. */
const BATCH = 500;

export const list = (uid: string, page: PageQuery): Promise<Page<Notification>> =>
  readPage(inbox(uid), [{ field: 'created_at', direction: 'desc' }], page);

/** One write and no read: `update()` itself says when there is nothing. @throws ApiError 404 */
export async function markRead(uid: string, id: string): Promise<void> {
  try {
    await documentOf(paths.notification(uid, id), Notification).update({ is_read: true });
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_FOUND) throw notFound();
    throw error;
  }
}

/** @returns how many there were. What comes in meanwhile stays unread. */
export async function markAllRead(uid: string): Promise<number> {
  // Without their fields: only the references are needed.
  const { docs } = await unread(uid).select().get();
  const commits: Promise<unknown>[] = [];
  for (let start = 0; start < docs.length; start += BATCH) {
    const batch = db().batch();
    for (const doc of docs.slice(start, start + BATCH)) batch.update(doc.ref, { is_read: true });
    commits.push(batch.commit());
  }
  await Promise.all(commits);
  return docs.length;
}

export async function countUnread(uid: string): Promise<number> {
  return (await unread(uid).count().get()).data().count;
}
