import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { isAbout, userKeys } from './keys.ts';

export const useMe = () =>
  useQuery({
    queryKey: userKeys.me,
    queryFn: ({ signal }) => call('GET /users/profile', { signal }),
    staleTime: 5 * 60_000,
  });

/** After a change of mine: what is shown of me is fetched anew. */
export function useMeChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const uid = useUid();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: userKeys.me }),
      queries.invalidateQueries({ queryKey: userKeys.people, predicate: isAbout(new Set([uid])) }),
    ]);
  };
}
