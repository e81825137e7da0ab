import { folders } from '../contract/folders.ts';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { count, oldFolders, type Removals } from '../runtime/removals.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { paperFolder, verificationDocument, verifications } from './documents.ts';
import { VerificationDocument } from './schema.ts';

/** Requests that are looked at side by side. */
const PAGE = 50;

/** The file first: whoever dies in between is followed by a run that finds the request still due. */
async function removeFile({ id, user }: VerificationDocument): Promise<void> {
  await removeFolder(paperFolder(user, id));
  const file = { 'file.remove_at': null, 'file.removed_at': isoNow() };
  await verificationDocument(id)
    .update(patchOf(VerificationDocument, file))
    .catch((error: unknown) => {
      // Its owner has left meanwhile.
      if (codeOf(error) !== NOT_FOUND) throw error;
    });
}

/** The files of decided requests whose time has come. Index: the one that `file.remove_at` has by itself. */
async function removeDue(report: Removals): Promise<void> {
  const due = verifications().where('file.remove_at', '<=', storedTime(isoNow())).orderBy('file.remove_at');
  for await (const docs of pagesOf(due, PAGE)) {
    await Promise.all(docs.map((doc) => count(report, 'removed', () => removeFile(doc.data()))));
  }
}

/** Files of no request: whoever sent one in died before the request was written, and nobody would ever remove it. */
async function removeLeftOver(report: Removals): Promise<void> {
  for await (const kept of oldFolders(folders.papers(''))) {
    const requests = await db().getAll(...kept.map(({ id }) => verificationDocument(id)));
    const held = new Set(requests.filter((request) => request.get('file.removed_at') === null).map(({ id }) => id));
    const gone = kept.filter(({ id }) => !held.has(id));
    await Promise.all(gone.map(({ uid, id }) => count(report, 'left_over', () => removeFolder(paperFolder(uid, id)))));
  }
}

/**
 * Removes what proves who somebody is when it is needed no more: 30 days after the decision. The request stays without
 * it. May die anywhere, and run twice.
 */
export async function removePapers(): Promise<Removals> {
  const report: Removals = { removed: 0, left_over: 0, failed: 0 };
  await removeDue(report);
  await removeLeftOver(report);
  return report;
}
