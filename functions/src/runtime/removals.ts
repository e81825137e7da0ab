import * as logger from 'firebase-functions/logger';
import { bucket } from '../firebase.ts';
import { now } from './clock.ts';
import { stackOf } from './stack.ts';

/** What a job that removes files has done; `left_over` belonged to nothing. */
export interface Removals {
  removed: number;
  left_over: number;
  failed: number;
  [what: string]: number;
}

/** One that fails must not keep the others: it is found again in the next run. */
export async function count(report: Removals, what: 'removed' | 'left_over', work: () => Promise<void>): Promise<void> {
  try {
    await work();
    report[what] += 1;
  } catch (error) {
    report.failed += 1;
    logger.error('files were not removed', { stack: stackOf(error) });
  }
}

/** Files that are listed at a time. */
const PAGE = 50;
/** Somebody may be writing what belongs to a file right now. */
const GRACE_MS = 60 * 60 * 1000;

/** A folder `{root}{uid}/{id}`. */
export interface OwnFolder {
  uid: string;
  id: string;
}

/**
 * The folders with a file that is older than an hour, page by page: whoever died between the file and the document that
 * names it has left a folder of nothing. A folder may come again on the next page.
 * @param root ends with a slash
 */
export async function* oldFolders(root: string): AsyncGenerator<OwnFolder[]> {
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
    const uidOf = new Map(old.flatMap(([uid, id]) => (uid && id ? [[id, uid] as const] : [])));
    if (uidOf.size > 0) yield [...uidOf].map(([id, uid]) => ({ uid, id }));
    pageToken = (next as { pageToken?: string } | null)?.pageToken;
  } while (pageToken !== undefined);
}
