import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { STAFF_PERMISSIONS } from '../contract/roles.ts';

/** `staff/{uid}`: what a member of staff may do. Who gave it is in the audit log. */
export const StaffMember = z.object({
  uid: Uid,
  /** Empty where it has been taken away. */
  permissions: z.array(z.enum(STAFF_PERMISSIONS)),
  since: IsoTime,
});
export type StaffMember = z.infer<typeof StaffMember>;
