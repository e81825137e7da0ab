import type { AttendanceStatus, EventsQuery } from '@api/events/schema.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { byCursor, page } from '../live/api.ts';
import { eventKeys } from './keys.ts';

/** Events to a page of cards. */
const PAGE = 12;
/** How many of my own answers the cards of one tab know of. */
const KNOWN = 50;

/** Events page by page. @param view what the query is called in the cache */
export function useEventPages(view: string, query: Partial<EventsQuery>) {
  const pages = useInfiniteQuery({
    queryKey: eventKeys.list(view, query.search ?? ''),
    queryFn: ({ pageParam, signal }) =>
      page('GET /events', { query: { ...query, cursor: pageParam, limit: PAGE }, signal }),
    ...byCursor,
    placeholderData: keepPreviousData,
  });
  return { ...pages, events: pages.data?.pages.flatMap(({ items }) => items) };
}

/** What I have answered, by event: lists for everybody don't say it. */
export function useMyAnswers(
  when: EventsQuery['when'],
  enabled: boolean,
): ReadonlyMap<string, AttendanceStatus> | undefined {
  const { data } = useQuery({
    enabled,
    queryKey: eventKeys.answers(when),
    queryFn: async ({ signal }) =>
      (await page('GET /events', { query: { attending: 'me', when, limit: KNOWN }, signal })).items,
    select: (events) =>
      new Map(events.flatMap(({ id, attendance }) => (attendance ? [[id, attendance.status] as const] : []))),
  });
  return data;
}
