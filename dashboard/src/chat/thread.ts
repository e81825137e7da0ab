import { collectionOf, paths } from '@api/contract/paths.ts';
import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DocumentData, QuerySnapshot } from 'firebase/firestore';
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import { page } from '../live/api.ts';
import { Channel, channelOf, POLL, type Status } from '../live/channel.ts';
import { listen } from '../live/listen.ts';
import { serverNow } from '../live/server-time.ts';
import { toWire } from '../live/wire.ts';
import { chatKeys } from './keys.ts';
import { type Thread, withChanged, withMessages, withNewest, withOlder } from './thread-data.ts';
import type { Known } from './types.ts';

/** How many of the newest messages are kept live, and how many older ones come at a time. */
const NEWEST = 30;
const OLDER = 60;

const read = (snapshot: QuerySnapshot<DocumentData>): Known[] =>
  snapshot.docs.map((document) => ({ ...(toWire(document.data()) as Known), id: document.id }));

/** Changes what is known of a conversation's messages. */
const put = (queries: QueryClient, pair: string, change: (thread: Thread | undefined) => Thread | undefined): void =>
  void queries.setQueryData<Thread>(chatKeys.thread(pair), change);

/** Takes over a message that the API has answered, before the listener brings it. */
export const putMessage = (queries: QueryClient, pair: string, message: Known): void =>
  put(queries, pair, (thread) => thread && { ...thread, messages: withMessages(thread.messages, [message]) });

/** Keeps the newest page live, and hears of older ones that are taken back. */
function attach(queries: QueryClient, pair: string, onState: (live: boolean) => void): () => void {
  const collection = collectionOf(paths.message(pair, 'any'));
  const since = serverNow();
  const detach = [
    listen(
      ({ db, sdk }) => sdk.query(sdk.collection(db, collection), sdk.orderBy('timestamp', 'desc'), sdk.limit(NEWEST)),
      (snapshot) => put(queries, pair, (thread) => withNewest(thread, read(snapshot), NEWEST)),
      onState,
    ),
    listen(
      ({ db, sdk }) =>
        sdk.query(
          sdk.collection(db, collection),
          sdk.where('deleted_at', '>', sdk.Timestamp.fromMillis(since)),
          sdk.orderBy('deleted_at', 'desc'),
          sdk.limit(NEWEST),
        ),
      (snapshot) => put(queries, pair, (thread) => withChanged(thread, read(snapshot))),
      () => {},
    ),
  ];
  return () => {
    for (const end of detach) end();
  };
}

interface Shown {
  thread: Thread | undefined;
  status: Status;
  error: Error | null;
  retry: () => void;
  /** Fetches the page before the oldest that is known. */
  loadOlder: () => void;
  isLoadingOlder: boolean;
  olderFailed: boolean;
}

/** The messages of a conversation: the newest by a listener, older ones page by page over REST. */
export function useThread(pair: string, other: string): Shown {
  const queries = useQueryClient();
  const key = chatKeys.thread(pair);
  const channel = channelOf(
    queries,
    `chat ${pair}`,
    () =>
      new Channel(
        (onState) => attach(queries, pair, onState),
        () => queries.removeQueries({ queryKey: key, exact: true }),
      ),
  );
  const status = useSyncExternalStore(channel.watch, () => channel.status);
  const { data: thread } = useQuery<Thread>({ queryKey: key, queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY });
  const poll = useQuery({
    queryKey: chatKeys.poll(pair),
    queryFn: async ({ signal }) => {
      const { items } = await page('GET /chat', { query: { user_id: other, limit: NEWEST }, signal });
      put(queries, pair, (known) => withNewest(known, items, NEWEST));
      return null;
    },
    enabled: status === 'down',
    refetchInterval: POLL,
  });

  const [older, setOlder] = useState<'idle' | 'loading' | 'failed'>('idle');
  const isLoading = useRef(false);
  const cursor = thread?.cursor;
  const loadOlder = useCallback(async () => {
    if (isLoading.current) return;
    isLoading.current = true;
    setOlder('loading');
    try {
      const { items, next } = await page('GET /chat', { query: { user_id: other, limit: OLDER, cursor } });
      put(queries, pair, (known) => known && withOlder(known, items, next));
      setOlder('idle');
    } catch {
      setOlder('failed');
    } finally {
      isLoading.current = false;
    }
  }, [queries, pair, other, cursor]);
  return {
    thread,
    status,
    error: thread ? null : poll.error,
    retry: () => void poll.refetch(),
    loadOlder: () => void loadOlder(),
    isLoadingOlder: older === 'loading',
    olderFailed: older === 'failed',
  };
}
