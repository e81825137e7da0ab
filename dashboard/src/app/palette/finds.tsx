import type { Event } from '@api/events/schema.ts';
import type { Profile } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useOpenConversations } from '../../chat/conversations.ts';
import { rangeIn, zoneFor } from '../../events/when.ts';
import { call, page } from '../../live/api.ts';
import { useUid } from '../../live/session.tsx';
import { beginWords, isCalled } from '../../search/found.ts';
import { pathOf, type Recent, recentOf } from '../../search/recent.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CalendarIcon, MessageIcon } from '../../ui/icons.tsx';
import { roleLabel } from '../../ui/person.tsx';
import { isUsername, personQuery } from '../../users/person.ts';
import type { Group, Item } from './items.tsx';
import { paletteKeys } from './keys.ts';

/** Milliseconds without a key after which it is asked what was typed. */
const PAUSE = 200;
const PEOPLE = 6;
const EVENTS = 4;
const CONVERSATIONS = 4;
const RECENT = 5;

type Named = Pick<Profile, 'id' | 'username' | 'display_name' | 'avatar_url'>;

const picture = (person: Named): ReactNode => <Avatar person={person} size={32} />;

const personItem = (person: Profile): Item => ({
  id: `person ${person.id}`,
  label: person.display_name,
  // Isolated, so that the sign stays before the name where one reads from right to left.
  hint: `\u2068@${person.username}\u2069 · ${roleLabel(person.role)}`,
  icon: picture(person),
  href: `/people/${person.username}`,
});

const conversationItem = (person: Named): Item => ({
  id: `conversation ${person.id}`,
  label: person.display_name,
  hint: t`Conversation`,
  icon: picture(person),
  href: `/messages/${person.username}`,
});

const eventItem = (event: Event): Item => ({
  id: `event ${event.id}`,
  label: event.title,
  hint: rangeIn(zoneFor(event), event),
  icon: <CalendarIcon size={20} />,
  href: `/events/${event.id}`,
});

/** People and events that the API finds: it leaves out whom one may not see. */
export function useFound(text: string, withEvents: boolean) {
  const [settled] = useDebouncedValue(text, PAUSE);
  const uid = useUid();
  const ask = { enabled: settled !== '', placeholderData: keepPreviousData, retry: false } as const;
  const people = useQuery({
    ...ask,
    queryKey: paletteKeys.people(settled),
    queryFn: async ({ signal }) =>
      (await page('GET /users', { query: { search: settled, limit: PEOPLE }, signal })).items,
  });
  const events = useQuery({
    ...ask,
    enabled: settled !== '' && withEvents,
    queryKey: paletteKeys.events(settled),
    queryFn: async ({ signal }) =>
      (await page('GET /events', { query: { search: settled, limit: EVENTS }, signal })).items,
  });
  // What was found before is no answer to an empty field.
  const isAsked = text !== '' && settled !== '';
  // Nor to other words: until their answer is there, only what fits them stays.
  const isOld = (found: { isPlaceholderData: boolean }) => text !== settled || found.isPlaceholderData;
  const fits = (person: Profile) => !isOld(people) || isCalled(person, text);
  return {
    people: isAsked ? (people.data ?? []).filter((person) => person.id !== uid && fits(person)) : [],
    events: isAsked ? (events.data ?? []).filter(({ title }) => !isOld(events) || beginWords([title], text)) : [],
    isBusy: text !== settled || people.isFetching || events.isFetching,
    error: people.error ?? events.error,
    retry: () => {
      if (people.isError) void people.refetch();
      if (events.isError) void events.refetch();
    },
  };
}

/** What was found, in groups. */
export function useFoundItems(text: string) {
  const { people, events, ...found } = useFound(text, true);
  const talks = useOpenConversations().filter(({ person }) => isCalled(person, text));
  const groups: Group[] = [
    { title: t`Conversations`, items: talks.slice(0, CONVERSATIONS).map(({ person }) => conversationItem(person)) },
    { title: t`People`, items: people.map(personItem) },
    { title: t`Events`, items: events.map(eventItem) },
  ];
  return { groups, ...found };
}

/** Whom one may write to: who one writes with already, and others of that name. */
export function useCorrespondents(text: string) {
  const { people, events: _, ...found } = useFound(text, false);
  const talks = useOpenConversations().filter(({ person }) => isCalled(person, text));
  const known = new Set(talks.map(({ person }) => person.id));
  const groups: Group[] = [
    { title: t`Conversations`, items: talks.slice(0, PEOPLE).map(({ person }) => conversationItem(person)) },
    {
      title: t`People`,
      items: people
        .filter(({ id }) => !known.has(id))
        .map((person) => ({
          ...personItem(person),
          icon: <MessageIcon size={20} />,
          href: `/messages/${person.username}`,
        })),
    },
  ];
  return { groups, ...found };
}

/**
 * Where one was last. What is kept in this browser are names: who is behind them, and whether one may still see them, the
 * API says, and until it has they aren't shown.
 */
export function useRecentItems(here: string): Group {
  const uid = useUid();
  const recent = recentOf(uid)
    .filter((each) => pathOf(each) !== here && (each.kind === 'event' || isUsername(each.name)))
    .slice(0, RECENT);
  const answers = useQueries({
    queries: recent.map((each) => ({ ...queryOf(each), throwOnError: false })),
  });
  const items = recent.flatMap((each, i) => {
    const data = answers[i]?.data;
    if (!data) return [];
    if ('title' in data) return [eventItem(data)];
    if (data.relation === 'blocked' || data.relation === 'self') return [];
    return [each.kind === 'conversation' ? conversationItem(data) : personItem(data)];
  });
  return { title: t`Recent`, items };
}

const queryOf = ({ kind, name }: Recent) =>
  kind === 'event'
    ? {
        queryKey: paletteKeys.event(name),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('GET /events/{id}', { params: { id: name }, signal }),
      }
    : personQuery(name);
