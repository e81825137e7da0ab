import type { Notification } from '@api/notifications/schema.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { notificationKeys } from './keys.ts';

/** Marks one as read, or all. What is shown follows at once: the listener is faster than any answer to a new question. */
export function useMarkRead() {
  const queries = useQueryClient();
  const settle = (isRead: (notification: Notification) => boolean) => {
    queries.setQueryData<readonly Notification[]>(notificationKeys.unread, (unread) =>
      unread?.filter((notification) => !isRead(notification)),
    );
    for (const queryKey of [notificationKeys.lists, notificationKeys.count]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
  const one = useMutation({
    mutationFn: ({ id }: Notification) => call('PATCH /notifications/{id}/read', { params: { id } }),
    onSuccess: ({ id }) => settle((notification) => notification.id === id),
  });
  const all = useMutation({
    mutationFn: () => call('POST /notifications/read'),
    onSuccess: () => settle(() => true),
  });
  return { one, all };
}
