import { useNetwork } from '@mantine/hooks';
import { type ComponentType, type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useUnreadMessages } from '../chat/conversations.ts';
import { useWaiting } from '../connections/standing.ts';
import { useRights } from '../live/rights.tsx';
import { Bell } from '../notifications/bell.tsx';
import { isStaffPage, staffPlacesOf } from '../staff/places.ts';
import { badgeOf } from '../ui/badge.ts';
import { useFocusKeeper } from '../ui/focus-keeper.ts';
import { CalendarIcon, ExitIcon, HomeIcon, LinkIcon, MessageIcon, PeopleIcon, PersonIcon } from '../ui/icons.tsx';
import { Logo } from '../ui/logo.tsx';
import { useTitleCount } from '../ui/title.ts';
import { useMe } from '../users/me.ts';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const PLACES = [
  { href: '/', label: 'Home', icon: HomeIcon },
  { href: '/people', label: 'People', icon: PeopleIcon },
  { href: '/events', label: 'Events', icon: CalendarIcon },
  { href: '/messages', label: 'Messages', icon: MessageIcon },
  { href: '/connections', label: 'Connections', icon: LinkIcon },
  // On a phone there is room for five, and this one is behind the picture at the top.
  { href: '/profile', label: 'Profile', icon: PersonIcon, wideOnly: true },
] as const;

interface PlaceProps {
  href: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  active?: boolean;
  wideOnly?: boolean;
  /** How many wait there for an answer. */
  waiting?: number;
  /** How many messages are unread there. */
  unread?: number;
}

const Place = ({ href, label, icon: Icon, active, wideOnly, waiting = 0, unread = 0 }: PlaceProps) => (
  <Link href={href} className={classes.place} aria-current={active ? 'page' : undefined} data-wide={wideOnly}>
    <span className={classes.placeIcon}>
      <Icon size={20} />
      {waiting > 0 && <span className={classes.dot} />}
    </span>
    {label}
    {unread > 0 && (
      <span className={classes.badge} aria-hidden="true">
        {badgeOf(unread)}
      </span>
    )}
    {waiting > 0 && <span className={classes.hidden}>, {waiting} to answer</span>}
    {unread > 0 && <span className={classes.hidden}>, {unread} unread</span>}
  </Link>
);

function Places() {
  const [location] = useLocation();
  const toAnswer = useWaiting();
  const unread = useUnreadMessages();
  const { data: me } = useMe();
  const isMine = me !== undefined && location.toLowerCase() === `/people/${me.username.toLowerCase()}`;
  const isProfile = isMine || location === '/verification';
  const place = isProfile ? '/profile' : `/${location.split('/')[1] ?? ''}`;
  return PLACES.map((each) => (
    <Place
      key={each.href}
      {...each}
      active={each.href === place}
      waiting={each.href === '/connections' ? toAnswer : 0}
      unread={each.href === '/messages' ? unread : 0}
    />
  ));
}

/** Where staff works, and the way back. */
function StaffPlaces() {
  const [location] = useLocation();
  const { permissions } = useRights();
  return (
    <>
      {staffPlacesOf(permissions).map(({ href, label, icon }) => (
        <Place key={href} href={href} label={label} icon={icon} active={location.startsWith(href)} />
      ))}
      <Place href="/" label="Leave" icon={ExitIcon} />
    </>
  );
}

/** Moves the focus to the new page, as a load would, so that keyboards and screen readers start at its top. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const [location] = useLocation();
  const last = useRef(location);
  useEffect(() => {
    if (last.current === location) return;
    last.current = location;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);
  return main;
}

export function Shell({ children }: { children: ReactNode }) {
  const main = useFocusOnNavigation();
  useFocusKeeper();
  useTitleCount(useUnreadMessages());
  const { online } = useNetwork();
  const [location] = useLocation();
  const { permissions } = useRights();
  // Whoever has no rights there stays where they are at home.
  const isStaff = isStaffPage(location) && staffPlacesOf(permissions).length > 0;
  const places = isStaff ? <StaffPlaces /> : <Places />;
  const label = isStaff ? 'Staff' : 'Main';
  return (
    <>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <header className={classes.header}>
        <div className={classes.bar} data-wide={isStaff || undefined}>
          <Logo />
          {isStaff && <span className={classes.staff}>Staff</span>}
          <nav className={classes.topNav} aria-label={label}>
            {places}
          </nav>
          <div className={classes.tools}>
            <Bell />
            <UserMenu />
          </div>
        </div>
        {!online && (
          <div className={classes.offline} role="status">
            You are offline. What you see may be out of date; it updates by itself when you are back.
          </div>
        )}
      </header>
      <main ref={main} id="main" tabIndex={-1} className={classes.main} data-wide={isStaff || undefined}>
        {children}
      </main>
      <nav className={classes.bottomNav} aria-label={label}>
        {places}
      </nav>
    </>
  );
}
