import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { page } from '../live/api.ts';
import { KEPT } from './live.tsx';

/** The notifications before those that are live, fetched only when asked for. */
export function useOlder() {
  const [wanted, setWanted] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['notifications', 'older'],
    // The first page begins with those that are live already: it has to be longer to bring something new.
    queryFn: ({ pageParam, signal }) =>
      page('GET /notifications', { query: { cursor: pageParam, limit: pageParam ? KEPT : 2 * KEPT }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: wanted,
  });
  return {
    items: query.data?.pages.flatMap(({ items }) => items) ?? [],
    more: !wanted || query.hasNextPage,
    busy: query.isFetching,
    error: query.error,
    load: () => (wanted ? void (query.isError ? query.refetch() : query.fetchNextPage()) : setWanted(true)),
  };
}
