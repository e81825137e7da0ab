import { leaveEveryone } from '../connections/leave.ts';
import { usernameKey } from '../contract/usernames.ts';
import { auth, db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { removeFolder } from '../store/files.ts';
import { collectionOf, paths } from '../store/paths.ts';
import type { DeletedAccount } from './schema.ts';

/** Documents a commit. */
const BATCH = 500;

/** Deletes the documents of one collection. @returns how many there were */
async function clear(path: string): Promise<number> {
  const { docs } = await db().collection(path).select().get();
  for (let start = 0; start < docs.length; start += BATCH) {
    const batch = db().batch();
    for (const doc of docs.slice(start, start + BATCH)) batch.delete(doc.ref);
    await batch.commit();
  }
  return docs.length;
}

/**
 * Ends an account: ties, notifications, pictures, profile, name. The sign-in goes last, so that after a fault its owner
 * can ask again, and whatever is gone already is passed over.
 */
export async function eraseAccount({ uid, username }: Caller): Promise<DeletedAccount> {
  const [connections, notifications] = await Promise.all([
    leaveEveryone(uid),
    clear(collectionOf(paths.notification(uid, '_'))),
    clear(collectionOf(paths.edges(uid, 0))),
    removeFolder(`avatars/${uid}/`),
  ]);
  const batch = db().batch();
  for (const path of [paths.account(uid), paths.user(uid), paths.username(usernameKey(username))])
    batch.delete(db().doc(path));
  await batch.commit();
  await auth().deleteUser(uid);
  return { removed: { connections, notifications } };
}
