import { z } from 'zod';
import { lines } from '../contract/fields.ts';
import { IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { STAFF_PERMISSIONS } from '../contract/roles.ts';
import { hasWord } from '../contract/text.ts';
import { Profile, Role, Suspension, WITHHELD } from '../users/schema.ts';

/** `staff/{uid}`: what a member of staff may do. Who gave it is in the audit log. */
export const StaffMember = z.object({
  uid: Uid,
  /** Empty where it has been taken away. */
  permissions: z.array(z.enum(STAFF_PERMISSIONS)),
  since: IsoTime,
});
export type StaffMember = z.infer<typeof StaffMember>;

const Until = IsoTime.refine((time) => Date.parse(time) < Date.UTC(2100, 0), 'Choose an earlier end.');

/** What staff change of somebody: one thing at a time, so that the audit log says one thing at a time. */
export const UserChange = z
  .strictObject({
    suspension: z
      .strictObject({
        reason: lines(LIMITS.suspension_reason).refine(hasWord, 'Say why: the person is told.'),
        until: Until.nullable().optional().describe('When it ends by itself. Without it, it doesn’t'),
      })
      .nullable()
      .describe('Suspends them, or sets other terms; null restores them'),
    role: Role,
    sign_out: z.literal(true).describe('Ends all their sessions'),
    permissions: z.array(z.enum(STAFF_PERMISSIONS)).describe('What they may do as staff; none ends it'),
  })
  .partial()
  .refine((change) => Object.keys(change).length === 1, 'Change one thing at a time.')
  .meta({ id: 'UserChange' });
export type UserChange = z.infer<typeof UserChange>;

/** Somebody as staff see them. */
export const ManagedUser = Profile.extend({
  email: z.string(),
  suspension: Suspension.nullable(),
  withheld: z.array(z.enum(WITHHELD)).describe('Why nobody finds them for now; nothing where everybody may'),
  permissions: z.array(z.enum(STAFF_PERMISSIONS)).describe('What they may do as staff'),
}).meta({ id: 'ManagedUser' });
export type ManagedUser = z.infer<typeof ManagedUser>;
