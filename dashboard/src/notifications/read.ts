import type { Notification } from '@api/notifications/schema.ts';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { showFailure } from '../ui/toast.tsx';
import { notificationKeys } from './keys.ts';

type Pages = InfiniteData<{ items: readonly Notification[] }>;

/** Marks one as read or unread, several that were seen, or all. What is shown follows at once: the listener is faster than any answer to a new question. */
export function useMarkRead() {
  const queries = useQueryClient();
  /** In the pages, too: the bell shows them when it is opened again, before they have been asked for anew. */
  const setRead = (isMeant: (notification: Notification) => boolean, is_read: boolean) =>
    queries.setQueryData<Pages>(
      notificationKeys.pages,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((each) => (isMeant(each) && each.is_read !== is_read ? { ...each, is_read } : each)),
          })),
        },
    );
  const settle = (isRead: (notification: Notification) => boolean) => {
    queries.setQueryData<readonly Notification[]>(notificationKeys.unread, (unread) =>
      unread?.filter((notification) => !isRead(notification)),
    );
    setRead(isRead, true);
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
    onSuccess: ({ id }) => {
      setRead((notification) => notification.id === id, false);
      settle(() => false);
    },
    onError: showFailure,
  });
  return { one, all, seen, unread };
}
