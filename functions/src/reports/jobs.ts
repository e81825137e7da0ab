import * as logger from 'firebase-functions/logger';
import { isoNow } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { keptFolder, reportDocument, reports } from './documents.ts';
import { ReportDocument } from './schema.ts';

const PAGE = 50;

/**
 * Removes the files that reports have kept, 30 days after the decision; the words stay. It may stop anywhere, and run twice.
 * Index: the one that `remove_at` has by itself.
 */
export async function removeEvidence(): Promise<Report> {
  const report = { removed: 0, failed: 0 };
  const due = reports().where('remove_at', '<=', storedTime(isoNow())).orderBy('remove_at');
  for await (const docs of pagesOf(due, PAGE)) {
    for (const doc of docs) {
      const { id, target } = doc.data();
      try {
        await removeFolder(keptFolder(target.owner, id));
        await reportDocument(id).update(patchOf(ReportDocument, { remove_at: null, 'snapshot.type': null }));
        report.removed += 1;
      } catch (error) {
        // One that fails must not keep the others: the next run finds it again.
        report.failed += 1;
        logger.error('a kept file was not removed', { stack: stackOf(error) });
      }
    }
  }
  return report;
}
