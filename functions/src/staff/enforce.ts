import { isRevokedFor, revoke } from '../http/revocations.ts';
import { writeClaims } from '../users/claims.ts';
import type { StaffMember } from './schema.ts';

/**
 * Has tokens say what a member of staff may do by now. Where a right was taken away, those from before open nothing any
 * more: after the claims have changed, or a token made in between would keep it for an hour. May run twice.
 */
export async function enforce(
  before: StaffMember | undefined,
  { uid, permissions, since }: StaffMember,
): Promise<void> {
  await writeClaims(uid);
  const isLess = before?.permissions.some((permission) => !permissions.includes(permission));
  if (isLess && !(await isRevokedFor(uid, 'claims', since))) await revoke(uid, 'claims', since);
}
