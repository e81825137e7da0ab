import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { showDone, showFailure } from '../ui/toast.tsx';
import type { Other } from './actions.tsx';

/**
 * Blocking somebody and taking it back. All that shows people is fetched anew: they are gone from it, or back. What has
 * happened is said here, because the button may be gone before the answer is there: a listener hears of it first.
 */
export function useBlock(other: Other) {
  const queries = useQueryClient();
  const done = (message: string) => {
    showDone(message);
    return queries.invalidateQueries();
  };
  const block = useMutation({
    mutationFn: () => call('POST /users/{id}/block', { params: { id: other.id } }),
    onSuccess: () => done(t`${{ name: other.display_name }} is blocked. You find them in your settings.`),
    onError: showFailure,
  });
  const unblock = useMutation({
    mutationFn: () => call('DELETE /users/{id}/block', { params: { id: other.id } }),
    onSuccess: () => done(t`${{ name: other.display_name }} is no longer blocked.`),
    onError: showFailure,
  });
  return { block, unblock };
}
