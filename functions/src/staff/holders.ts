import type { Transaction } from 'firebase-admin/firestore';
import { ApiError, forbidden } from '../contract/api-error.ts';
import type { Caller } from '../http/auth.ts';
import { readTogether } from '../store/converter.ts';
import { isSuspensionOver } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import type { ProfileDocument } from '../users/schema.ts';
import { staffDocument, staffMembers } from './documents.ts';

/** For other slices, too: somebody must be left who can give rights to staff. Each reads, so it comes before the first write. */

/** Who is looked at: more than ever hold the right. */
const MOST = 50;

/** Whether somebody can act: suspended and leaving people can't. */
const isActive = ({ withheld = [], suspended_until }: ProfileDocument): boolean =>
  !withheld.includes('leaving') &&
  (!withheld.includes('suspended') || isSuspensionOver({ until: suspended_until ?? null }));

/** @throws ApiError 409 where nobody but `uid` is there who can give rights */
export async function expectAnother(tx: Transaction, uid: string): Promise<void> {
  const { docs } = await tx.get(staffMembers().where('permissions', 'array-contains', 'users').limit(MOST));
  const others = docs.filter(({ id }) => id !== uid).map(({ id }) => userDocument(id));
  const profiles = others.length === 0 ? [] : await readTogether(tx, ...others);
  if (profiles.some((profile) => profile && isActive(profile))) return;
  throw new ApiError('conflict', 'Nobody else has the permission “users”. Give it to somebody else first.');
}

/** Whoever leaves must not be the last who can give rights. @throws ApiError 409 */
export async function expectMayLeave(tx: Transaction, uid: string): Promise<void> {
  const member = (await tx.get(staffDocument(uid))).data();
  if (member?.permissions.includes('users')) await expectAnother(tx, uid);
}

/**
 * To shut out a member of staff is to take their rights, so it asks for the permission to do that.
 * @throws ApiError 403 for whoever hasn't got it, 409 where nobody else would be left who can give rights
 */
export async function expectMaySuspend(tx: Transaction, { staff }: Pick<Caller, 'staff'>, uid: string): Promise<void> {
  const { permissions = [] } = (await tx.get(staffDocument(uid))).data() ?? {};
  if (permissions.length === 0) return;
  if (!staff.includes('users')) {
    throw forbidden('To suspend a member of staff, the permission “users” is needed.');
  }
  if (permissions.includes('users')) await expectAnother(tx, uid);
}
