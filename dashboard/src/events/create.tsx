import type { Event } from '@api/events/schema.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { useState } from 'react';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { useMe } from '../users/me.ts';
import { EventForm } from './form.tsx';

/** What an event is before anything is typed. */
function nothing({ id, username, display_name, role, avatar_url, is_verified }: OwnProfile): Event {
  const now = new Date().toISOString();
  return {
    ...{ id: 'new', title: '', description: '', date: now, ends_at: now, time_zone: 'UTC', location: '', link: null },
    ...{ cover: null, visibility: 'public', capacity: null, status: 'scheduled', cancel_message: null, sequence: 0 },
    host: { id, username, display_name, role, avatar_url, is_verified },
    counts: { interested: 0, going: 0, invited: 0, waiting: 0 },
    created_at: now,
    updated_at: now,
  };
}

export default function CreateEventPage() {
  const { data: me, error, refetch } = useMe();
  if (me) return <New me={me} />;
  return error ? <Failed error={error} onRetry={refetch} what="your profile" /> : <PageLoading />;
}

function New({ me }: { me: OwnProfile }) {
  const [base] = useState(() => nothing(me));
  return (
    <Page title="Host an event" lead="Your connections are told as soon as it is up.">
      <EventForm event={null} base={base} />
    </Page>
  );
}
