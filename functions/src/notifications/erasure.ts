import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { eraseByPage, eraseEach, eraseFound, type Part } from '../store/erasure.ts';
import { forgetEverywhere } from './actors.ts';
import { eraseMutesOf } from './mutes.ts';

/** Rows of others a commit. */
const PAGE = 300;

const own = (path: string) => (uid: string) => db().collection(collectionOf(path.replace('{uid}', uid)));
const notifications = own(paths.notification('{uid}', '_'));
const devices = own(paths.device('{uid}', '_'));

/** In everybody's: they name who did it, and show their picture. */
const aboutThem = eraseByPage(PAGE, async (uid) => ({ found: await forgetEverywhere(uid, PAGE) }));

/** What becomes of this slice's collections when somebody leaves, and what their copy has of them. */
export const PARTS = {
  notification: {
    erase: eraseEach(eraseFound(notifications), aboutThem, eraseMutesOf),
    export: {
      documents: notifications,
      shows: (data) => ({ ...data, actor_ids: undefined, counted: undefined, version: undefined }),
    },
  },
  device: {
    erase: eraseFound(devices),
    export: { documents: devices, shows: (data) => ({ ...data, value: undefined }) },
  },
  push: {
    erase: eraseFound((uid) =>
      db()
        .collection(collectionOf(paths.push('_')))
        .where('to', '==', uid),
    ),
    export: { without: 'Repeats notifications, on the local suite alone.' },
  },
} as const satisfies Record<string, Part>;
