import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { byCursor, page } from '../live/api.ts';
import { notificationKeys } from './keys.ts';

/** The newest few, for home. */
export const useRecent = (limit: number) =>
  useQuery({
    queryKey: [...notificationKeys.recent, limit],
    queryFn: async ({ signal }) => (await page('GET /notifications', { query: { limit }, signal })).items,
  });

/** All of them, page by page. The listener of the unread ones says when they must be fetched anew. */
export function useNotificationPages() {
  const query = useInfiniteQuery({
    queryKey: notificationKeys.pages,
    queryFn: ({ pageParam, signal }) => page('GET /notifications', { query: { cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data } = query;
  return { ...query, items: useMemo(() => data?.pages.flatMap(({ items }) => items), [data]) };
}
