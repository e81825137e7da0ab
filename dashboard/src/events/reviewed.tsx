import type { ReviewedEvent } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { call, isNotFound } from '../live/api.ts';
import { CrossIcon } from '../ui/icons.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { eventKeys } from './keys.ts';
import { TakeDownDialog } from './take-down.tsx';
import classes from './view.module.css';
import { EventView } from './view.tsx';

/** One event, for staff: as its host sees it. @param id as in the address */
export default function Reviewed({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: eventKeys.reviewed(id),
    queryFn: ({ signal }) => call('GET /admin/events/{id}', { params: { id }, signal }),
  });
  if (isNotFound(error)) return <NotFound what="event" />;
  if (!data)
    return error ? (
      <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this event`} />
    ) : (
      <PageLoading />
    );
  return <EventView event={data} answer={<StaffTools event={data} />} sharing={false} />;
}

function StaffTools({ event }: { event: ReviewedEvent }) {
  const [asking, setAsking] = useState(false);
  const { id, title, taken_down } = event;
  const queries = useQueryClient();
  const putBack = useMutation({
    mutationFn: () => call('POST /admin/events/{id}/restore', { params: { id } }),
    onSuccess: (now) => {
      queries.setQueryData(eventKeys.reviewed(id), now);
      showDone(t`It is there again: ${title}`);
      return Promise.all(
        [eventKeys.reviews, eventKeys.event(id), eventKeys.lists].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
    onError: showFailure,
  });
  return (
    <section className={classes.answer} aria-label={t`For staff`}>
      {taken_down === null ? (
        <p className={classes.said}>{t`Does it break the rules? Then take it down.`}</p>
      ) : (
        <>
          <p className={classes.said}>{t`Taken down. Nobody but its host finds it any more.`}</p>
          <p>
            <Trans>
              The host was told: “<bdi>{taken_down}</bdi>”
            </Trans>
          </p>
        </>
      )}
      <div className={classes.buttons}>
        {taken_down === null && (
          <Button color="red.8" leftSection={<CrossIcon size={18} />} onClick={() => setAsking(true)}>
            <Trans>Take down</Trans>
          </Button>
        )}
        {event.taken_down !== null && (
          <Button loading={putBack.isPending} onClick={() => putBack.mutate()}>
            <Trans>Put back</Trans>
          </Button>
        )}
        <Button component={Link} href="/staff/events" variant="default">
          <Trans>All events</Trans>
        </Button>
      </div>
      {asking && <TakeDownDialog event={event} onClose={() => setAsking(false)} />}
    </section>
  );
}
