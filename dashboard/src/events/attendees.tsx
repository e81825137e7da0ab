import { LIMITS } from '@api/contract/limits.ts';
import { ATTENDANCE, type Event } from '@api/events/schema.ts';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { byCursor, page } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { PeopleIcon, SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { oneOf } from '../ui/query-params.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import classes from './attendees.module.css';
import { eventKeys } from './keys.ts';
import { ANSWER_LABELS, ANSWER_TONES } from './words.ts';

const FILTERS = [
  { value: '', label: 'Everybody' },
  ...ATTENDANCE.map((status) => ({ value: status, label: ANSWER_LABELS[status] })),
];

/** Who is in my event, and how. */
export function Attendees({ event: { id } }: { event: Event }) {
  const [filter, setFilter] = useState('');
  const [text, setText] = useState('');
  const [soon] = useDebouncedValue(text.trim(), 300);
  // An emptied field shows everybody at once.
  const search = text.trim() ? soon : '';
  const status = oneOf(ATTENDANCE, filter);
  const pages = useInfiniteQuery({
    queryKey: [...eventKeys.attendees(id), filter, search],
    queryFn: ({ pageParam, signal }) =>
      page('GET /events/{id}/attendees', {
        params: { id },
        query: { status, ...(search && { search }), cursor: pageParam, limit: 50 },
        signal,
      }),
    ...byCursor,
    placeholderData: keepPreviousData,
  });
  const people = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title="Who is in it">
      <div className={classes.filters}>
        <TextInput
          aria-label="Search by name"
          placeholder="Name"
          type="search"
          leftSection={<SearchIcon size={18} />}
          maxLength={LIMITS.search}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <NativeSelect
          aria-label="Answer"
          data={FILTERS}
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
        />
      </div>
      {pages.isPending && <RowsLoading rows={3} />}
      {pages.isError && people.length === 0 && (
        <Failed error={pages.error} onRetry={pages.refetch} what="who is in it" />
      )}
      {pages.isSuccess && people.length === 0 && (
        <Empty icon={<PeopleIcon size={24} />} title={search ? 'Nobody of that name' : 'Nobody yet'}>
          {search ? 'Try the beginning of a name.' : 'Invite your connections, or share the link.'}
        </Empty>
      )}
      <PersonList label="Who is in it">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            line={person.invited && person.status !== 'invited' ? `@${person.username} · invited` : undefined}
            action={<Status tone={ANSWER_TONES[person.status]}>{ANSWER_LABELS[person.status]}</Status>}
          />
        ))}
      </PersonList>
      <LoadMore pages={pages} fullWidth mt="md" />
    </Section>
  );
}
