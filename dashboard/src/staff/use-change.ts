import type { UserChange } from '@api/staff/schema.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { showDone } from '../ui/toast.tsx';
import { staffKeys } from './keys.ts';

/** Changes one thing of somebody, and says so in these words. */
export function useChange(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body }: { body: UserChange; done: string }) =>
      call('PATCH /admin/users/{id}', { params: { id }, body }),
    onSuccess: (_, { done }) => {
      showDone(done);
      return queries.invalidateQueries({ queryKey: staffKeys.people });
    },
  });
}
