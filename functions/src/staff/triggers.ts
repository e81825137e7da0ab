import { codeOf } from '../store/codes.ts';
import { fromStored } from '../store/converter.ts';
import { enforce } from './enforce.ts';
import { StaffMember } from './schema.ts';

/** What a member of staff may do was written: finishes what whoever wrote it has begun, should they have died on the way. */
export async function followStaff(before: unknown, after: unknown): Promise<void> {
  if (after === undefined) return;
  const was = before === undefined ? undefined : fromStored(StaffMember, before);
  await enforce(was, fromStored(StaffMember, after)).catch((error: unknown) => {
    // The account has ended meanwhile.
    if (codeOf(error) !== 'auth/user-not-found') throw error;
  });
}
