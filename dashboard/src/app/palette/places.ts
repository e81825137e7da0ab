import type { StaffPermission } from '@api/contract/roles.ts';
import { t } from '@lingui/core/macro';
import type { ComponentType } from 'react';
import { type STAFF_PLACES, staffPlacesOf } from '../../staff/places.ts';
import {
  BellIcon,
  CalendarIcon,
  FlagIcon,
  HomeIcon,
  LinkIcon,
  MessageIcon,
  PeopleIcon,
  PersonIcon,
  SettingsIcon,
  ShieldIcon,
} from '../../ui/icons.tsx';

export interface Place {
  href: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  /** What else it may be looked for by. */
  words?: string;
  /** The keys that lead there, one after the other. */
  keys?: string;
  /** What it is a part of. */
  within?: string;
}

const pages = (): Place[] => [
  { href: '/', label: t`Home`, icon: HomeIcon, keys: 'g h', words: t`start feed stories` },
  { href: '/people', label: t`People`, icon: PeopleIcon, keys: 'g p', words: t`search find influencers brands` },
  { href: '/events', label: t`Events`, icon: CalendarIcon, keys: 'g e', words: t`upcoming calendar` },
  { href: '/events?tab=mine', label: t`My events`, icon: CalendarIcon, words: t`hosting going invitations` },
  { href: '/messages', label: t`Messages`, icon: MessageIcon, keys: 'g m', words: t`chat conversations inbox` },
  { href: '/messages?box=requests', label: t`Message requests`, icon: MessageIcon, words: t`strangers` },
  { href: '/connections', label: t`Connections`, icon: LinkIcon, keys: 'g c', words: t`requests to answer` },
  { href: '/connections?tab=connected', label: t`My connections`, icon: LinkIcon, words: t`connected friends` },
  { href: '/notifications', label: t`Notifications`, icon: BellIcon, keys: 'g n', words: t`news bell` },
  { href: '/profile', label: t`Edit profile`, icon: PersonIcon, keys: 'g i', words: t`picture bio name location` },
  { href: '/verification', label: t`Verification`, icon: ShieldIcon, words: t`tick verified documents` },
  { href: '/reports', label: t`My reports`, icon: FlagIcon, words: t`decisions appeal` },
];

const settings = (): Place[] => [
  { href: '/settings', label: t`Settings`, icon: SettingsIcon, keys: 'g s', words: t`preferences account` },
  ...(
    [
      ['#email', t`Email address`, t`account mail change`],
      ['#password', t`Password`, t`change security`],
      ['#devices', t`Devices`, t`sessions sign out everywhere`],
      ['/notifications', t`Notification settings`, t`notifications push mute`],
      ['#privacy', t`Privacy`, t`who may write read marks`],
      ['#blocked', t`Blocked people`, t`unblock`],
      ['#appearance', t`Appearance`, t`dark light colours theme`],
      ['#data', t`Your data`, t`export download copy`],
      ['#delete', t`Delete account`, t`leave close`],
    ] as const
  ).map(([end, label, words]) => ({
    href: `/settings${end}`,
    label,
    icon: SettingsIcon,
    words,
    within: t`Settings`,
  })),
];

/** The keys that lead to where staff work. */
export const STAFF_KEYS: Readonly<Partial<Record<(typeof STAFF_PLACES)[number]['href'], string>>> = {
  '/staff/overview': 'g o',
  '/staff/verifications': 'g v',
  '/staff/reports': 'g r',
  '/staff/people': 'g u',
  '/staff/audit': 'g a',
};

/** All pages that somebody may open. */
export function placesFor(permissions: readonly StaffPermission[] | null): Place[] {
  const staff = staffPlacesOf(permissions).map(({ href, label, icon }) => {
    const keys = STAFF_KEYS[href];
    return { href, label, icon, within: t`Staff`, words: t`staff moderation`, ...(keys && { keys }) };
  });
  return [...pages(), ...settings(), ...staff];
}
