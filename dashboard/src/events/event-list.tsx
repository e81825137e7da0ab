import type { EventsQuery } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { CalendarIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import cards from './card.module.css';
import { EventCard, EventsLoading } from './card.tsx';
import { useEventPages, useMyAnswers } from './lists.ts';

interface Props {
  /** What the list is called in the cache. */
  view: string;
  query: Partial<EventsQuery>;
  label: string;
  uid: string;
  /** What stands there where there is none; nothing, where it isn't given. */
  empty?: { title: string; text: string; action?: ReactNode };
}

/** Cards, page by page, each with how I take part. */
export function EventList({ view, query, label, uid, empty }: Props) {
  const pages = useEventPages(view, query);
  const { events, error, refetch, isPlaceholderData } = pages;
  const answers = useMyAnswers(query.when ?? 'all', !query.attending && !query.host);
  if (!events) {
    return error ? <Failed error={error} onRetry={refetch} title={t`We couldn’t load events`} /> : <EventsLoading />;
  }
  if (events.length === 0) {
    return empty ? (
      <Card list>
        <Empty icon={<CalendarIcon size={24} />} title={empty.title} action={empty.action}>
          {empty.text}
        </Empty>
      </Card>
    ) : null;
  }
  return (
    <>
      <ul className={cards.grid} data-old={isPlaceholderData || undefined} aria-label={label}>
        {events.map((event) => (
          <li key={event.id}>
            <EventCard
              event={event}
              answer={event.host.id === uid ? 'hosting' : (event.attendance?.status ?? answers?.get(event.id))}
            />
          </li>
        ))}
      </ul>
      <LoadMore pages={pages} display="block" mx="auto" mt={24} />
    </>
  );
}
