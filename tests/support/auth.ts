import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import type { StaffPermission } from '../../functions/src/contract/roles.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { changePermissions } from '../../functions/src/staff/store.ts';
import { newPerson, type Person, post } from './api.ts';
import { atAuth } from './at-auth.ts';

/** Somebody whom Auth knows and who never registered here, as where Identity Platform doesn't keep them out. */
export async function newOutsider(email: string): Promise<{ uid: string; idToken: string; refreshToken: string }> {
  const password = 'not through the API';
  const { uid } = await auth().createUser({ email, password });
  return { uid, ...(await atAuth('signInWithPassword', { email, password })) };
}

/** A member of staff with these permissions, signed in anew so that the token says so. */
export async function newStaff(...staff: StaffPermission[]): Promise<Person> {
  const person = await newPerson();
  await changePermissions(person.id, () => staff, { uid: null, username: 'tests', route: 'tests', request_id: null });
  return signedInAnew(person);
}

/** Somebody signed in anew: with tokens that say what holds now. */
export const signedInAnew = async (who: Person): Promise<Person> => ({
  ...who,
  ...(await post('/users/auth/login', { username: who.username, password: who.password })).body,
});

/** @returns what the audit log says was done to `id` */
export async function auditOf(id: string): Promise<FirebaseFirestore.DocumentData[]> {
  const log = db().collection(collectionOf(paths.audit('_')));
  return (await log.where('target.id', '==', id).get()).docs.map((doc) => doc.data());
}
