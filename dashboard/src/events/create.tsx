import type { Event } from '@api/events/schema.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../live/api.ts';
import { Page } from '../ui/page.tsx';
import { useIsShown } from '../ui/patience.ts';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { useMe } from '../users/me.ts';
import { EventForm } from './form.tsx';
import { eventKeys } from './keys.ts';
import { toldWords } from './words.ts';

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
  const told = useToldWords();
  // How long they are decides where the form begins.
  const isShown = useIsShown(told !== null);
  if (me && isShown) return <New me={me} told={told ?? t`Your connections are told when it goes live.`} />;
  return error && !me ? (
    <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load your profile`} />
  ) : (
    <PageLoading />
  );
}

/** Who will be told; null until that is known. */
function useToldWords(): string | null {
  const { data } = useQuery({
    queryKey: eventKeys.audience,
    queryFn: ({ signal }) => call('GET /events/audience', { signal }),
  });
  return data ? toldWords(data) : null;
}

function New({ me, told }: { me: OwnProfile; told: string }) {
  const [base] = useState(() => nothing(me));
  return (
    <Page title={t`Host an event`} lead={told}>
      <EventForm event={null} base={base} />
    </Page>
  );
}
