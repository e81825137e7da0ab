import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { userKeys } from './keys.ts';

/** Whether a text may be a username at all. */
export const isUsername = (text: string): boolean => /^[A-Za-z0-9._]{3,30}$/.test(text);

/** What asks for somebody's profile, as I see it. */
export const personQuery = (username: string) =>
  queryOptions({
    queryKey: userKeys.person(username),
    queryFn: ({ signal }) => call('GET /users/{username}', { params: { username }, signal }),
  });

/** Somebody's profile, as I see it. */
export const usePerson = (username: string, enabled: boolean) => useQuery({ ...personQuery(username), enabled });
