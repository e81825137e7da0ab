import type { ReviewedEvent } from '@api/events/schema.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { call, isNotFound } from '../live/api.ts';
import { CrossIcon } from '../ui/icons.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
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
  if (!data) return error ? <Failed error={error} onRetry={refetch} what="this event" /> : <PageLoading />;
  return <EventView event={data} answer={<StaffTools event={data} />} sharing={false} />;
}

function StaffTools({ event }: { event: ReviewedEvent }) {
  const [asking, setAsking] = useState(false);
  const { taken_down } = event;
  return (
    <section className={classes.answer} aria-label="For staff">
      {taken_down === null ? (
        <p className={classes.said}>Does it break the rules? Then take it down.</p>
      ) : (
        <>
          <p className={classes.said}>Taken down. Nobody but its host finds it any more.</p>
          <p>
            The host was told: “<bdi>{taken_down}</bdi>”
          </p>
        </>
      )}
      <div className={classes.buttons}>
        {taken_down === null && (
          <Button color="red.8" leftSection={<CrossIcon size={18} />} onClick={() => setAsking(true)}>
            Take down
          </Button>
        )}
        <Button component={Link} href="/staff/events" variant="default">
          All events
        </Button>
      </div>
      {asking && <TakeDownDialog event={event} onClose={() => setAsking(false)} />}
    </section>
  );
}
