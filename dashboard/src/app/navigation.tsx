import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ComponentType, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { usePathname, useSearch } from 'wouter/use-browser-location';
import { useUnreadMessages } from '../chat/conversations.ts';
import { useWaiting } from '../connections/standing.ts';
import { useRights } from '../live/rights.tsx';
import { staffPlacesOf } from '../staff/places.ts';
import { type Queue, useQueues } from '../staff/queues.ts';
import { ago } from '../ui/ago.ts';
import { useBackCloses } from '../ui/back-closes.ts';
import { badgeOf } from '../ui/badge.ts';
import { Count } from '../ui/count.tsx';
import {
  CalendarIcon,
  ExitIcon,
  HomeIcon,
  LinkIcon,
  MessageIcon,
  MoreIcon,
  PeopleIcon,
  ScalesIcon,
} from '../ui/icons.tsx';
import classes from './navigation.module.css';

interface Place {
  href: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  active?: boolean;
  /** How many wait there for an answer, which a dot says. */
  waiting?: number;
  /** How many there are of what is counted there, and the same in words. */
  count?: number;
  counted?: string;
  /** More about the count, for whoever points at it. */
  title?: string;
}

const PlaceLink = ({ place, onGo, quiet = false }: { place: Place; onGo?: () => void; quiet?: boolean }) => {
  const { href, label, icon: Icon, active, waiting = 0, count = 0, counted, title } = place;
  return (
    <Link
      href={href}
      className={classes.place}
      aria-current={active ? 'page' : undefined}
      title={title}
      {...(onGo && { onClick: onGo })}
    >
      <span className={classes.icon}>
        <Icon size={20} />
        {waiting > 0 && <span className={classes.dot} />}
      </span>
      <span className={classes.label}>{label}</span>
      {count > 0 && (
        <span className={classes.badge} aria-hidden="true">
          <Count tone={quiet ? 'quiet' : 'wanted'}>{badgeOf(count)}</Count>
        </span>
      )}
      {waiting > 0 && (
        <span className={classes.hidden}>
          , <Plural value={waiting} one="# to answer" other="# to answer" />
        </span>
      )}
      {count > 0 && <span className={classes.hidden}>, {counted}</span>}
    </Link>
  );
};

/** Where everybody goes: five, as many as a thumb reaches. The profile is behind the picture at the top. */
function useMainPlaces(): Place[] {
  // Where one goes, before it is drawn.
  const location = usePathname();
  const waiting = useWaiting();
  const count = useUnreadMessages();
  const at = `/${location.split('/')[1] ?? ''}`;
  const places: Place[] = [
    { href: '/', label: t`Home`, icon: HomeIcon },
    { href: '/people', label: t`People`, icon: PeopleIcon },
    { href: '/events', label: t`Events`, icon: CalendarIcon },
    {
      href: '/messages',
      label: t`Messages`,
      icon: MessageIcon,
      count,
      counted: plural(count, { one: '# unread', other: '# unread' }),
    },
    { href: '/connections', label: t`Connections`, icon: LinkIcon, waiting },
  ];
  return places.map((place) => ({ ...place, active: place.href === at }));
}

export function MainTop() {
  return useMainPlaces().map((place) => <PlaceLink key={place.href} place={place} />);
}

const leave = (): Place => ({ href: '/', label: t`Leave`, icon: ExitIcon });
const REPORTS = '/staff/reports';
const APPEALS = `${REPORTS}?queue=appeals`;
/** What has a queue comes first: it is what one is here for. */
const QUEUES = ['/staff/verifications', REPORTS, APPEALS];
const LOOK_UP = ['/staff/people', '/staff/events'];

/** Where somebody works as staff, by their rights, with what waits there. */
function useStaffPlaces(): Place[] {
  const location = usePathname();
  const search = useSearch();
  const { permissions } = useRights();
  const { data: queues } = useQueues();
  const isAppeals = location === REPORTS && new URLSearchParams(search).get('queue') === 'appeals';
  const waits = (queue: Queue | null | undefined): Partial<Place> => {
    if (!queue) return {};
    const { waiting, oldest } = queue;
    const came = oldest && ago(new Date(oldest), new Date());
    const counted = plural(waiting, { one: '# waiting', other: '# waiting' });
    return { count: waiting, counted, ...(came && { title: t`The oldest came ${came}` }) };
  };
  const own = staffPlacesOf(permissions).flatMap(({ href, label, icon }): Place[] => {
    const active = location === href || location.startsWith(`${href}/`);
    const place = { href, label, icon, active };
    if (href === '/staff/verifications') return [{ ...place, ...waits(queues?.verifications) }];
    if (href !== REPORTS) return [place];
    return [
      { ...place, active: active && !isAppeals, ...waits(queues?.reports) },
      { href: APPEALS, label: t`Appeals`, icon: ScalesIcon, active: isAppeals, ...waits(queues?.appeals) },
    ];
  });
  const rank = ({ href }: Place): number => (QUEUES.includes(href) ? 0 : LOOK_UP.includes(href) ? 1 : 2);
  return own.sort((a, b) => rank(a) - rank(b));
}

/** Beside the page, where there is room. */
export function StaffSide() {
  const places = useStaffPlaces();
  const groups = [
    { title: t`Queues`, places: places.filter(({ href }) => QUEUES.includes(href)) },
    { title: t`Look up`, places: places.filter(({ href }) => LOOK_UP.includes(href)) },
    { title: 'Infloo', places: places.filter(({ href }) => !QUEUES.includes(href) && !LOOK_UP.includes(href)) },
  ];
  return (
    <>
      {groups.map(
        (group) =>
          group.places.length > 0 && (
            <div key={group.title} className={classes.group}>
              <p className={classes.title}>{group.title}</p>
              {group.places.map((place) => (
                <PlaceLink key={place.href} place={place} quiet />
              ))}
            </div>
          ),
      )}
      <div className={classes.leave}>
        <PlaceLink place={leave()} />
      </div>
    </>
  );
}

/** How many a thumb reaches; what is more lies behind the last. */
const REACHED = 5;

const Bottom = ({ places }: { places: Place[] }) => {
  const fits = places.length <= REACHED;
  const shown = fits ? places : places.slice(0, REACHED - 1);
  return (
    <>
      {shown.map((place) => (
        <PlaceLink key={place.href} place={place} />
      ))}
      {!fits && <More places={places.slice(REACHED - 1)} />}
    </>
  );
};

export const MainBottom = () => <Bottom places={useMainPlaces()} />;
export const StaffBottom = () => <Bottom places={[...useStaffPlaces(), leave()]} />;

function More({ places }: { places: Place[] }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  useBackCloses(opened, close);
  const [location] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes when one goes elsewhere.
  useEffect(close, [location, close]);
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="top-end" width={232} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.place}
          data-active={places.some(({ active }) => active) || undefined}
          onClick={toggle}
        >
          <span className={classes.icon}>
            <MoreIcon size={20} />
          </span>
          <span className={classes.label}>
            <Trans>More</Trans>
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t`More places`} className={classes.more}>
        {places.map((place) => (
          <PlaceLink key={place.href} place={place} onGo={close} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
