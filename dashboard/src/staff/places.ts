import type { StaffPermission } from '@api/contract/roles.ts';
import { t } from '@lingui/core/macro';
import { CalendarIcon, ChartIcon, FlagIcon, LogIcon, PeopleIcon, ShieldIcon } from '../ui/icons.tsx';

/** Where staff works, by the right that opens it. */
export const STAFF_PLACES = [
  { href: '/staff/overview', label: () => t`Overview`, icon: ChartIcon, needs: 'overview' },
  { href: '/staff/people', label: () => t`People`, icon: PeopleIcon, needs: 'users' },
  { href: '/staff/verifications', label: () => t`Verifications`, icon: ShieldIcon, needs: 'verifications' },
  { href: '/staff/reports', label: () => t`Reports`, icon: FlagIcon, needs: 'reports' },
  { href: '/staff/events', label: () => t`Events`, icon: CalendarIcon, needs: 'reports' },
  { href: '/staff/audit', label: () => t`Audit log`, icon: LogIcon, needs: 'audit' },
] as const satisfies readonly { href: string; label: () => string; icon: unknown; needs: StaffPermission }[];

/** @returns where somebody with these rights may work */
export const staffPlacesOf = (permissions: readonly StaffPermission[] | null) =>
  STAFF_PLACES.filter(({ needs }) => permissions?.includes(needs)).map((place) => ({ ...place, label: place.label() }));

export const isStaffPage = (location: string): boolean => location === '/staff' || location.startsWith('/staff/');

/** Whether somebody works there, though perhaps not whoever looks. */
export const isPlace = (location: string): boolean =>
  STAFF_PLACES.some(({ href }) => location === href || location.startsWith(`${href}/`));
