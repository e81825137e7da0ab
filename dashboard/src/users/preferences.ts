import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, call, type Input } from '../live/api.ts';
import { showFailure } from '../ui/toast.tsx';
import { userKeys } from './keys.ts';

type Preferences = Answer<'GET /users/preferences'>;
type Patch = Input<'PATCH /users/preferences'>['body'];

/** What I have chosen to be told of, and what others learn of me. */
export const usePreferences = () =>
  useQuery({
    queryKey: userKeys.preferences,
    queryFn: ({ signal }) => call('GET /users/preferences', { signal }),
    staleTime: 5 * 60_000,
  });

/** Changes some of it. */
export function useChangePreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Patch) => call('PATCH /users/preferences', { body }),
    onSuccess: (changed: Preferences) => queries.setQueryData(userKeys.preferences, changed),
    onError: showFailure,
  });
}
