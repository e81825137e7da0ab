import { useQuery } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { userKeys } from './keys.ts';

/** What I have chosen to be told of, and what others learn of me. */
export const usePreferences = () =>
  useQuery({
    queryKey: userKeys.preferences,
    queryFn: ({ signal }) => call('GET /users/preferences', { signal }),
    staleTime: 5 * 60_000,
  });
