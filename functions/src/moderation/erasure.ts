import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { eraseFound, type Part } from '../store/erasure.ts';

/** What becomes of this slice's collections when somebody leaves. In others' lists they end with the connection. */
export const PARTS = {
  blocks: { erase: eraseFound((uid) => db().collection(collectionOf(paths.blocks(uid)))) },
} as const satisfies Record<string, Part>;
