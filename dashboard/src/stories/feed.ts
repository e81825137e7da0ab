import type { FeedStory } from '@api/stories/schema.ts';
import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { ApiError, byCursor, call, page } from '../live/api.ts';
import { storyKeys } from './keys.ts';
import { type Chapter, chaptersOf } from './playlist.ts';
import { useUnexpired } from './use-unexpired.ts';

/** How often it is asked whether there is something new: one read, however many stories there are. */
const ASK_MS = 15_000;
const PAGE = 100;

interface FeedPage {
  items: FeedStory[];
  next: string | null;
  /** Of the first page: what was the newest when it was fetched. */
  latest: string | null;
}
type FeedData = InfiniteData<FeedPage, string | undefined>;

const askLatest = async (signal: AbortSignal): Promise<string | null> =>
  (await call('GET /stories/latest', { signal })).latest;

async function fetchPage(client: QueryClient, cursor: string | undefined, signal: AbortSignal): Promise<FeedPage> {
  // Before the list: what comes up in between makes the next answer differ.
  const latest = cursor ? null : await askLatest(signal);
  const fetched = await page('GET /stories', { query: { limit: PAGE, cursor }, signal });
  if (!cursor) client.setQueryData(storyKeys.latest, latest);
  return { ...fetched, latest };
}

export interface Feed {
  /** Undefined until there is an answer. */
  chapters: Chapter<FeedStory>[] | undefined;
  error: Error | null;
  /** Asks for all of it anew. @throws ApiError */
  refresh: () => Promise<FeedStory[]>;
  hasMore: boolean;
  more: () => void;
}

/** The stories of others, kept up to date while the page is in sight. */
export function useFeed(): Feed {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: storyKeys.feed,
    queryFn: ({ client, pageParam, signal }) => fetchPage(client, pageParam, signal),
    ...byCursor,
    // The small question says what is new; what somebody has taken back earlier shows when one comes back to the page.
    staleTime: 5 * 60_000,
  });
  const known = data?.pages[0]?.latest;
  const { data: latest, dataUpdatedAt } = useQuery({
    queryKey: storyKeys.latest,
    queryFn: ({ signal }) => askLatest(signal),
    enabled: data !== undefined,
    refetchInterval: ASK_MS,
    refetchOnWindowFocus: 'always',
    staleTime: ASK_MS,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: again with the next answer, where it could not be fetched.
  useEffect(() => {
    if (latest !== undefined && known !== undefined && latest !== known) void refetch();
  }, [latest, dataUpdatedAt, known, refetch]);

  const stories = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const live = useUnexpired(stories);
  const chapters = useMemo(() => live && chaptersOf(live), [live]);
  const refresh = useCallback(async () => {
    const { data } = await refetch({ throwOnError: true });
    return data?.pages.flatMap(({ items }) => items) ?? [];
  }, [refetch]);
  return {
    chapters,
    error: data ? null : error,
    refresh,
    hasMore: hasNextPage,
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
  };
}

/** Whether the API says that a story is no longer there for me: over, removed, or not mine to see any more. */
const isGone = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'expired' || error.code === 'not_found');

/** @returns tells the API, once a story, that I have seen it, and shows it as seen at once */
export function useReportView(refresh: Feed['refresh']): (story: FeedStory) => void {
  const queries = useQueryClient();
  return useCallback(
    ({ id, seen }) => {
      if (seen) return;
      const mark = (value: boolean) =>
        queries.setQueryData<FeedData>(storyKeys.feed, (data) => {
          if (!data) return data;
          const pages = data.pages.map((each) => ({
            ...each,
            items: each.items.map((story) => (story.id === id ? { ...story, seen: value } : story)),
          }));
          return { ...data, pages };
        });
      mark(true);
      call('POST /stories/{id}/view', { params: { id } }).catch((error: unknown) => {
        if (isGone(error)) refresh().catch(() => {});
        else mark(false);
      });
    },
    [queries, refresh],
  );
}
