import type { StaffPermission } from '@api/contract/roles.ts';
import type { WithheldReason } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';

/** Why nobody finds somebody for now. */
export const stateLabel = (state: WithheldReason): string =>
  ({ suspended: t`Suspended`, hidden: t`Hidden`, leaving: t`Leaving` })[state];

export const permissionLabel = (permission: StaffPermission): string =>
  ({
    overview: t`See the overview`,
    users: t`Manage people and staff`,
    verifications: t`Decide about verifications`,
    reports: t`Decide about reports and events`,
    audit: t`Read the audit log`,
  })[permission];
