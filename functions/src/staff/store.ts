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

/**
 * Says what somebody may do from now on; an empty list takes everything. The document and the entry in the audit log
 * are one commit. What is taken away ends within ten seconds.
 * @returns whether that is a change
 * @throws ApiError 404 when there is no such person
 */
export async function setPermissions(uid: string, wanted: readonly StaffPermission[], by: Giver): Promise<boolean> {
  const permissions = sorted(wanted);
  const outcome = await db().runTransaction(async (tx) => {
    const [profile, before] = await readTogether(tx, userDocument(uid), staffDocument(uid));
    if (!profile) throw notFound();
    const had = before?.permissions ?? [];
    if (sorted(had).join() === permissions.join()) return null;
    const after = { uid, permissions, since: isoNow() };
    tx.set(staffDocument(uid), after);
    recordWithin(tx, by, {
      action: permissions.length > 0 ? 'Said what a member of staff may do' : 'Ended somebody’s rights as staff',
      route: by.route,
      target: { id: uid },
      details: { before: had.join(', '), after: permissions.join(', ') },
      request_id: by.request_id,
    });
    return { before, after };
  });
  if (outcome) await enforce(outcome.before, outcome.after);
  return outcome !== null;
}

/** A member of staff, for a list. */
export interface Listed extends StaffMember {
  username: string;
  email: string;
}

/** @returns everybody who is staff now */
export async function listStaff(): Promise<Listed[]> {
  const { docs } = await staffMembers().get();
  const members = docs.map((doc) => doc.data()).filter(({ permissions }) => permissions.length > 0);
  const { users } = await auth().getUsers(members.map(({ uid }) => ({ uid })));
  return members.flatMap((member) => {
    const account = users.find(({ uid }) => uid === member.uid);
    if (!account) return [];
    return [{ ...member, username: String(account.customClaims?.username), email: account.email ?? '' }];
  });
}
