import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { eraseBoth, eraseFound, type Part } from '../store/erasure.ts';

const own = eraseFound((uid) => db().collection(collectionOf(paths.notification(uid, '_'))));

/** In everybody's: they name who did it, and show their picture. Index: notifications (actor.id), collection group. */
const aboutThem = eraseFound((uid) => db().collectionGroup('notifications').where('actor.id', '==', uid));

/** What becomes of this slice's collections when somebody leaves, and what their copy has of them. */
export const PARTS = {
  notification: {
    erase: eraseBoth(own, aboutThem),
    export: { documents: (uid) => db().collection(collectionOf(paths.notification(uid, '_'))) },
  },
} as const satisfies Record<string, Part>;
