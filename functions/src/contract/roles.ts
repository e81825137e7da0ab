/** Who a person is on Infloo. Chosen at registration; staff is not a role but a claim, see `STAFF_PERMISSIONS`. */
export const ROLES = ['influencer', 'brand', 'entrepreneur'] as const;
export type Role = (typeof ROLES)[number];

/** What a member of staff may be allowed to do; held in the custom claim `staff`, a list of these. */
export const STAFF_PERMISSIONS = ['overview', 'users', 'verifications', 'reports', 'audit'] as const;
export type StaffPermission = (typeof STAFF_PERMISSIONS)[number];
