import * as logger from 'firebase-functions/logger';
import { folders } from '../contract/folders.ts';
import { bucket, db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { stackOf } from '../runtime/stack.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { paperFolder, verificationDocument, verifications } from './documents.ts';
import { VerificationDocument } from './schema.ts';

/** Requests, or files, that are looked at side by side. */
const PAGE = 50;
/** Somebody may be sending in what belongs to this file right now. */
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
    logger.error('a paper was not removed', { stack: stackOf(error) });
    report.failed += 1;
  }
}

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
async function removeDue(report: Report): Promise<void> {
  const due = verifications().where('file.remove_at', '<=', storedTime(isoNow())).orderBy('file.remove_at');
  for await (const docs of pagesOf(due, PAGE)) {
    await Promise.all(docs.map((doc) => count(report, 'removed', () => removeFile(doc.data()))));
  }
}

/** A file as it is listed, and what its path says of it. */
interface Listed {
  uid: string;
  id: string;
  old: boolean;
}

/** Files of no request: whoever sent one in died before the request was written, and nobody would ever remove it. */
async function removeLeftOver(report: Report): Promise<void> {
  const root = folders.papers('');
  let pageToken: string | undefined;
  do {
    const [files, next] = await bucket().getFiles({
      prefix: root,
      maxResults: PAGE,
      autoPaginate: false,
      ...(pageToken !== undefined && { pageToken }),
    });
    const listed = files.map(({ name, metadata }): Listed => {
      const [uid = '', id = ''] = name.slice(root.length).split('/');
      return { uid, id, old: now() - Date.parse(metadata.timeCreated ?? '') > GRACE_MS };
    });
    const old = listed.filter((file) => file.old && file.id !== '');
    const requests = old.length === 0 ? [] : await db().getAll(...old.map(({ id }) => verificationDocument(id)));
    const held = new Set(requests.filter((request) => request.get('file.removed_at') === null).map(({ id }) => id));
    const gone = old.filter(({ id }) => !held.has(id));
    await Promise.all(gone.map(({ uid, id }) => count(report, 'left_over', () => removeFolder(paperFolder(uid, id)))));
    pageToken = (next as { pageToken?: string } | null)?.pageToken;
  } while (pageToken !== undefined);
}

/**
 * Removes what proves who somebody is when it is needed no more: 30 days after the decision. The request stays without
 * it. May die anywhere, and run twice.
 */
export async function removePapers(): Promise<Report> {
  const report: Report = { removed: 0, left_over: 0, failed: 0 };
  await removeDue(report);
  await removeLeftOver(report);
  return report;
}
