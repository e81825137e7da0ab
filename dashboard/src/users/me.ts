import { type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { useUid } from '../live/session.tsx';

const KEY = ['me'] as const;

/** @returns whether a cached profile is one of `uids`'s: the address names people by username, documents by id */
export const isAbout =
  (uids: ReadonlySet<string>) =>
  ({ state }: Query): boolean =>
    uids.has(String((state.data as { id?: unknown } | undefined)?.id));

export const useMe = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /users/profile', { signal }), staleTime: 5 * 60_000 });

/** After a change of mine: what is shown of me is fetched anew. */
export function useMeChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const uid = useUid();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: KEY }),
      queries.invalidateQueries({ queryKey: ['person'], predicate: isAbout(new Set([uid])) }),
    ]);
  };
}
