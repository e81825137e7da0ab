import { db } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { timeFor } from '../runtime/time-left.ts';
import { storedTime } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { OVERTAKEN, openWriter } from '../store/writer.ts';
import { KEPT_DAYS } from './policy.ts';

/** Rows that are read and removed at a time, and how long a run takes at most: the next one does the rest. */
const PAGE = 500;
const MS = 480_000;

/**
 * Removes what was read and is old. One that tells of something new by now stays. It may stop anywhere, and run twice.
 * Index: notifications (is_read, created_at), collection group.
 */
export async function removeOld(): Promise<Report> {
  const report = { removed: 0 };
  const limit = new Date(now() - KEPT_DAYS * 24 * 60 * 60 * 1000).toISOString();
  const old = db()
    .collectionGroup('notifications')
    .where('is_read', '==', true)
    .where('created_at', '<=', storedTime(limit))
    .orderBy('created_at')
    .select('created_at');
  for await (const page of pagesOf(old, PAGE, timeFor(MS))) {
    const { write, flush, close } = openWriter(OVERTAKEN);
    const removed = page.map(({ ref, updateTime }) =>
      write((writer) => writer.delete(ref, { lastUpdateTime: updateTime })),
    );
    await flush().finally(close);
    report.removed += (await Promise.all(removed)).filter(Boolean).length;
  }
  return report;
}
