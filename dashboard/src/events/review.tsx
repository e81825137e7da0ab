import { LIMITS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { byCursor, page } from '../live/api.ts';
import { Card } from '../ui/card.tsx';
import { CalendarIcon, SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { useQueryParams } from '../ui/query-params.ts';
import { Empty, Failed } from '../ui/states.tsx';
import { useTypedWords } from '../ui/typed-words.ts';
import cards from './card.module.css';
import { EventCard, EventsLoading } from './card.tsx';
import { eventKeys } from './keys.ts';
import classes from './review.module.css';

/** Cards to a page. */
const PAGE = 24;

const hrefOf = (id: string): string => `/staff/events/${id}`;

/** @returns the id in the address of an event, as somebody sends it who complains of it; null in other words */
const linkedId = (text: string): string | null => /\/events\/([A-Za-z0-9_-]{1,100})\/?$/.exec(text)?.[1] ?? null;

/** All events, for staff: the newest first, also what lists show to nobody. */
export default function Review() {
  const { params, change } = useQueryParams<'search'>();
  const [, navigate] = useLocation();
  const words = params.get('search')?.slice(0, LIMITS.search) ?? '';
  const [text, typeWords] = useTypedWords(words, (search) => change({ search }));
  const type = (value: string) => {
    const id = linkedId(value.trim());
    if (id) return navigate(hrefOf(id));
    typeWords(value.slice(0, LIMITS.search));
  };
  return (
    <Page title={t`Events`} lead={t`The newest first, also those for connections, cancelled or taken down.`}>
      <search className={classes.search}>
        <TextInput
          aria-label={t`Search events`}
          placeholder={t`Title, place, host, or a link`}
          type="search"
          leftSection={<SearchIcon size={18} />}
          value={text}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      </search>
      <Found search={words} onClear={() => change({ search: '' })} />
    </Page>
  );
}

function Found({ search, onClear }: { search: string; onClear: () => void }) {
  const pages = useInfiniteQuery({
    queryKey: eventKeys.review(search),
    queryFn: ({ pageParam, signal }) =>
      page('GET /admin/events', { query: { ...(search && { search }), cursor: pageParam, limit: PAGE }, signal }),
    ...byCursor,
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch, isPlaceholderData } = pages;
  if (!data)
    return error ? <Failed error={error} onRetry={refetch} title={t`We couldn’t load events`} /> : <EventsLoading />;
  const events = data.pages.flatMap(({ items }) => items);
  if (events.length === 0) {
    return (
      <Card list>
        <Empty
          icon={<CalendarIcon size={24} />}
          title={search ? t`No event found` : t`No events yet`}
          action={
            search && (
              <Button variant="default" onClick={onClear}>
                <Trans>Clear search</Trans>
              </Button>
            )
          }
        >
          {search
            ? t`Try the beginning of a word of its title, its place or its host’s name.`
            : t`Events show here as soon as somebody hosts one.`}
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <ul className={cards.grid} data-old={isPlaceholderData || undefined} aria-label={t`Events`}>
        {events.map((event) => (
          <li key={event.id}>
            <EventCard event={event} href={hrefOf(event.id)} />
          </li>
        ))}
      </ul>
      <LoadMore pages={pages} display="block" mx="auto" mt={24} />
    </>
  );
}
