import type { Connection } from '@api/connections/schema.ts';
import { collectionOf, paths } from '@api/contract/paths.ts';
import type { Relation } from '@api/users/schema.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../live/api.ts';
import { listen, toWire } from '../live/listen.ts';
import { useUid } from '../live/session.tsx';
import { isAbout } from '../users/me.ts';
import { otherOf } from './other.ts';

/** How many of one's newest connections are kept live: a bound on what opening the page costs. */
const KEPT = 300;

interface Live {
  /** By the other one's uid: requests in either direction, and connections. */
  byPerson: ReadonlyMap<string, Connection>;
  /** Requests that wait for my answer, newest first. */
  toAnswer: readonly Connection[];
  /** `partial`: there are more than `byPerson` knows of; `down`: nothing has been heard, and nothing will be soon. */
  state: 'loading' | 'down' | 'partial' | 'complete';
  /** Takes over what the API has answered, before the listener tells the same; null for what is gone. */
  settle(pair: string, connection: Connection | null): void;
}

const LiveContext = createContext<Live | null>(null);

export function useLiveConnections(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error('useLiveConnections() outside LiveConnections');
  return live;
}

const isOpen = ({ status }: Connection): boolean => status === 'pending' || status === 'accepted';

export function LiveConnections({ children }: { children: ReactNode }) {
  const uid = useUid();
  const queries = useQueryClient();
  const [connections, setConnections] = useState<readonly Connection[] | null>(null);
  const [live, setLive] = useState(true);
  const first = useRef(true);

  useEffect(() => {
    first.current = true;
    return listen(
      ({ db, sdk }) =>
        sdk.query(
          sdk.collection(db, collectionOf(paths.connection('any'))),
          sdk.where('members', 'array-contains', uid),
          sdk.where('status', 'in', ['pending', 'accepted']),
          sdk.orderBy('created_at', 'desc'),
          sdk.limit(KEPT),
        ),
      (snapshot) => {
        setConnections(snapshot.docs.map((document) => toWire<Connection>(document)));
        if (!first.current) {
          // What REST has answered about connections is no longer so.
          const touched = new Set(snapshot.docChanges().map(({ doc }) => otherOf(toWire<Connection>(doc), uid).id));
          void queries.invalidateQueries({ queryKey: ['connections'] });
          void queries.invalidateQueries({ queryKey: ['suggestions'] });
          void queries.invalidateQueries({ queryKey: ['relation'] });
          void queries.invalidateQueries({ queryKey: ['me'] });
          void queries.invalidateQueries({
            queryKey: ['person'],
            predicate: isAbout(touched.add(uid)),
          });
        }
        first.current = false;
      },
      setLive,
    );
  }, [uid, queries]);

  const value = useMemo<Live>(
    () => ({
      byPerson: new Map((connections ?? []).map((connection) => [otherOf(connection, uid).id, connection])),
      toAnswer: (connections ?? []).filter(({ status, receiver }) => status === 'pending' && receiver.id === uid),
      state: !connections ? (live ? 'loading' : 'down') : connections.length < KEPT ? 'complete' : 'partial',
      settle: (pair, connection) =>
        setConnections((all) => [
          ...(connection && isOpen(connection) ? [connection] : []),
          ...(all ?? []).filter(({ id }) => id !== pair),
        ]),
    }),
    [connections, live, uid],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export type Standing = Relation | 'self' | 'unknown';

/**
 * How I stand to somebody, live. Where the live list can't tell (I have more connections than are kept live, or
 * the listener is down), the API is asked.
 * @param known what an answer that holds the relation has said
 */
export function useStanding(person: { id: string; username: string }, known?: Relation | 'self'): Standing {
  const uid = useUid();
  const { byPerson, state } = useLiveConnections();
  const connection = byPerson.get(person.id);
  const { data } = useQuery({
    queryKey: ['relation', person.id],
    queryFn: async ({ signal }) =>
      (await call('GET /users/{username}', { params: { username: person.username }, signal })).relation,
    enabled: (state === 'partial' || state === 'down') && !connection && known === undefined && person.id !== uid,
  });
  if (person.id === uid) return 'self';
  if (known === 'blocked') return 'blocked';
  if (connection?.status === 'accepted') return 'connected';
  if (connection) return connection.sender.id === uid ? 'requested' : 'requested_by';
  if (state === 'complete') return 'none';
  return known ?? data ?? 'unknown';
}
