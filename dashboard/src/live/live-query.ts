import { hashKey, type QueryClient, type QueryKey, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DocumentData, Query } from 'firebase/firestore';
import { useSyncExternalStore } from 'react';
import { Channel, channelOf, POLL, type Status } from './channel.ts';
import type { Store } from './firebase.ts';
import { listen } from './listen.ts';
import { useUid } from './session.tsx';
import { toWire } from './wire.ts';

interface Change<T> {
  queries: QueryClient;
  uid: string;
  before: readonly T[];
  now: readonly T[];
  /** What came, changed or went. */
  changed: readonly T[];
}

interface Spec<T, A> {
  /** Where in the query cache it lies. */
  key: (about: A) => QueryKey;
  /** The most documents that it keeps, and so what mounting it may read. */
  limit: number;
  /** Sorted, and without the limit. */
  query: (store: Store, uid: string, about: A) => Query<DocumentData>;
  /** The same over REST, at most `limit`: asked while the listener is down. Left out where the screen asks anyway. */
  rest?: (about: A, limit: number, signal: AbortSignal) => Promise<readonly T[]>;
  /** Called for every snapshot but the first. */
  onChange?: (change: Change<T>) => void;
}

export interface Live<T> {
  /** Null until there is an answer, from whichever door. */
  items: readonly T[] | null;
  /** Whether `items` is all there is, not only the newest. */
  complete: boolean;
  status: Status;
  /** Why there are no items: the listener is down, and the API has refused, too. */
  error: Error | null;
  retry(): void;
}

/**
 * A list of documents that a listener keeps true, shared by all screens that use it, in the query cache of the session.
 * While the listener is down, REST fills the same place.
 * @returns a hook; `about` says which list, where there are several
 */
export function liveQuery<T extends { id: string }, A = void>(spec: Spec<T, A>): (about: A) => Live<T> {
  const attach = (queries: QueryClient, uid: string, about: A) => (onState: (live: boolean) => void) => {
    let before: readonly T[] | null = null;
    return listen(
      (store) => store.sdk.query(spec.query(store, uid, about), store.sdk.limit(spec.limit)),
      (snapshot) => {
        const read = (document: (typeof snapshot.docs)[number]) =>
          ({ ...(toWire(document.data()) as object), id: document.id }) as T;
        const now = snapshot.docs.map(read);
        queries.setQueryData(spec.key(about), now);
        const changed = snapshot.docChanges().map(({ doc }) => read(doc));
        if (before) spec.onChange?.({ queries, uid, before, now, changed });
        before = now;
      },
      onState,
    );
  };

  const { rest } = spec;
  return function useLive(about) {
    const uid = useUid();
    const queries = useQueryClient();
    const key = spec.key(about);
    const channel = channelOf(
      queries,
      hashKey(key),
      () => new Channel(attach(queries, uid, about), () => queries.removeQueries({ queryKey: key, exact: true })),
    );
    const status = useSyncExternalStore(channel.watch, () => channel.status);
    const { data, error, refetch } = useQuery({
      queryKey: key,
      queryFn: rest
        ? async ({ signal }) => {
            const asked = await rest(about, spec.limit, signal);
            // The listener may be back before the answer, and then it knows better.
            return channel.status === 'live' ? (queries.getQueryData<readonly T[]>(key) ?? asked) : asked;
          }
        : skipToken,
      enabled: status === 'down',
      refetchInterval: POLL,
      // What a listener has set is as new as can be.
      staleTime: POLL,
    });
    return {
      items: data ?? null,
      complete: data !== undefined && data.length < spec.limit,
      status,
      error: data ? null : error,
      retry: () => void refetch(),
    };
  };
}
