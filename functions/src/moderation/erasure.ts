import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { documentOf } from '../store/converter.ts';
import { eraseFound, type Part } from '../store/erasure.ts';
import { Blocks } from './schema.ts';

/** What becomes of this slice's collections when somebody leaves, and what their copy has of them. In others' lists they end with the connection. */
export const PARTS = {
  blocks: {
    erase: eraseFound((uid) => db().collection(collectionOf(paths.blocks(uid)))),
    // Nobody learns who has blocked them.
    export: {
      documents: (uid) => documentOf(paths.blocks(uid), Blocks),
      shows: (data) => ({ ...data, of_me: undefined, shards: undefined }),
    },
  },
  blockers: {
    erase: eraseFound((uid) => db().collection(collectionOf(paths.blockers(uid, '_')))),
    export: { without: 'Nobody learns who has blocked them.' },
  },
} as const satisfies Record<string, Part>;
