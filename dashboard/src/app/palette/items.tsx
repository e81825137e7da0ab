import { t } from '@lingui/core/macro';
import { useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRights } from '../../live/rights.tsx';
import { beginWords } from '../../search/found.ts';
import { useColorScheme } from '../../ui/color-scheme.ts';
import {
  ArrowIcon,
  CalendarIcon,
  CircleIcon,
  KeyboardIcon,
  MessageIcon,
  MoonIcon,
  PlusIcon,
  SearchIcon,
  SignOutIcon,
  SunIcon,
} from '../../ui/icons.tsx';
import { useSignOut } from '../sign-out.tsx';
import { placesFor } from './places.ts';
import { showPalette } from './state.ts';

/** Something that can be chosen: a page of ours, or something to do. */
export interface Item {
  id: string;
  label: string;
  /** What tells it from others of that name. */
  hint?: string;
  icon: ReactNode;
  keys?: string;
  /** Where it leads; `act` does something else. */
  href?: string;
  act?: () => void;
  /** The palette stays, because what is chosen goes on in it. */
  stays?: true;
}

export interface Group {
  title: string;
  items: Item[];
}

interface Findable extends Item {
  words: string;
}

/** What there is to do, wherever one is. */
function useActions(): Findable[] {
  const { colorScheme, setColorScheme } = useColorScheme();
  const now = useComputedColorScheme('light');
  const signOut = useSignOut();
  const schemes = [
    { value: 'light', label: t`Switch to light`, Icon: SunIcon },
    { value: 'dark', label: t`Switch to dark`, Icon: MoonIcon },
    { value: 'auto', label: t`Colours as this device has them`, Icon: CircleIcon },
  ] as const;
  return [
    {
      ...{ id: 'new-event', label: t`Host an event`, icon: <PlusIcon size={20} /> },
      ...{ href: '/events/new', keys: 'c e', words: t`new create` },
    },
    {
      ...{ id: 'new-story', label: t`Post a story`, icon: <PlusIcon size={20} /> },
      ...{ href: '/?post', keys: 'c s', words: t`new create picture video` },
    },
    {
      ...{ id: 'write', label: t`Write to…`, icon: <MessageIcon size={20} />, keys: 'c m' },
      ...{ act: () => showPalette('write'), stays: true, words: t`new message chat` },
    },
    ...schemes
      .filter(({ value }) => value !== (value === 'auto' ? colorScheme : now))
      .map(({ value, label, Icon }) => ({
        ...{ id: `colours-${value}`, label, icon: <Icon size={20} /> },
        ...{ act: () => setColorScheme(value), words: t`theme mode appearance night day colors` },
      })),
    {
      ...{ id: 'keys', label: t`Keyboard shortcuts`, icon: <KeyboardIcon size={20} />, keys: '?' },
      ...{ act: () => showPalette('keys'), stays: true, words: t`help keys` },
    },
    { id: 'sign-out', label: t`Sign out`, icon: <SignOutIcon size={20} />, act: signOut, words: t`leave log out` },
  ];
}

/** From how many letters on something is found by what it isn't called: by one or two, all would be. */
const TELLING = 3;

const isMeant = ({ label, words, hint = '' }: Findable, text: string): boolean =>
  beginWords(text.length < TELLING ? [label] : [label, words, hint], text);

/** How many pages and actions an answer shows: what is looked for are mostly people. */
const SHOWN = 6;
const FIRST_PAGES = 9;

/** What is known without asking anybody: what to do, and where to go. */
export function useOwnItems(text: string): Group[] {
  const { permissions } = useRights();
  const actions = useActions();
  const pages: Findable[] = placesFor(permissions).map(({ href, label, icon: Icon, keys, words = '', within }) => ({
    ...{ id: `page ${href}`, label, icon: <Icon size={20} />, href, words },
    ...(keys && { keys }),
    ...(within && { hint: within }),
  }));
  if (text === '') {
    // Those that have keys are those that one goes to every day.
    return [
      { title: t`Do`, items: actions },
      { title: t`Go to`, items: pages.filter(({ keys }) => keys).slice(0, FIRST_PAGES) },
    ];
  }
  const found = [...actions, ...pages].filter((item) => isMeant(item, text));
  return [{ title: t`Actions and pages`, items: found.slice(0, SHOWN) }];
}

/** The pages that search for the same: there is always a way on. */
export function useSearchElsewhere(text: string): Group {
  const { permissions } = useRights();
  const search = encodeURIComponent(text);
  const items: Item[] = [
    {
      id: 'all people',
      label: t`Search all people for “${text}”`,
      icon: <SearchIcon size={20} />,
      href: `/people?search=${search}`,
    },
    {
      id: 'all events',
      label: t`Search all events for “${text}”`,
      icon: <CalendarIcon size={20} />,
      href: `/events?search=${search}`,
    },
  ];
  if (permissions?.includes('users')) {
    items.push({
      ...{ id: 'staff people', label: t`Look “${text}” up among everybody`, hint: t`Staff` },
      ...{ icon: <ArrowIcon size={20} />, href: `/staff/people?search=${search}` },
    });
  }
  return { title: t`Search further`, items };
}
