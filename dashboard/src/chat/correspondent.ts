import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, isNotFound } from '../live/api.ts';
import { userKeys } from '../users/keys.ts';
import type { useConversations } from './conversations.ts';
import type { Correspondent } from './types.ts';

const NAME = /^[A-Za-z0-9._]{3,30}$/;

/**
 * Whom an address means, by username or id: from a conversation, or from their profile. Once known they stay known, also
 * when the conversation is closed while one reads it.
 */
export function useCorrespondent(
  who: string | undefined,
  { inbox, requests, error: listError }: ReturnType<typeof useConversations>,
) {
  const last = useRef<{ who: string; person: Correspondent } | null>(null);
  const isMeant = ({ id, username }: Correspondent): boolean =>
    id === who || username.toLowerCase() === who?.toLowerCase();
  const listed = [...(inbox ?? []), ...requests].map(({ person }) => person).find(isMeant);
  const known = listed ?? (last.current?.who === who ? last.current?.person : undefined);
  const isName = who !== undefined && NAME.test(who);
  const { data, error, refetch } = useQuery({
    queryKey: userKeys.person(who ?? ''),
    queryFn: ({ signal }) => call('GET /users/{username}', { params: { username: who ?? '' }, signal }),
    enabled: isName && !known && (inbox !== null || listError !== null),
  });
  const isSelf = data?.relation === 'self';
  const person = known ?? (isSelf ? undefined : data);
  if (who && person && last.current?.who !== who) last.current = { who, person };
  return {
    person,
    error,
    retry: () => void refetch(),
    isMissing: who !== undefined && (!isName || isSelf || isNotFound(error)),
  };
}
