import type { StaffPermission } from '@api/contract/roles.ts';
import type { WithheldReason } from '@api/users/schema.ts';

/** Why nobody finds somebody for now. */
export const STATE_LABELS: Record<WithheldReason, string> = {
  suspended: 'Suspended',
  hidden: 'Hidden',
  leaving: 'Leaving',
};

export const PERMISSION_LABELS: Record<StaffPermission, string> = {
  overview: 'See the overview',
  users: 'Manage people and staff',
  verifications: 'Decide about verifications',
  reports: 'Decide about reports and events',
  audit: 'Read the audit log',
};

/** @returns the fields of an entry of the audit log in one line */
export const inWords = (fields: Record<string, string> = {}): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
