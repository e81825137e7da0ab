import type { DocumentReference } from 'firebase-admin/firestore';
import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { collection, documentOf, readTogether } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { readPage } from '../store/pages.ts';
import { Notification } from './schema.ts';

const inbox = (uid: string) => collection(collectionOf(paths.notification(uid, '_')), Notification);
const unread = (uid: string) => inbox(uid).where('is_read', '==', false);

export const list = (uid: string, page: PageQuery): Promise<Page<Notification>> =>
  readPage(inbox(uid), [{ field: 'created_at', direction: 'desc' }], page);

/** One write and no read: `update()` itself says when there is nothing. @throws ApiError 404 */
export async function mark(uid: string, id: string, is_read: boolean): Promise<void> {
  try {
    await documentOf(paths.notification(uid, id), Notification).update({ is_read });
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) throw notFound();
    throw error;
  }
}

/**
 * Marks those as read that somebody has had before them, as far as they tell nothing newer by now.
 * @param until when the newest of what they saw had happened
 * @returns how many were unread, and how many were looked for
 */
export const markSeen = (uid: string, ids: readonly string[], until: string): Promise<{ read: number; of: number }> =>
  db().runTransaction(async (tx) => {
    const documents = [...new Set(ids)].map((id) => documentOf(paths.notification(uid, id), Notification));
    const rows = await readTogether(tx, ...documents);
    const seen = documents.filter((_, i) => {
      const row = rows[i];
      return row && !row.is_read && Date.parse(row.created_at) <= Date.parse(until);
    });
    for (const document of seen) tx.update(document, { is_read: true });
    return { read: seen.length, of: documents.length };
  });

/** At most so many a request: who has more asks again. */
const MOST = 5_000;
/** Rows a commit; far below its 10 MiB. */
const PAGE = 500;

/** Marks one by one; what is withdrawn meanwhile is nobody's to read. */
async function markEach(refs: readonly DocumentReference[]): Promise<void> {
  const writer = db().bulkWriter();
  const passing = ({ code }: { code: number }) => code !== NOT_FOUND;
  const faults: unknown[] = [];
  writer.onWriteError((error) => passing(error) && error.failedAttempts < 3);
  for (const ref of refs) writer.update(ref, { is_read: true }).catch((error) => passing(error) && faults.push(error));
  await writer.close();
  if (faults.length > 0) throw faults[0];
}

/** Marks a commit of them. */
async function markTogether(refs: readonly DocumentReference[]): Promise<void> {
  const batch = db().batch();
  for (const ref of refs) batch.update(ref, { is_read: true });
  try {
    await batch.commit();
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
    await markEach(refs);
  }
}

/** @returns how many there were. Those that come in meanwhile stay unread. */
export async function markAllRead(uid: string): Promise<number> {
  // Without their fields: only the references are needed.
  const { docs } = await unread(uid).limit(MOST).select().get();
  const refs = docs.map(({ ref }) => ref);
  const commits = Array.from({ length: Math.ceil(refs.length / PAGE) }, (_, i) => refs.slice(i * PAGE, (i + 1) * PAGE));
  await sideBySide(commits.map((refs) => () => markTogether(refs)));
  return refs.length;
}

/** @returns how many are unread, without those that count as messages. Firestore merges the two single-field indexes. */
export async function countUnread(uid: string): Promise<number> {
  const [all, messages] = await sideBySide([
    () => unread(uid).count().get(),
    () => unread(uid).where('in_messages', '==', true).count().get(),
  ]);
  return Math.max(0, all.data().count - messages.data().count);
}
