import * as logger from 'firebase-functions/logger';
import { folders } from '../contract/folders.ts';
import { bucket, db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { stackOf } from '../runtime/stack.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { keptFolder, reportDocument, reports } from './documents.ts';
import { ReportDocument } from './schema.ts';

/** Reports, or files, that are looked at at a time. */
const PAGE = 50;
/** Somebody may be reporting what belongs to this file right now. */
const GRACE_MS = 60 * 60 * 1000;

/** What a run has done. */
interface Report {
  removed: number;
  left_over: number;
  failed: number;
  [what: string]: number;
}

/** One that fails must not keep the others: it is found again in the next run. */
async function count(report: Report, what: 'removed' | 'left_over', work: () => Promise<void>): Promise<void> {
  try {
    await work();
    report[what] += 1;
  } catch (error) {
    report.failed += 1;
    logger.error('kept files were not removed', { stack: stackOf(error) });
  }
}

/** The files first: whoever dies in between is followed by a run that finds the report still due. */
async function removeFiles({ id, target }: ReportDocument): Promise<void> {
  await removeFolder(keptFolder(target.owner, id));
  await reportDocument(id)
    .update(patchOf(ReportDocument, { remove_at: null, 'snapshot.type': null }))
    .catch((error: unknown) => {
      // Whom it is about has left meanwhile.
      if (codeOf(error) !== NOT_FOUND) throw error;
    });
}

/** Index: the one that `remove_at` has by itself. */
async function removeDue(report: Report): Promise<void> {
  const due = reports().where('remove_at', '<=', storedTime(isoNow())).orderBy('remove_at');
  for await (const docs of pagesOf(due, PAGE)) {
    for (const doc of docs) await count(report, 'removed', () => removeFiles(doc.data()));
  }
}

/** Files of no report: whoever made one died before the report was written, and nobody would ever remove them. */
async function removeLeftOver(report: Report): Promise<void> {
  const root = folders.evidence('');
  let pageToken: string | undefined;
  do {
    const [files, next] = await bucket().getFiles({
      prefix: root,
      maxResults: PAGE,
      autoPaginate: false,
      ...(pageToken !== undefined && { pageToken }),
    });
    const old = files
      .filter(({ metadata }) => now() - Date.parse(metadata.timeCreated ?? '') > GRACE_MS)
      .map(({ name }) => name.slice(root.length).split('/'));
    const ownerOf = new Map(old.flatMap(([uid, id]) => (uid && id ? [[id, uid] as const] : [])));
    const places = [...ownerOf.keys()].map((id) => reportDocument(id));
    const found = places.length === 0 ? [] : await db().getAll(...places, { fieldMask: ['status'] });
    for (const { id, exists } of found) {
      if (!exists) await count(report, 'left_over', () => removeFolder(keptFolder(ownerOf.get(id) ?? '', id)));
    }
    pageToken = (next as { pageToken?: string } | null)?.pageToken;
  } while (pageToken !== undefined);
}

/**
 * Removes the files that reports have kept, 30 days after the decision; the words stay. And those of no report. It may stop
 * anywhere, and run twice.
 */
export async function removeEvidence(): Promise<Report> {
  const report: Report = { removed: 0, left_over: 0, failed: 0 };
  await removeDue(report);
  await removeLeftOver(report);
  return report;
}
