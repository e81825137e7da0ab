import { t } from '@lingui/core/macro';
import { isNotFound } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { MuteButton } from '../notifications/mute-button.tsx';
import { ReportButton } from '../reports/report-button.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { Attendees } from './attendees.tsx';
import { Friends } from './friends.tsx';
import { HostTools } from './host-tools.tsx';
import { useEvent } from './live.ts';
import { Rsvp } from './rsvp.tsx';
import { EventView } from './view.tsx';

/** An event for whoever is signed in. */
export default function EventPage({ id }: { id: string }) {
  const uid = useUid();
  const { data: event, error, refetch } = useEvent(id);
  if (isNotFound(error)) {
    return <NotFound what="event" why={t`It may be gone, or only open to connections of its host.`} />;
  }
  if (!event)
    return error ? (
      <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this event`} />
    ) : (
      <PageLoading />
    );
  if (event.host.id === uid) {
    return <EventView event={event} answer={<HostTools event={event} />} hosting={<Attendees event={event} />} />;
  }
  return (
    <EventView
      event={event}
      answer={<Rsvp event={event} />}
      friends={<Friends event={event} />}
      report={
        <>
          <MuteButton kind="event" id={event.id} name={event.title} />
          <ReportButton target={{ kind: 'event', id: event.id }} what="event" />
        </>
      }
    />
  );
}
