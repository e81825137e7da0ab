import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, call, type Input } from '../live/api.ts';
import { showFailure } from '../ui/toast.tsx';
import { accountKeys } from './keys.ts';

type Preferences = Answer<'GET /users/preferences'>;
type Patch = Input<'PATCH /users/preferences'>['body'];

/** What I have chosen: what I am told, and what others learn of me. */
export const usePreferences = () =>
  useQuery({
    queryKey: accountKeys.preferences,
    queryFn: ({ signal }) => call('GET /users/preferences', { signal }),
    staleTime: 60_000,
  });

/** Changes some of it; shown at once, and taken back where it is refused. */
export function useChangePreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Patch) => call('PATCH /users/preferences', { body }),
    onSuccess: (changed: Preferences) => queries.setQueryData(accountKeys.preferences, changed),
    onError: showFailure,
  });
}
