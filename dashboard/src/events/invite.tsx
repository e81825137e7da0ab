import { LIMITS } from '@api/contract/limits.ts';
import type { Event } from '@api/events/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Button, Modal, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { connectionKeys } from '../connections/keys.ts';
import { otherOf } from '../connections/other.ts';
import { byCursor, call, page, wordsOf } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { useBackCloses } from '../ui/back-closes.ts';
import { LinkIcon, SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { showDone } from '../ui/toast.tsx';
import { useFoundIn } from './found-in.ts';
import classes from './invite.module.css';
import { eventKeys } from './keys.ts';
import { refreshEvent } from './live.ts';
import { answerLabels } from './words.ts';

/** My connections, page by page. */
function useConnected(uid: string) {
  const pages = useInfiniteQuery({
    // Stale together with what else is known of connections.
    queryKey: connectionKeys.list('to-invite'),
    queryFn: ({ pageParam, signal }) =>
      page('GET /connections', { query: { status: 'accepted', cursor: pageParam, limit: LIMITS.page.max }, signal }),
    ...byCursor,
  });
  const people = pages.data?.pages.flatMap(({ items }) => items.map((connection) => otherOf(connection, uid))) ?? [];
  return { pages, people };
}

/** What those who are in the event have answered, as far as the first page goes; the API leaves them as they are anyway. */
const useAnswers = (id: string) =>
  useQuery({
    queryKey: [...eventKeys.attendees(id), 'known'],
    queryFn: async ({ signal }) =>
      (await page('GET /events/{id}/attendees', { params: { id }, query: { limit: LIMITS.page.max }, signal })).items,
    select: (people) => new Map(people.map(({ id: uid, status }) => [uid, status])),
  });

/** Chooses connections, and invites them all at once. */
export default function Invite({ event, onClose }: { event: Event; onClose: () => void }) {
  const queries = useQueryClient();
  const { pages, people } = useConnected(useUid());
  // Who is in it already can't be chosen: nobody is shown before that is known, or can't be had.
  const { data: answers, isPending } = useAnswers(event.id);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useFoundIn(people, text, pages);
  const shown = isPending ? [] : found;
  // A name is looked for in all of them, which come page by page.
  const isLooking = text.trim() !== '' && pages.hasNextPage && !pages.isError;
  const isFull = chosen.size >= LIMITS.invitations;
  useBackCloses(true, onClose);
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const invite = useMutation({
    mutationFn: () => call('POST /events/{id}/invite', { params: { id: event.id }, body: { users: [...chosen] } }),
    onSuccess: ({ invited }) => {
      showDone(plural(invited, { one: 'One person is invited.', other: '# people are invited.' }));
      onClose();
      return refreshEvent(queries, event.id);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      padding="lg"
      withCloseButton={false}
      attributes={{ content: { 'aria-label': t`Invite connections` } }}
    >
      <Title order={2} mb="sm">
        <Trans>Invite connections</Trans>
      </Title>
      <TextInput
        aria-label={t`Search connections`}
        placeholder={t`Name`}
        type="search"
        leftSection={<SearchIcon size={18} />}
        maxLength={LIMITS.search}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable. */}
      <section className={classes.list} tabIndex={0} aria-label={t`Your connections`}>
        {(pages.isPending || isPending) && <RowsLoading rows={4} />}
        {pages.isError && people.length === 0 && (
          <Failed error={pages.error} onRetry={pages.refetch} title={t`We couldn’t load your connections`} />
        )}
        {pages.isSuccess && people.length === 0 && (
          <Empty
            icon={<LinkIcon size={24} />}
            title={t`No connections yet`}
            action={
              <Button component={Link} href="/people" variant="light">
                <Trans>Find people</Trans>
              </Button>
            }
          >
            <Trans>Only connections can be invited. Anybody can come by the link of a public event.</Trans>
          </Empty>
        )}
        {people.length > 0 && found.length === 0 && !isLooking && !pages.isError && (
          <Text size="sm" c="dimmed" p="md">
            <Trans>None of your connections has that name.</Trans>
          </Text>
        )}
        {shown.map((person) => {
          const answer = answers?.get(person.id);
          const isOn = chosen.has(person.id);
          return (
            <label key={person.id} className={classes.person} data-off={answer !== undefined || undefined}>
              <input
                type="checkbox"
                checked={isOn}
                disabled={answer !== undefined || (isFull && !isOn)}
                onChange={() => toggle(person.id)}
              />
              <Avatar person={person} size={36} />
              <span className={classes.name}>
                <bdi>{person.display_name}</bdi>
                <span>{answer ? answerLabels()[answer] : <bdi>@{person.username}</bdi>}</span>
              </span>
            </label>
          );
        })}
        {isLooking && (
          <Text size="sm" c="dimmed" p="md" role="status">
            <Plural value={{ count: people.length }} other="Looking through your connections: # so far…" />
          </Text>
        )}
        {people.length > 0 && pages.isError && (
          <Failed error={pages.error} onRetry={pages.fetchNextPage} title={t`We couldn’t load the rest of them`} />
        )}
        {!text.trim() && !isPending && <LoadMore pages={pages} variant="subtle" fullWidth />}
      </section>
      {(invite.error || isFull) && (
        <Text size="sm" c={invite.error ? 'var(--mantine-color-error)' : 'dimmed'} role="alert" mb="sm">
          {invite.error ? wordsOf(invite.error) : plural({ most: LIMITS.invitations }, { other: '# at a time.' })}
        </Text>
      )}
      <div className={classes.end}>
        <Button variant="default" onClick={onClose} disabled={invite.isPending}>
          <Trans>Close</Trans>
        </Button>
        <Button disabled={chosen.size === 0} loading={invite.isPending} onClick={() => invite.mutate()}>
          {chosen.size === 0 ? t`Invite` : plural({ people: chosen.size }, { other: 'Invite #' })}
        </Button>
      </div>
    </Modal>
  );
}
