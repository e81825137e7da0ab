import { useNetwork } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useWaiting } from '../connections/standing.ts';
import { Bell } from '../notifications/bell.tsx';
import { useFocusKeeper } from '../ui/focus-keeper.ts';
import { HomeIcon, LinkIcon, PeopleIcon, PersonIcon } from '../ui/icons.tsx';
import { Logo } from '../ui/logo.tsx';
import { useMe } from '../users/me.ts';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const PLACES = [
  { href: '/', label: 'Home', icon: HomeIcon },
  { href: '/people', label: 'People', icon: PeopleIcon },
  { href: '/connections', label: 'Connections', icon: LinkIcon },
  { href: '/profile', label: 'Profile', icon: PersonIcon },
] as const;

function Places() {
  const [location] = useLocation();
  const toAnswer = useWaiting();
  const { data: me } = useMe();
  const isMine = me !== undefined && location.toLowerCase() === `/people/${me.username.toLowerCase()}`;
  const place = isMine ? '/profile' : `/${location.split('/')[1] ?? ''}`;
  return PLACES.map(({ href, label, icon: Icon }) => {
    const active = href === place;
    const waiting = href === '/connections' ? toAnswer : 0;
    return (
      <Link key={href} href={href} className={classes.place} aria-current={active ? 'page' : undefined}>
        <span className={classes.placeIcon}>
          <Icon size={20} />
          {waiting > 0 && <span className={classes.dot} />}
        </span>
        {label}
        {waiting > 0 && <span className={classes.hidden}>, {waiting} to answer</span>}
      </Link>
    );
  });
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
  const { online } = useNetwork();
  return (
    <>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Logo />
          <nav className={classes.topNav} aria-label="Main">
            <Places />
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
      <main ref={main} id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <nav className={classes.bottomNav} aria-label="Main">
        <Places />
      </nav>
    </>
  );
}
