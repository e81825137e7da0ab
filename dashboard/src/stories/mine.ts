import { LIMITS } from '@api/contract/limits.ts';
import type { Media } from '@api/contract/media.ts';
import { collectionOf, paths } from '@api/contract/paths.ts';
import type { Story } from '@api/stories/schema.ts';
import { t } from '@lingui/core/macro';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { page } from '../live/api.ts';
import { loadSay } from '../live/in-page-language.ts';
import { type Live, liveQuery } from '../live/live-query.ts';
import { showToast } from '../ui/toast.tsx';
import { storyKeys } from './keys.ts';
import { useUnexpired } from './use-unexpired.ts';

/** What both doors tell of a story of mine; only REST gives addresses. */
interface OwnFacts extends Pick<Story, 'id' | 'created_at' | 'expires_at' | 'view_count'> {
  media: Pick<Media, 'state' | 'reason'>;
}

/** Videos that were posted here, and whose outcome hasn't been told. */
const awaited = new Set<string>();

/** Tells what has become of a video, in the place of what was said when it was posted. */
function tellOutcome({ id, media: { state, reason } }: OwnFacts): void {
  if (state === 'processing') return;
  awaited.delete(id);
  if (state === 'ready') showToast({ id, message: t`Your video is ready: your connections see it now.` });
  else {
    void loadSay().then((say) =>
      showToast({ id, message: `${t`Your video could not be shown.`} ${say(reason ?? '')}`, lasts: 12_000 }),
    );
  }
}

/** @returns says of a story that it was posted, and later what becomes of a video */
export function useTellPosted(): (story: Story) => void {
  const queries = useQueryClient();
  return ({ id, media }) => {
    if (media.state !== 'processing') {
      showToast({ id, message: t`Your story is up: your connections see it for 24 hours.` });
      return;
    }
    awaited.add(id);
    showToast({ id, message: t`Your video is being prepared. You will see here when it is ready.` });
    // The listener may have been faster than the answer.
    const heard = queries.getQueryData<OwnFacts[]>(storyKeys.own)?.find((story) => story.id === id);
    if (heard) tellOutcome(heard);
  };
}

const askMine = async (limit: number, signal: AbortSignal): Promise<Story[]> =>
  (await page('GET /stories/my_stories', { query: { limit }, signal })).items;

const useOwnFacts: () => Live<OwnFacts> = liveQuery<OwnFacts>({
  key: () => storyKeys.own,
  limit: LIMITS.stories,
  query: ({ db, sdk }, uid) =>
    sdk.query(
      sdk.collection(db, collectionOf(paths.story('any'))),
      sdk.where('author.id', '==', uid),
      sdk.where('expires_at', '>', new Date()),
      sdk.orderBy('expires_at', 'desc'),
    ),
  rest: (_, limit, signal) => askMine(limit, signal),
  onChange: ({ before, changed }) => {
    const waiting = new Set(before.filter(({ media }) => media.state === 'processing').map(({ id }) => id));
    for (const story of changed) if (waiting.has(story.id) || awaited.has(story.id)) tellOutcome(story);
  },
});

export interface Mine {
  /** Undefined until there is an answer. */
  stories: Story[] | undefined;
  error: Error | null;
  /** Asks for all of them anew. @throws ApiError */
  refresh: () => Promise<Story[]>;
}

/** My own stories, oldest first: what becomes of a video and how many have seen one is live. */
export function useMine(): Mine {
  const { items, error } = useOwnFacts();
  const facts = useUnexpired(items ?? undefined);
  const state = facts?.map(({ id, media }) => `${id}:${media.state}`).join();
  const {
    data,
    error: refused,
    refetch,
  } = useQuery({
    queryKey: storyKeys.mine(state ?? ''),
    queryFn: ({ signal }) => askMine(LIMITS.stories, signal),
    enabled: state !== undefined && state !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stories = useMemo(() => {
    if (facts?.length === 0) return [];
    if (!facts || !data) return undefined;
    const known = new Map(data.map((story) => [story.id, story]));
    return facts.toReversed().flatMap(({ id, view_count }) => {
      const story = known.get(id);
      return story ? [{ ...story, view_count }] : [];
    });
  }, [facts, data]);
  const refresh = useCallback(async () => (await refetch({ throwOnError: true })).data ?? [], [refetch]);
  return { stories, error: error ?? (data ? null : refused), refresh };
}
