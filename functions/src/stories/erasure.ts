import type { Query } from 'firebase-admin/firestore';
import { folders } from '../contract/folders.ts';
import { db } from '../firebase.ts';
import { closeWithin, leaveAudiences } from '../store/audiences.ts';
import { eraseByPage, eraseFolder, type Part } from '../store/erasure.ts';
import { stories } from './audience.ts';

/** Stories a transaction, beside the documents of their audiences. */
const PAGE = 50;

const storiesOf = (uid: string): Query => stories().where('author.id', '==', uid);

/** Each story goes together with its audience: whoever finds the one finds the other. */
const eraseStories = eraseByPage(PAGE, (uid) =>
  db().runTransaction(async (tx) => {
    const { docs } = await tx.get(storiesOf(uid).select('shards').limit(PAGE));
    const shards = docs.map((doc) => Number(doc.get('shards')));
    for (const [i, { ref, id }] of docs.entries()) {
      closeWithin(tx, 'story', id, shards[i] ?? 0);
      tx.delete(ref);
    }
    return { found: docs.length, removed: shards.reduce((sum, more) => sum + more, docs.length) };
  }),
);

/** What becomes of this slice's collections and files when somebody leaves, and what their copy has of them. */
export const PARTS = {
  story: {
    erase: eraseStories,
    export: {
      documents: storiesOf,
      shows: (data) => {
        const { shards: _, ...story } = data as { shards?: unknown };
        return story;
      },
    },
  },
  // Those of their own go with the stories; here they leave the ones of others.
  audience: { erase: leaveAudiences, export: { without: 'Who may see a story follows from connections.' } },
  stories: { erase: eraseFolder(folders.stories), export: { files: folders.stories } },
} as const satisfies Record<string, Part>;
