import type { StaffPermission } from '@api/contract/roles.ts';
import { CalendarIcon, ShieldIcon } from '../ui/icons.tsx';

/** Where staff works, by the right that opens it. */
export const STAFF_PLACES = [
  { href: '/staff/verifications', label: 'Verifications', icon: ShieldIcon, needs: 'verifications' },
  { href: '/staff/events', label: 'Events', icon: CalendarIcon, needs: 'reports' },
] as const satisfies readonly { href: string; label: string; icon: unknown; needs: StaffPermission }[];

/** @returns where somebody with these rights may work */
export const staffPlacesOf = (permissions: readonly StaffPermission[] | null) =>
  STAFF_PLACES.filter(({ needs }) => permissions?.includes(needs));

export const isStaffPage = (location: string): boolean => location === '/staff' || location.startsWith('/staff/');

/** Whether somebody works there, though perhaps not whoever looks. */
export const isPlace = (location: string): boolean =>
  STAFF_PLACES.some(({ href }) => location === href || location.startsWith(`${href}/`));
