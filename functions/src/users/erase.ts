import { Timestamp } from 'firebase-admin/firestore';
import { leaveEveryone } from '../connections/leave.ts';
import { usernameKey } from '../contract/usernames.ts';
import { auth, db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { removeFolder } from '../store/files.ts';
import { collectionOf, paths } from '../store/paths.ts';
import type { DeletedAccount } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
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
  // Their ID token still lives up to an hour: from here on it opens nothing.
  batch.set(db().doc(paths.suspension(uid)), {
    suspended_at: Timestamp.now(),
    expires_at: Timestamp.fromMillis(Date.now() + DAY_MS),
  });
  for (const path of [paths.account(uid), paths.user(uid), paths.username(usernameKey(username))])
    batch.delete(db().doc(path));
  await batch.commit();
  // Once more, for whoever asked them in the meantime.
  const late = await leaveEveryone(uid);
  await auth().deleteUser(uid);
  return { removed: { connections: connections + late, notifications } };
}
