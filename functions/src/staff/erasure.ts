import { eraseFound, type Part } from '../store/erasure.ts';
import { staffDocument, staffMembers } from './documents.ts';

/** What becomes of this slice's collection when somebody leaves, and what their copy has of it. */
export const PARTS = {
  staff: {
    erase: eraseFound((uid) => staffMembers().where('uid', '==', uid)),
    export: { documents: staffDocument },
  },
} as const satisfies Record<string, Part>;
