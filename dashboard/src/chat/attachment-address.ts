import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../live/api.ts';
import { serverNow } from '../live/server-time.ts';
import { chatKeys } from './keys.ts';
import type { Known } from './types.ts';

type Stored = NonNullable<Known['attachment']>;
type Addresses = Record<string, string>;

/** An address is not used in its last moments. */
const MARGIN = 60_000;
/** Milliseconds between two tries, where the clock of this machine takes each address for old. */
const LEAST = 5000;

const lastsFor = (end: string | null | undefined): number =>
  Math.max(0, Date.parse(end ?? '') - serverNow() - MARGIN || 0);

/**
 * Where the files of a message are: from the answer that brought it, or asked for, as listeners bring none. Addresses
 * end after some minutes; one that no longer opens is exchanged, once.
 */
export function useAddresses(
  id: string,
  stored: Stored,
): { urls: Addresses | null; hasFailed: boolean; renew: () => void } {
  const given = 'urls' in stored && lastsFor(stored.urls_expire_at) > 0 ? stored : undefined;
  const [renewals, setRenewals] = useState(0);
  const { data, isError, refetch } = useQuery({
    queryKey: chatKeys.attachment(id),
    queryFn: ({ signal }) => call('GET /chat/messages/{id}/attachment', { params: { id }, signal }),
    enabled: stored.state === 'ready',
    ...(given && { initialData: given }),
    staleTime: ({ state }) => lastsFor(state.data?.urls_expire_at),
    // A picture that is loaded needs its address no more; a document is opened whenever somebody wants to.
    refetchInterval: ({ state }) =>
      stored.kind === 'document' && state.data ? Math.max(LEAST, lastsFor(state.data.urls_expire_at)) : false,
    refetchOnWindowFocus: stored.kind === 'document',
    refetchOnReconnect: false,
  });
  const renew = () => {
    setRenewals((count) => count + 1);
    if (renewals === 0) void refetch();
  };
  return { urls: data?.urls ?? null, hasFailed: isError || renewals > 1, renew };
}
