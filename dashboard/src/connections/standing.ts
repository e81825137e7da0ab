import { relationOf } from '@api/connections/policy.ts';
import type { Connection } from '@api/connections/schema.ts';
import type { Relation } from '@api/users/schema.ts';
import { type QueryClient, type QueryKey, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { connectionKeys } from './keys.ts';
import { OPEN_KEPT, useToAnswer } from './live.ts';
import { otherOf } from './other.ts';
import { refreshConnections } from './refresh.ts';

export type Standing = Relation | 'self' | 'unknown';

const isOpen = ({ status }: Connection): boolean => status === 'pending' || status === 'accepted';

interface Heard {
  connection: Connection | undefined;
  /** Whether who isn't in it is somebody with whom I have nothing. */
  isAll: boolean;
}

/**
 * What is between me and one other, as a screen that has mounted a listener has put it into the cache, without mounting it
 * here. There are many of these at once: none is drawn anew for what concerns somebody else.
 */
function useHeard(key: QueryKey, other: string): Heard | undefined {
  const uid = useUid();
  return useQuery<readonly Connection[], Error, Heard>({
    queryKey: key,
    queryFn: skipToken,
    select: (heard) => ({
      connection: heard.find((each) => otherOf(each, uid).id === other),
      isAll: heard.length < OPEN_KEPT,
    }),
  }).data;
}

/**
 * How I stand to somebody, live: from whichever listener the screen has mounted. Where none can tell (I have more
 * connections than are kept live, or the listener is down), the API is asked.
 * @param known what an answer that holds the relation has said
 */
export function useStanding(person: { id: string; username: string }, known?: Relation | 'self'): Standing {
  const uid = useUid();
  const between = useHeard(connectionKeys.between(person.id), person.id);
  const open = useHeard(connectionKeys.open, person.id);
  const toAnswer = useHeard(connectionKeys.toAnswer, person.id);
  const { connection } = [between, open, toAnswer].find((heard) => heard?.connection) ?? {};
  const isTold = connection !== undefined || between !== undefined || open?.isAll === true;
  const { data: asked } = useQuery({
    queryKey: connectionKeys.relation(person.id),
    queryFn: async ({ signal }) =>
      (await call('GET /users/{username}', { params: { username: person.username }, signal })).relation,
    // What was settled here is asked for again when it has gone stale.
    enabled: ({ state }) =>
      !isTold && person.id !== uid && (state.data !== undefined || (open !== undefined && known === undefined)),
  });
  if (person.id === uid) return 'self';
  if (known === 'blocked') return 'blocked';
  if (isTold) return relationOf(connection, uid);
  return asked ?? known ?? 'unknown';
}

interface Between {
  me: string;
  other: string;
  pair: string;
}

/** Shows what is between two; null for a connection that is gone. */
function show(queries: QueryClient, { me, other, pair }: Between, connection: Connection | null): void {
  const now = connection && isOpen(connection) ? connection : null;
  put(queries, connectionKeys.between(other), pair, now);
  put(queries, connectionKeys.open, pair, now);
  const waits = now?.status === 'pending' && now.receiver.id === me ? now : null;
  put(queries, connectionKeys.toAnswer, pair, waits);
  queries.setQueryData(connectionKeys.relation(other), relationOf(now ?? undefined, me));
}

const newestFirst = (a: Connection, b: Connection): number => (a.created_at < b.created_at ? 1 : -1);

/** A list that nobody has heard yet stays unheard: with one connection in it, it would seem to be all there is. */
function put(queries: QueryClient, key: QueryKey, pair: string, connection: Connection | null): void {
  queries.setQueryData<readonly Connection[]>(
    key,
    (heard) =>
      heard && [...(connection ? [connection] : []), ...heard.filter(({ id }) => id !== pair)].sort(newestFirst),
  );
}

/** Takes over what the API has answered, before a listener tells the same; null for a connection that is gone. */
export function useSettle(): (other: string, pair: string, connection: Connection | null) => Promise<void> {
  const queries = useQueryClient();
  const uid = useUid();
  return (other, pair, connection) => {
    show(queries, { me: uid, other, pair }, connection);
    return refreshConnections(queries, [uid, other]);
  };
}

/** Shows a request as accepted before the API has said so. @returns what takes that back; null where none is known here */
export function useGuessAccepted(): (other: string, pair: string) => (() => Promise<void>) | null {
  const queries = useQueryClient();
  const settle = useSettle();
  const uid = useUid();
  return (other, pair) => {
    const asked = [connectionKeys.between(other), connectionKeys.toAnswer, connectionKeys.open]
      .flatMap((key) => queries.getQueryData<readonly Connection[]>(key) ?? [])
      .find(({ id, status }) => id === pair && status === 'pending');
    if (!asked) return null;
    const responded_at = new Date().toISOString();
    show(queries, { me: uid, other, pair }, { ...asked, status: 'accepted', responded_at });
    return () => {
      // What was heard meanwhile stands: that it is withdrawn, or accepted although the answer was lost.
      const lists = [connectionKeys.between(other), connectionKeys.open].flatMap((key) => {
        const heard = queries.getQueryData<readonly Connection[]>(key);
        return heard ? [heard] : [];
      });
      const now = lists.flat().filter(({ id }) => id === pair);
      const isWithdrawn = lists.length > 0 && now.length === 0;
      const isAccepted = now.some((each) => each.status === 'accepted' && each.responded_at !== responded_at);
      if (isWithdrawn || isAccepted) return refreshConnections(queries, [uid, other]);
      return settle(other, pair, asked);
    };
  };
}

/** How many requests wait for my answer, for badges: 20 stands for 20 or more. */
export const useWaiting = (): number => useToAnswer().items?.length ?? 0;
