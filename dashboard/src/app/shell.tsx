import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useRef } from 'react';
import { useLocation } from 'wouter';
import { useUnreadMessages } from '../chat/conversations.ts';
import { useReach } from '../live/reach.ts';
import { useRights } from '../live/rights.tsx';
import { Bell } from '../notifications/bell.tsx';
import { useUnreadCount } from '../notifications/live.ts';
import { isStaffPage, staffPlacesOf } from '../staff/places.ts';
import { useFocusKeeper } from '../ui/focus-keeper.ts';
import { Logo } from '../ui/logo.tsx';
import { useIsShown } from '../ui/patience.ts';
import { useScrollMemory } from '../ui/scroll-memory.ts';
import { Splash } from '../ui/splash.tsx';
import { useTitleCount } from '../ui/title.ts';
import places from './navigation.module.css';
import { MainBottom, MainTop, StaffBottom, StaffSide } from './navigation.tsx';
import { SearchButton } from './palette/button.tsx';
import { PaletteHost } from './palette/host.tsx';
import { ReachBanner } from './reach-banner.tsx';
import classes from './shell.module.css';
import { SignOutProvider } from './sign-out.tsx';
import { UserMenu } from './user-menu.tsx';

export function Shell({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  useScrollMemory(main);
  useFocusKeeper();
  useTitleCount(useUnreadMessages() + useUnreadCount());
  const [location] = useLocation();
  const { permissions } = useRights();
  const isForStaff = isStaffPage(location);
  // Whoever has no rights there stays where they are at home.
  const isStaff = isForStaff && staffPlacesOf(permissions).length > 0;
  const label = isStaff ? t`Staff` : t`Main`;
  const reach = useReach();
  const isKnown = useIsShown(permissions !== null || reach === 'offline');
  // Neither frame until it is known which: the page would jump from one into the other.
  if (isForStaff && !isKnown) return <Splash />;
  return (
    <SignOutProvider>
      <a className={classes.skip} href="#main">
        <Trans>Skip to content</Trans>
      </a>
      <header className={classes.header}>
        <div className={classes.bar} data-staff={isStaff || undefined}>
          <Logo />
          {isStaff ? (
            <span className={classes.staff}>
              <Trans>Staff</Trans>
            </span>
          ) : (
            <nav className={classes.topNav} aria-label={label}>
              <MainTop />
            </nav>
          )}
          <div className={classes.tools}>
            <SearchButton />
            <Bell />
            <UserMenu />
          </div>
        </div>
        <ReachBanner />
      </header>
      {isStaff && (
        <nav className={classes.sideNav} aria-label={label}>
          <StaffSide />
        </nav>
      )}
      <main ref={main} id="main" tabIndex={-1} className={classes.main} data-staff={isStaff || undefined}>
        {children}
      </main>
      <nav className={`${classes.bottomNav} ${places.bottom}`} aria-label={label}>
        {isStaff ? <StaffBottom /> : <MainBottom />}
      </nav>
      <PaletteHost />
    </SignOutProvider>
  );
}
