import { pairId } from '@api/contract/pair.ts';
import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { call } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { useUid } from '../live/session.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { useGuessAccepted, useSettle } from './standing.ts';

export interface Other {
  id: string;
  username: string;
  display_name: string;
}

/** What can be done about a connection; each takes its answer over into what is shown, and says what has happened. */
export function useActions(other: Other) {
  const queries = useQueryClient();
  const uid = useUid();
  const settle = useSettle();
  const guessAccepted = useGuessAccepted();
  const sameKey = useSameKey();
  const [, navigate] = useLocation();
  const pair = pairId(uid, other.id);
  const name = other.display_name;

  const remove = useMutation({
    mutationFn: () => call('DELETE /connections/{id}', { params: { id: pair } }),
    onSuccess: () => settle(other.id, pair, null),
    onError: showFailure,
  });
  const act = ['connections', 'act', pair];
  const ask = useMutation({
    mutationKey: act,
    mutationFn: () =>
      sameKey(other.id, (key) => call('POST /connections/request', { body: { receiver: other.id }, key })),
    onSuccess: (connection) => {
      void settle(other.id, pair, connection);
      if (connection.status === 'accepted') showDone(t`You and ${name} are connected.`);
      else showDone(t`${name} has your request.`, { label: t`Undo`, onClick: () => remove.mutate() });
    },
    onError: showFailure,
  });
  const accept = useMutation({
    mutationKey: act,
    mutationFn: () => call('PATCH /connections/{id}/action', { params: { id: pair }, body: { status: 'accepted' } }),
    onMutate: () => guessAccepted(other.id, pair),
    onSuccess: (connection) => {
      void settle(other.id, pair, connection);
      showDone(t`You and ${name} are connected.`, {
        label: t`View`,
        onClick: () => navigate(`/people/${other.username}`),
      });
    },
    onError: (error, _, takeBack) => {
      showFailure(error);
      void takeBack?.();
    },
  });
  // A double click is one press: its second comes before the button shows that it waits.
  const once = ({ isPending, mutate }: { isPending: boolean; mutate: () => void }) => ({
    isPending,
    press: () => {
      if (queries.isMutating({ mutationKey: act }) === 0) mutate();
    },
  });
  return { pair, ask: once(ask), accept: once(accept), remove };
}
