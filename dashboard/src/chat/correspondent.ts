import { useRef } from 'react';
import { isNotFound } from '../live/api.ts';
import { isUsername, usePerson } from '../users/person.ts';
import type { useConversations } from './conversations.ts';
import type { Correspondent } from './types.ts';

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
  const isName = who !== undefined && isUsername(who);
  const { data, error, refetch } = usePerson(who ?? '', isName && !known && (inbox !== null || listError !== null));
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
