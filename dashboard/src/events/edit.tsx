import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { isNotFound } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { LinkAlone } from '../ui/alone.tsx';
import { CalendarIcon } from '../ui/icons.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Empty, FailedPage } from '../ui/states.tsx';
import { EventForm } from './form.tsx';
import { useEvent } from './live.ts';
import { closedWords } from './words.ts';

export default function EditEventPage({ id }: { id: string }) {
  const uid = useUid();
  const { data: event, error, refetch } = useEvent(id);
  if (isNotFound(error)) return <NotFound what="event" />;
  if (!event)
    return error ? (
      <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this event`} />
    ) : (
      <PageLoading />
    );
  if (event.host.id !== uid) return <NotFound />;
  return <Edit event={event} />;
}

function Edit({ event }: { event: Event }) {
  // As it was when the form was opened: what others do meanwhile changes counts, and nothing that is typed here.
  const [before] = useState(event);
  const closed = closedWords(before);
  const back = `/events/${event.id}`;
  return (
    <Page
      title={t`Edit event`}
      extra={
        <LinkAlone href={back}>
          <Trans>See it as others do</Trans>
        </LinkAlone>
      }
    >
      {closed ? (
        <Empty
          icon={<CalendarIcon size={24} />}
          title={closed}
          action={
            <Button component={Link} href={back} variant="default">
              <Trans>Back to it</Trans>
            </Button>
          }
        >
          <Trans>It can’t be changed any more.</Trans>
        </Empty>
      ) : (
        <EventForm event={before} base={before} />
      )}
    </Page>
  );
}
