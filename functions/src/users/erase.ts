import { type CollectionReference, Timestamp } from 'firebase-admin/firestore';
import { leaveEveryone } from '../connections/leave.ts';
import { usernameKey } from '../contract/usernames.ts';
import { auth, db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { removeFolder } from '../store/files.ts';
import { sideBySide } from '../store/meter.ts';
import { paths } from '../store/paths.ts';
import type { DeletedAccount } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Documents a commit. */
const BATCH = 500;

/** Deletes the documents of one collection. @returns how many there were */
async function clear(collection: CollectionReference): Promise<number> {
  const { docs } = await collection.select().get();
  for (let start = 0; start < docs.length; start += BATCH) {
    const batch = db().batch();
    for (const doc of docs.slice(start, start + BATCH)) batch.delete(doc.ref);
    await batch.commit();
  }
  return docs.length;
}

/** Deletes whatever lies below a profile, also what later slices put there. @returns how many documents */
async function clearBelow(uid: string): Promise<number> {
  const collections = await db().doc(paths.user(uid)).listCollections();
  const counts = await sideBySide(collections.map((below) => () => clear(below)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Ends an account: ties, everything below the profile, pictures, profile, name. The sign-in goes last, so that after a
 * fault its owner can ask again, and whatever is gone already is passed over. A collection that isn't below the profile
 * must be added here; `tests/users/erase.test.ts` has a line for each.
 */
export async function eraseAccount({ uid, username }: Caller): Promise<DeletedAccount> {
  const [connections = 0, documents = 0] = await sideBySide<number>([
    () => leaveEveryone(uid),
    () => clearBelow(uid),
    () => removeFolder(`avatars/${uid}/`).then(() => 0),
  ]);
  const batch = db().batch();
  // Their ID token still lives up to an hour: from here on it opens nothing.
  batch.set(db().doc(paths.suspension(uid)), {
    suspended_at: Timestamp.now(),
    expires_at: Timestamp.fromMillis(Date.now() + DAY_MS),
  });
  for (const path of [paths.user(uid), paths.username(usernameKey(username))]) batch.delete(db().doc(path));
  await batch.commit();
  // Once more, for whoever asked them in the meantime.
  const late = await leaveEveryone(uid);
  await auth().deleteUser(uid);
  return { removed: { connections: connections + late, documents } };
}
