import type { Connection } from '@api/connections/schema.ts';
import { pairId } from '@api/contract/pair.ts';
import { collectionOf, paths } from '@api/contract/paths.ts';
import { page } from '../live/api.ts';
import { type Live, liveQuery } from '../live/live-query.ts';
import { connectionKeys } from './keys.ts';
import { otherOf } from './other.ts';
import { refreshConnections } from './refresh.ts';

/** How many of my newest connections and requests are kept live where a screen needs them. */
export const OPEN_KEPT = 100;

const COLLECTION = collectionOf(paths.connection('any'));

interface Change {
  queries: Parameters<typeof refreshConnections>[0];
  uid: string;
  changed: readonly Connection[];
}
const onChange = ({ queries, uid, changed }: Change): void =>
  void refreshConnections(queries, [uid, ...changed.map((connection) => otherOf(connection, uid).id)]);

/** Requests that wait for my answer, newest first: what the badges show. */
export const useToAnswer: () => Live<Connection> = liveQuery<Connection>({
  key: () => connectionKeys.toAnswer,
  limit: 20,
  query: ({ db, sdk }, uid) =>
    sdk.query(
      sdk.collection(db, COLLECTION),
      sdk.where('members', 'array-contains', uid),
      sdk.where('receiver.id', '==', uid),
      sdk.where('status', '==', 'pending'),
      sdk.orderBy('created_at', 'desc'),
    ),
  rest: async (_, limit, signal) => {
    const query = { status: 'pending', direction: 'received', limit } as const;
    return (await page('GET /connections', { query, signal })).items;
  },
  onChange,
});

/** Requests in either direction, and connections: for lists of people who may be any of these. */
export const useOpenConnections: () => Live<Connection> = liveQuery<Connection>({
  key: () => connectionKeys.open,
  limit: OPEN_KEPT,
  query: ({ db, sdk }, uid) =>
    sdk.query(
      sdk.collection(db, COLLECTION),
      sdk.where('members', 'array-contains', uid),
      sdk.where('status', 'in', ['pending', 'accepted']),
      sdk.orderBy('created_at', 'desc'),
    ),
  rest: async (_, limit, signal) => {
    const ask = (status: 'pending' | 'accepted') => page('GET /connections', { query: { status, limit }, signal });
    const [pending, accepted] = await Promise.all([ask('pending'), ask('accepted')]);
    return [...pending.items, ...accepted.items].slice(0, limit);
  },
  onChange,
});

/** What is between me and one other: one document, or none. */
export const useBetween: (other: string) => Live<Connection> = liveQuery<Connection, string>({
  key: connectionKeys.between,
  limit: 1,
  query: ({ db, sdk }, uid, other) =>
    sdk.query(
      sdk.collection(db, COLLECTION),
      // The pair says which one; that I am in it is what the rules go by.
      sdk.where('members', 'array-contains', uid),
      sdk.where('members', '==', pairId(uid, other).split('_')),
      sdk.where('status', 'in', ['pending', 'accepted']),
    ),
  onChange,
});
