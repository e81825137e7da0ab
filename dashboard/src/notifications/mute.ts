import type { Mutable, Mutes } from '@api/notifications/schema.ts';
import { t } from '@lingui/core/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { showDone, showFailure } from '../ui/toast.tsx';
import { notificationKeys } from './keys.ts';

/** Whom and what I have muted. */
export const useMutes = () =>
  useQuery({
    queryKey: notificationKeys.mutes,
    queryFn: ({ signal }) => call('GET /users/mutes', { signal }),
    staleTime: 5 * 60_000,
  });

const has = ({ people, events }: Mutes, kind: Mutable, id: string): boolean =>
  (kind === 'person' ? people : events).some((one) => one.id === id);

/** Whether somebody or something is muted, undefined until that is known; and how that is changed, and taken back. */
export function useMute(kind: Mutable, id: string, name: string) {
  const queries = useQueryClient();
  const { data } = useMutes();
  const change = useMutation({
    mutationFn: (muted: boolean) =>
      muted
        ? call('POST /users/mutes', { body: { kind, id } })
        : call('DELETE /users/mutes/{kind}/{id}', { params: { kind, id } }),
    onSuccess: async (_, muted) => {
      await queries.invalidateQueries({ queryKey: notificationKeys.mutes });
      showDone(muted ? t`You are told nothing more of ${name}.` : t`You are told of ${name} again.`, {
        label: t`Undo`,
        onClick: () => change.mutate(!muted),
      });
    },
    onError: showFailure,
  });
  return { isMuted: data && has(data, kind, id), change };
}
