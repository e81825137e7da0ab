import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, signedInUid } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { showFailure } from '../ui/toast.tsx';
import { connectionKeys } from './keys.ts';
import { useSettle } from './standing.ts';

/** How long a declined request waits to be taken back: declining bars the other one for days. */
const UNDO_MS = 6000;

/** By pair: ends the wait. */
const waits = new Map<string, ReturnType<typeof setTimeout>>();

/**
 * Declining, with time to think again. Until it is sent the request is still open, so whatever happens to the page in
 * the meantime, nothing is lost.
 */
export function useDecline(other: string, pair: string) {
  const queries = useQueryClient();
  const uid = useUid();
  const settle = useSettle();
  const key = connectionKeys.declining(pair);
  const declining = useQuery<boolean>({ queryKey: key, queryFn: skipToken }).data ?? false;

  const send = async () => {
    // Whoever is there by now has not declined anything.
    if (signedInUid() !== uid) return;
    try {
      const answer = { params: { id: pair }, body: { status: 'rejected' } } as const;
      await settle(other, pair, await call('PATCH /connections/{id}/action', answer));
    } catch (error) {
      showFailure(error);
    } finally {
      queries.setQueryData(key, false);
    }
  };
  const decline = () => {
    queries.setQueryData(key, true);
    waits.set(pair, setTimeout(send, UNDO_MS));
  };
  const undo = () => {
    clearTimeout(waits.get(pair));
    queries.setQueryData(key, false);
  };
  return { declining, decline, undo };
}
