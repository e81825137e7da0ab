import type { CollectionReference } from 'firebase-admin/firestore';
import { leaveEveryone } from '../connections/leave.ts';
import { paths } from '../contract/paths.ts';
import { usernameKey } from '../contract/usernames.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { revokeWithin } from '../http/revocations.ts';
import { writeInBatches } from '../store/batches.ts';
import { removeFilesOf } from '../store/files.ts';
import { sideBySide } from '../store/meter.ts';
import { deleteSignIn } from '../users/sign-in.ts';
import type { DeletedAccount } from './schema.ts';

/** Deletes the documents of one collection. @returns how many there were */
async function clear(collection: CollectionReference): Promise<number> {
  const { docs } = await collection.select().get();
  await writeInBatches(docs, (batch, ref) => batch.delete(ref));
  return docs.length;
}

/** Deletes whatever lies below a profile, also what later slices put there. @returns how many documents */
async function clearBelow(uid: string): Promise<number> {
  const collections = await db().doc(paths.user(uid)).listCollections();
  const counts = await sideBySide(collections.map((below) => () => clear(below)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Takes the profile and the name away, and shuts out the ID token, which still lives up to an hour. The name only if it
 * is still theirs: of two deletions at once the second may find it taken by somebody new.
 */
async function close({ uid, username }: Caller): Promise<void> {
  const name = db().doc(paths.username(usernameKey(username)));
  let inForce = async () => {};
  await db().runTransaction(async (tx) => {
    const claim = await tx.get(name);
    inForce = revokeWithin(tx, uid, 'deleted');
    tx.delete(db().doc(paths.user(uid)));
    if (claim.get('uid') === uid) tx.delete(name);
  });
  await inForce();
}

/**
 * Ends an account: ties, profile and name, everything below the profile, pictures. The sign-in goes last, so that after
 * a fault its owner can ask again, and whatever is gone already is passed over. What lies below goes after the ties:
 * whoever leaves at the same moment must still find the edge documents. A collection that isn't below the profile must
 * be added here; `tests/account/erase.test.ts` has a line for each.
 */
export async function eraseAccount(caller: Caller): Promise<DeletedAccount> {
  const { uid } = caller;
  const early = await leaveEveryone(uid);
  await close(caller);
  // Once more, for whoever asked or accepted them in the meantime.
  const late = await leaveEveryone(uid);
  const [documents = 0] = await sideBySide<number>([() => clearBelow(uid), () => removeFilesOf(uid).then(() => 0)]);
  await deleteSignIn(uid);
  return { removed: { connections: early + late, documents } };
}
