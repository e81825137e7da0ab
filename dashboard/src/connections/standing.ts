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

/** What a screen that has mounted a listener has put into the cache, without mounting it here. */
const useHeard = (key: QueryKey) => useQuery<readonly Connection[]>({ queryKey: key, queryFn: skipToken }).data;

/**
 * How I stand to somebody, live: from whichever listener the screen has mounted. Where none can tell (I have more
 * connections than are kept live, or the listener is down), the API is asked.
 * @param known what an answer that holds the relation has said
 */
export function useStanding(person: { id: string; username: string }, known?: Relation | 'self'): Standing {
  const uid = useUid();
  const between = useHeard(connectionKeys.between(person.id));
  const open = useHeard(connectionKeys.open);
  const toAnswer = useHeard(connectionKeys.toAnswer);
  const connection = [between, open, toAnswer]
    .flatMap((heard) => heard ?? [])
    .find((each) => otherOf(each, uid).id === person.id);
  const isTold = connection !== undefined || between !== undefined || (open !== undefined && open.length < OPEN_KEPT);
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

/** Takes over what the API has answered, before a listener tells the same; null for a connection that is gone. */
export function useSettle(): (other: string, pair: string, connection: Connection | null) => Promise<void> {
  const queries = useQueryClient();
  const uid = useUid();
  return (other, pair, connection) => {
    const now = connection && isOpen(connection) ? connection : null;
    put(queries, connectionKeys.between(other), pair, now);
    put(queries, connectionKeys.open, pair, now);
    const waits = now?.status === 'pending' && now.receiver.id === uid ? now : null;
    put(queries, connectionKeys.toAnswer, pair, waits);
    queries.setQueryData(connectionKeys.relation(other), relationOf(now ?? undefined, uid));
    return refreshConnections(queries, [uid, other]);
  };
}

/** A list that nobody has heard yet stays unheard: with one connection in it, it would seem to be all there is. */
function put(queries: QueryClient, key: QueryKey, pair: string, connection: Connection | null): void {
  queries.setQueryData<readonly Connection[]>(
    key,
    (heard) => heard && [...(connection ? [connection] : []), ...heard.filter(({ id }) => id !== pair)],
  );
}

/** How many requests wait for my answer, for badges: 20 stands for 20 or more. */
export const useWaiting = (): number => useToAnswer().items?.length ?? 0;
