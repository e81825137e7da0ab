import { folders } from '../contract/folders.ts';
import { paths } from '../contract/paths.ts';
import { eventDocument } from '../events/document.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { count, oldFolders, type Removals } from '../runtime/removals.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { filesIn, removeFolder, type StoredFile } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { keptFolder, reportDocument, reports } from './documents.ts';
import { APPEAL_MS } from './policy.ts';
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

/** Whether files were kept so long ago that nobody could object any more. */
const isOld = (files: readonly StoredFile[]): boolean =>
  files.every(({ created }) => created.getTime() < now() - APPEAL_MS);

/**
 * Files of no report: whoever made one died before the report was written, and nobody would ever remove them. The cover of an
 * event that staff have taken down themselves lies under the event's id, for as long as that of a decision.
 */
async function removeLeftOver(report: Removals): Promise<void> {
  for await (const kept of oldFolders(folders.evidence(''))) {
    const found = await db().getAll(...kept.flatMap(({ id }) => [reportDocument(id), eventDocument(id)]), {
      fieldMask: ['status'],
    });
    const held = new Set(found.filter(({ exists }) => exists).map(({ ref }) => ref.path));
    for (const { uid, id } of kept) {
      const folder = keptFolder(uid, id);
      if (held.has(paths.report(id))) continue;
      if (!held.has(paths.event(id))) await count(report, 'left_over', () => removeFolder(folder));
      else if (isOld(await filesIn(folder))) await count(report, 'removed', () => removeFolder(folder));
    }
  }
}

/**
 * Removes the files that reports have kept, 30 days after the decision, and covers that staff have taken down, after as long;
 * the words stay. And files of nothing. It may stop anywhere, and run twice.
 */
export async function removeEvidence(): Promise<Removals> {
  const report: Removals = { removed: 0, left_over: 0, failed: 0 };
  await removeDue(report);
  await removeLeftOver(report);
  return report;
}
