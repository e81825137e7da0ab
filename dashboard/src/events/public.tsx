import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isNotFound } from '../live/api.ts';
import { CalendarIcon } from '../ui/icons.tsx';
import { Logo } from '../ui/logo.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { usePublicEvent } from './live.ts';
import classes from './public.module.css';
import view from './view.module.css';
import { EventView } from './view.tsx';
import { isClosed } from './words.ts';

/** The way to the event of who comes in. */
const hrefOf = (id: string, way: 'sign-in' | 'register' = 'sign-in'): string =>
  `/${way}?next=${encodeURIComponent(`/events/${id}`)}`;

/** What a shared link shows to whoever isn't signed in. */
export default function PublicEvent({ id }: { id: string }) {
  const { data: event, error, refetch } = usePublicEvent(id);
  return (
    <Frame id={id}>
      {event && <EventView event={event} answer={<Invitation event={event} />} />}
      {!event && error && (
        <>
          <Heading />
          {isNotFound(error) ? (
            <Empty
              icon={<CalendarIcon size={24} />}
              title={t`This event isn’t public`}
              action={
                <Button component={Link} href={hrefOf(id)}>
                  <Trans>Sign in</Trans>
                </Button>
              }
            >
              <Trans>It may be for connections of its host: sign in to find out. Or it may be gone.</Trans>
            </Empty>
          ) : (
            <Failed error={error} onRetry={refetch} title={t`We couldn’t load this event`} />
          )}
        </>
      )}
      {!event && !error && <PageLoading />}
    </Frame>
  );
}

/** Of a page that has no event to show. */
function Heading() {
  useTitle(t`Event`);
  return <VisuallyHidden component="h1">{t`Event`}</VisuallyHidden>;
}

function Invitation({ event }: { event: Event }) {
  if (isClosed(event)) return null;
  return (
    <section className={view.answer} aria-label={t`Your answer`}>
      <p className={view.said}>{t`Are you going? Tell the host.`}</p>
      <div className={view.buttons}>
        <Button component={Link} href={hrefOf(event.id)}>
          <Trans>Sign in to answer</Trans>
        </Button>
        <Button component={Link} href={hrefOf(event.id, 'register')} variant="outline">
          <Trans>Create an account</Trans>
        </Button>
      </div>
    </section>
  );
}

function Frame({ id, children }: { id: string; children: ReactNode }) {
  return (
    <>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Logo />
          <Button component={Link} href={hrefOf(id)} variant="default">
            <Trans>Sign in</Trans>
          </Button>
        </div>
      </header>
      <main className={classes.main}>{children}</main>
    </>
  );
}
