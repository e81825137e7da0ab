import { ATTENDANCE } from '@api/contract/events.ts';
import { LIMITS } from '@api/contract/limits.ts';
import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
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
import { ANSWER_TONES, answerLabels } from './words.ts';

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
  const labels = answerLabels();
  const filters = [{ value: '', label: t`Everybody` }, ...ATTENDANCE.map((value) => ({ value, label: labels[value] }))];
  const people = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t`Guest list`}>
      <div className={classes.filters}>
        <TextInput
          aria-label={t`Search by name`}
          placeholder={t`Name`}
          type="search"
          leftSection={<SearchIcon size={18} />}
          maxLength={LIMITS.search}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <NativeSelect
          aria-label={t`Answer`}
          data={filters}
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
        />
      </div>
      {pages.isPending && <RowsLoading rows={3} />}
      {pages.isError && people.length === 0 && (
        <Failed error={pages.error} onRetry={pages.refetch} title={t`We couldn’t load the guest list`} />
      )}
      {pages.isSuccess && people.length === 0 && (
        <Empty icon={<PeopleIcon size={24} />} title={search ? t`Nobody of that name` : t`Nobody yet`}>
          {search ? t`Try the beginning of a name.` : t`Invite your connections, or share the link.`}
        </Empty>
      )}
      <PersonList label={t`Guest list`}>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            line={
              person.invited &&
              person.status !== 'invited' && (
                <>
                  <bdi>@{person.username}</bdi> · {t`invited`}
                </>
              )
            }
            action={<Status tone={ANSWER_TONES[person.status]}>{labels[person.status]}</Status>}
          />
        ))}
      </PersonList>
      <LoadMore pages={pages} fullWidth mt="md" />
    </Section>
  );
}
