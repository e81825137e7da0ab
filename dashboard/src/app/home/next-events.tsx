import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { useNextEvents } from '../../events/next.ts';
import { EventRow } from '../../events/row.tsx';
import { useUid } from '../../live/session.tsx';
import { Section } from '../../ui/card.tsx';
import { CalendarIcon } from '../../ui/icons.tsx';
import { RowsLoading } from '../../ui/skeletons.tsx';
import { Empty, Failed } from '../../ui/states.tsx';
import classes from './parts.module.css';
import { SeeAll } from './parts.tsx';

/** Of mine, where there are others, too; alone there is room for more. */
const MINE = 3;

/** What is next: mine first, then what my connections host, or what takes place where I live. */
export function NextEvents({ next }: { next: ReturnType<typeof useNextEvents> }) {
  const { mine, ofFriends, near, place, error, retry, isSettled } = next;
  const isEmpty = isSettled && mine && mine.length + ofFriends.length + near.length === 0;
  return (
    <Section title={t`Next events`} extra={mine && !isEmpty && <SeeAll href="/events" />}>
      {!mine && error && <Failed error={error} onRetry={retry} title={t`We couldn’t load your events`} />}
      {!mine && !error && <RowsLoading rows={3} />}
      {isEmpty && (
        <Empty
          icon={<CalendarIcon size={24} />}
          title={t`Nothing planned yet`}
          action={
            <div className={classes.choice}>
              <Button component={Link} href="/events" variant="default">
                <Trans>See what is on</Trans>
              </Button>
              <Button component={Link} href="/events/new" variant="light">
                <Trans>Host an event</Trans>
              </Button>
            </div>
          }
        >
          <Trans>What you go to, and what your connections host, shows here.</Trans>
        </Empty>
      )}
      {mine && (
        <>
          <Group title={t`Yours`} events={mine.slice(0, MINE)} />
          <Group title={t`From your connections`} events={ofFriends} />
          <Group title={place === '' ? t`Coming up` : t`In ${place}`} events={near} />
        </>
      )}
    </Section>
  );
}

function Group({ title, events }: { title: string; events: readonly Event[] }) {
  const uid = useUid();
  if (events.length === 0) return null;
  return (
    <>
      <h3 className={classes.group}>
        <bdi>{title}</bdi>
      </h3>
      <ul className={classes.events} aria-label={title}>
        {events.map((event) => (
          <EventRow
            key={event.id}
            event={event}
            answer={event.host.id === uid ? 'hosting' : (event.attendance?.status ?? null)}
          />
        ))}
      </ul>
    </>
  );
}
