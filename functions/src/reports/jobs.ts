import { folders } from '../contract/folders.ts';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { count, oldFolders, type Removals } from '../runtime/removals.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { keptFolder, reportDocument, reports } from './documents.ts';
import { ReportDocument } from './schema.ts';

/** Reports that are looked at at a time. */
const PAGE = 50;

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
async function removeDue(report: Removals): Promise<void> {
  const due = reports().where('remove_at', '<=', storedTime(isoNow())).orderBy('remove_at');
  for await (const docs of pagesOf(due, PAGE)) {
    for (const doc of docs) await count(report, 'removed', () => removeFiles(doc.data()));
  }
}

/** Files of no report: whoever made one died before the report was written, and nobody would ever remove them. */
async function removeLeftOver(report: Removals): Promise<void> {
  for await (const kept of oldFolders(folders.evidence(''))) {
    const found = await db().getAll(...kept.map(({ id }) => reportDocument(id)), { fieldMask: ['status'] });
    const held = new Set(found.filter(({ exists }) => exists).map(({ id }) => id));
    for (const { uid, id } of kept) {
      if (!held.has(id)) await count(report, 'left_over', () => removeFolder(keptFolder(uid, id)));
    }
  }
}

/**
 * Removes the files that reports have kept, 30 days after the decision; the words stay. And those of no report. It may stop
 * anywhere, and run twice.
 */
export async function removeEvidence(): Promise<Removals> {
  const report: Removals = { removed: 0, left_over: 0, failed: 0 };
  await removeDue(report);
  await removeLeftOver(report);
  return report;
}
