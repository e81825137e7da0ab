import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { searchKeys } from '../search/keys.ts';
import { isAbout, userKeys } from './keys.ts';

export const useMe = () =>
  useQuery({
    queryKey: userKeys.me,
    queryFn: ({ signal }) => call('GET /users/profile', { signal }),
    staleTime: 5 * 60_000,
  });

/** After something about me has changed: what is shown of me is fetched anew, on my own pages and among others. */
export async function refreshMe(queries: QueryClient, uid: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: userKeys.me }),
    queries.invalidateQueries({ queryKey: userKeys.people, predicate: isAbout(new Set([uid])) }),
    queries.invalidateQueries({ queryKey: searchKeys.all }),
  ]);
}

/** The same for what I have changed myself. */
export function useMeChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const uid = useUid();
  return () => refreshMe(queries, uid);
}
