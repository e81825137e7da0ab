import type { Query } from 'firebase-admin/firestore';
import { bucket, db } from '../firebase.ts';
import type { Export } from './export.ts';

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
  /** `at closing`: it goes in the very commit that closes the account. `keeps`: it stays, for this reason. */
  erase: Erase | 'at closing' | { keeps: string };
  export: Export;
}

/** Documents a commit; far below its 10 MiB. */
const PAGE = 500;

/** @returns the erasure of whatever a query finds */
export const eraseFound =
  (find: (uid: string) => Query): Erase =>
  async (uid, hasTime) => {
    let removed = 0;
    do {
      // Without their fields: only the references are needed.
      const { docs } = await find(uid).select().limit(PAGE).get();
      const batch = db().batch();
      for (const { ref } of docs) batch.delete(ref);
      if (docs.length > 0) await batch.commit();
      removed += docs.length;
      if (docs.length < PAGE) return { removed, done: true };
    } while (hasTime());
    return { removed, done: false };
  };

/** Files that are listed, and removed side by side. */
const FILES = 50;

/** @returns the erasure of a folder of the bucket, with everything below it */
export const eraseFolder =
  (folder: (uid: string) => string): Erase =>
  async (uid, hasTime) => {
    let removed = 0;
    do {
      const [files] = await bucket().getFiles({ prefix: `${folder(uid)}/`, maxResults: FILES, autoPaginate: false });
      await Promise.all(files.map((file) => file.delete({ ignoreNotFound: true })));
      removed += files.length;
      if (files.length < FILES) return { removed, done: true };
    } while (hasTime());
    return { removed, done: false };
  };

/** @returns one erasure after the other, as one */
export const eraseBoth =
  (...erasures: [Erase, Erase]): Erase =>
  async (uid, hasTime) => {
    let removed = 0;
    for (const erase of erasures) {
      const progress = await erase(uid, hasTime);
      removed += progress.removed;
      if (!progress.done) return { removed, done: false };
    }
    return { removed, done: true };
  };
