import { useDebouncedValue } from '@mantine/hooks';
import { skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { loadSay } from '../live/in-page-language.ts';
import { userKeys } from './keys.ts';

/** Milliseconds without a key before the name is asked for. */
const PAUSE = 400;

/**
 * Whether a username is still free, asked while it is typed.
 * @param typed undefined while what is typed is no username at all
 */
export function useAvailability(typed: string | undefined) {
  const [username] = useDebouncedValue(typed, PAUSE);
  const { data } = useQuery({
    queryKey: userKeys.available(username ?? ''),
    queryFn:
      username === undefined
        ? skipToken
        : async ({ signal }) => {
            const [answer, say] = await Promise.all([
              call('GET /users/available', { query: { username }, signal }),
              loadSay(),
            ]);
            return { ...answer, reason: answer.reason && say(answer.reason) };
          },
    // Registration has the last word; without an answer it simply says nothing here.
    retry: false,
  });
  return username === typed && username !== undefined ? data : undefined;
}
