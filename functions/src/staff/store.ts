import type { UserRecord } from 'firebase-admin/auth';
import type { Transaction } from 'firebase-admin/firestore';
import { ApiError, notFound } from '../contract/api-error.ts';
import type { StaffPermission } from '../contract/roles.ts';
import { auth, db } from '../firebase.ts';
import { recordWithin } from '../http/audit.ts';
import { isoNow } from '../runtime/clock.ts';
import { readTogether } from '../store/converter.ts';
import { userDocument } from '../users/documents.ts';
import { findSignIn } from '../users/sign-in.ts';
import { staffDocument, staffMembers } from './documents.ts';
import { enforce } from './enforce.ts';
import { expectAnother } from './holders.ts';
import type { StaffMember } from './schema.ts';

/** Who gives or takes a right: a member of staff, or whoever runs the command. */
export interface Giver {
  uid: string | null;
  username: string;
  /** The route or the command, for the audit log. */
  route: string;
  request_id: string | null;
}

/** @throws ApiError 404 where nobody has registered with the address, 409 while they are at it */
export async function personWith(email: string): Promise<string> {
  const account = await findSignIn({ email });
  if (!account) throw notFound();
  if (!account.customClaims?.username) throw new ApiError('conflict', 'This registration is not finished.');
  return account.uid;
}

const sorted = (permissions: readonly StaffPermission[]) => [...new Set(permissions)].sort();

/** Enters into the audit log what somebody might do before, and may do after. */
type Entered = (tx: Transaction, changed: { before: string; after: string }) => void;

/** How a change enters the audit log that no route of the API makes. */
const enteredBy =
  (uid: string, by: Giver): Entered =>
  (tx, changed) =>
    recordWithin(tx, by, {
      action: changed.after === '' ? 'Ended somebody’s rights as staff' : 'Said what a member of staff may do',
      route: by.route,
      target: { id: uid },
      details: changed,
      request_id: by.request_id,
    });

/**
 * Changes what somebody may do; without any permission they are staff no more. The document and the entry in the audit
 * log are one commit. What is taken away ends within ten seconds.
 * @param change what they may do by then, of what they may do now
 * @param by whoever runs the command; or how a route enters it, and then somebody must be left who can give rights
 * @throws ApiError 404 when there is no such person, 409 for the last one with the permission `users`
 */
export async function changePermissions(
  uid: string,
  change: (had: readonly StaffPermission[]) => readonly StaffPermission[],
  by: Giver | Entered,
): Promise<{ permissions: StaffPermission[]; changed: boolean }> {
  const { before, after, changed } = await db().runTransaction(async (tx) => {
    const [profile, before] = await readTogether(tx, userDocument(uid), staffDocument(uid));
    if (!profile) throw notFound();
    const had = sorted(before?.permissions ?? []);
    const permissions = sorted(change(had));
    if (had.join() === permissions.join())
      return { before, after: { uid, permissions, since: isoNow() }, changed: false };
    const after = { uid, permissions, since: isoNow() };
    const isRoute = typeof by === 'function';
    if (isRoute && had.includes('users') && !permissions.includes('users')) await expectAnother(tx, uid);
    tx.set(staffDocument(uid), after);
    const enter = isRoute ? by : enteredBy(uid, by);
    enter(tx, { before: had.join(', '), after: permissions.join(', ') });
    return { before, after, changed: true };
  });
  // Also where nothing has changed: whoever wrote it may have died before it held.
  await enforce(before, after);
  return { permissions: after.permissions, changed };
}

/** A member of staff, for a list. */
export interface Listed extends StaffMember {
  username: string;
  email: string;
}

/** As many as Firebase Auth tells of at once. */
const AT_ONCE = 100;

/** @returns everybody who is staff now */
export async function listStaff(): Promise<Listed[]> {
  const { docs } = await staffMembers().get();
  const members = docs.map((doc) => doc.data()).filter(({ permissions }) => permissions.length > 0);
  const users: UserRecord[] = [];
  for (let i = 0; i < members.length; i += AT_ONCE) {
    const found = await auth().getUsers(members.slice(i, i + AT_ONCE).map(({ uid }) => ({ uid })));
    users.push(...found.users);
  }
  return members.flatMap((member) => {
    const account = users.find(({ uid }) => uid === member.uid);
    if (!account) return [];
    return [{ ...member, username: String(account.customClaims?.username), email: account.email ?? '' }];
  });
}
