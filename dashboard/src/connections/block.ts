import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import type { Other } from './actions.tsx';

/** Blocking somebody and taking it back. All that shows people is fetched anew: they are gone from it, or back. */
export function useBlock(other: Other) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries();
  const block = useMutation({
    mutationFn: () => call('POST /users/{id}/block', { params: { id: other.id } }),
    onSuccess: refresh,
  });
  const unblock = useMutation({
    mutationFn: () => call('DELETE /users/{id}/block', { params: { id: other.id } }),
    onSuccess: refresh,
  });
  return { block, unblock };
}
