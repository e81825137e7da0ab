import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api.ts';
import { useSession, useUid } from '../app/session.tsx';

const KEY = ['me'] as const;

export const useMe = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /users/profile', { signal }), staleTime: 5 * 60_000 });

/** After a change of mine: what is shown of me is fetched anew, and the token, which names me to others, too. */
export function useMeChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const uid = useUid();
  const { refreshToken } = useSession();
  return async () => {
    await Promise.all([
      refreshToken(),
      queries.invalidateQueries({ queryKey: KEY }),
      queries.invalidateQueries({ queryKey: ['person'], predicate: (query) => query.queryKey[2] === uid }),
    ]);
  };
}
