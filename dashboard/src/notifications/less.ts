import type { Way } from '@api/contract/topics.ts';
import type { Lessened, Notification } from '@api/notifications/schema.ts';
import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { showDone, showFailure } from '../ui/toast.tsx';
import { userKeys } from '../users/keys.ts';
import { notificationKeys } from './keys.ts';
import { lessDone } from './topics.ts';

const undo = ({ by, id }: Lessened): Promise<unknown> =>
  by === 'topic'
    ? call('PATCH /users/preferences', { body: { notifications: { [id]: { in_app: true } } } })
    : call('DELETE /users/mutes/{kind}/{id}', { params: { kind: by, id } });

/** Sees to it that there is less like a notification, and offers to take that back. */
export function useLess(notification: Notification) {
  const queries = useQueryClient();
  const refresh = () => {
    for (const queryKey of [
      notificationKeys.lists,
      notificationKeys.count,
      notificationKeys.mutes,
      userKeys.preferences,
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  return useMutation({
    mutationFn: (by: Way) => call('POST /notifications/{id}/less', { params: { id: notification.id }, body: { by } }),
    onSuccess: (lessened) => {
      refresh();
      showDone(lessDone(lessened.by, notification), {
        label: t`Undo`,
        onClick: () => void undo(lessened).then(refresh, showFailure),
      });
    },
    onError: showFailure,
  });
}
