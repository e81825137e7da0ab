import type { Notification } from '@api/notifications/schema.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { showFailure } from '../ui/toast.tsx';
import { notificationKeys } from './keys.ts';

/** Marks one as read or unread, several that were seen, or all. What is shown follows at once: the listener is faster than any answer to a new question. */
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
  const seen = useMutation({
    mutationFn: (rows: readonly Notification[]) => {
      const until = rows.reduce((latest, { created_at }) => (created_at > latest ? created_at : latest), '');
      return call('POST /notifications/seen', { body: { ids: rows.map(({ id }) => id), until } });
    },
    onSuccess: (_, rows) => {
      const times = new Map(rows.map(({ id, created_at }) => [id, created_at]));
      settle(({ id, created_at }) => times.get(id) === created_at);
    },
  });
  const unread = useMutation({
    mutationFn: ({ id }: Notification) => call('PATCH /notifications/{id}/unread', { params: { id } }),
    onSuccess: () => settle(() => false),
    onError: showFailure,
  });
  return { one, all, seen, unread };
}
