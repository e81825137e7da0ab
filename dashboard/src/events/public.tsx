import { closedFor } from '@api/events/policy.ts';
import type { Event } from '@api/events/schema.ts';
import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isNotFound } from '../live/api.ts';
import { CalendarIcon } from '../ui/icons.tsx';
import { Logo } from '../ui/logo.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { usePublicEvent } from './live.ts';
import classes from './public.module.css';
import view from './view.module.css';
import { EventView } from './view.tsx';

const hrefOf = (id: string): string => `/sign-in?next=${encodeURIComponent(`/events/${id}`)}`;

/** What a shared link shows to whoever isn't signed in. */
export default function PublicEvent({ id }: { id: string }) {
  const { data: event, error, refetch } = usePublicEvent(id);
  return (
    <Frame id={id}>
      {event && <EventView event={event} answer={<Invitation event={event} />} />}
      {!event && error && (
        <>
          <VisuallyHidden component="h1">Event</VisuallyHidden>
          {isNotFound(error) ? (
            <Empty
              icon={<CalendarIcon size={24} />}
              title="There is no such event for everybody"
              action={
                <Button component={Link} href={hrefOf(id)}>
                  Sign in
                </Button>
              }
            >
              It may be for connections of its host: sign in to see whether you are one. Or it is gone.
            </Empty>
          ) : (
            <Failed error={error} onRetry={refetch} what="this event" />
          )}
        </>
      )}
      {!event && !error && <PageLoading />}
    </Frame>
  );
}

function Invitation({ event }: { event: Event }) {
  if (closedFor(event, Date.now())) return null;
  return (
    <section className={view.answer} aria-label="Your answer">
      <p className={view.said}>Are you going? Tell the host.</p>
      <div className={view.buttons}>
        <Button component={Link} href={hrefOf(event.id)}>
          Sign in to answer
        </Button>
        <Button component={Link} href="/register" variant="outline">
          Create an account
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
            Sign in
          </Button>
        </div>
      </header>
      <main className={classes.main}>{children}</main>
    </>
  );
}
