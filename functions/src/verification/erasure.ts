import { folders } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { eraseFolder, eraseFound, type Part } from '../store/erasure.ts';
import { stateDocument, verifications } from './documents.ts';

/** What becomes of this slice's collections and folder when somebody leaves, and what their copy has of them. */
export const PARTS = {
  verification: {
    erase: eraseFound((uid) => verifications().where('user', '==', uid)),
    export: { documents: (uid) => verifications().where('user', '==', uid) },
  },
  verificationState: {
    erase: eraseFound((uid) => db().collection(collectionOf(paths.verificationState(uid)))),
    export: { documents: stateDocument },
  },
  papers: { erase: eraseFolder(folders.papers), export: { files: folders.papers } },
} as const satisfies Record<string, Part>;
