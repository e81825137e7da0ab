import type { DocumentData, Query } from 'firebase-admin/firestore';
import { bucket, db } from '../firebase.ts';
import type { Export } from './export.ts';
import { deleteTogether } from './writer.ts';

/** How far one part of an erasure has come. */
export interface Progress {
  removed: number;
  /** False: there was no time for all of it. */
  done: boolean;
}

/**
 * Removes what one place holds of somebody, page by page while there is time. It may stop anywhere, and be called again
 * at any time: it looks for what is there, and remembers nothing.
 */
export type Erase = (uid: string, hasTime: () => boolean) => Promise<Progress>;

/** What becomes of a collection or a folder when its owner leaves, and what their own copy of their data has of it. */
export interface Part {
  /**
   * `at closing`: it goes in the very commit that closes the account. `along`: with another part, below which it lies or
   * beside which it stands. `keeps`: it stays, for this reason, without what `strips` takes out of it.
   */
  erase: Erase | 'at closing' | 'along' | { keeps: string; strips?: Erase };
  export: Export;
}

/** What became of a page. */
interface ErasedPage {
  found: number;
  /** What was removed, where that is another number. */
  removed?: number;
  /** Whether there was no time for all that was found. */
  left?: boolean;
}

/**
 * @param size what a full page holds
 * @param page looks for what is there, and removes it, as far as there is time
 * @returns the erasure that goes on with the next page, until one isn't full or time is up
 */
export const eraseByPage =
  (size: number, page: (uid: string, hasTime: () => boolean) => Promise<ErasedPage>): Erase =>
  async (uid, hasTime) => {
    let all = 0;
    do {
      const { found, removed = found, left = false } = await page(uid, hasTime);
      all += removed;
      if (found < size && !left) return { removed: all, done: true };
    } while (hasTime());
    return { removed: all, done: false };
  };

/** Documents a commit; far below its 10 MiB. */
const PAGE = 500;

/**
 * Takes something out of the documents that a query finds, so that it finds them no more. They stay, and count as none that
 * were removed.
 * @param patch what is written into one
 */
export const stripEach = <T>(find: (uid: string) => Query<T>, patch: (data: T, uid: string) => DocumentData): Erase =>
  eraseByPage(PAGE, async (uid) => {
    const { docs } = await find(uid).limit(PAGE).get();
    const batch = db().batch();
    // Without their converter, which `patch` has gone by.
    for (const doc of docs) batch.update(db().doc(doc.ref.path), patch(doc.data(), uid));
    if (docs.length > 0) await batch.commit();
    return { found: docs.length, removed: 0 };
  });

/** @returns the erasure of whatever a query finds */
export const eraseFound = (find: (uid: string) => Query): Erase =>
  eraseByPage(PAGE, async (uid) => {
    // Without their fields: only the references are needed.
    const { docs } = await find(uid).select().limit(PAGE).get();
    await deleteTogether(docs.map(({ ref }) => ref));
    return { found: docs.length };
  });

/** Files that are listed, and removed side by side. */
const FILES = 50;

/** @returns the erasure of a folder of the bucket, with everything below it */
export const eraseFolder = (folder: (uid: string) => string): Erase =>
  eraseByPage(FILES, async (uid) => {
    const [files] = await bucket().getFiles({ prefix: `${folder(uid)}/`, maxResults: FILES, autoPaginate: false });
    await Promise.all(files.map((file) => file.delete({ ignoreNotFound: true })));
    return { found: files.length };
  });

/** @returns one erasure after the other, as one */
export const eraseEach =
  (...erasures: readonly Erase[]): Erase =>
  async (uid, hasTime) => {
    let removed = 0;
    for (const erase of erasures) {
      const progress = await erase(uid, hasTime);
      removed += progress.removed;
      if (!progress.done) return { removed, done: false };
    }
    return { removed, done: true };
  };
