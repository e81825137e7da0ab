import type { Notification } from '@api/notifications/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useCallback, useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import { BellIcon } from '../ui/icons.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { showFailure } from '../ui/toast.tsx';
import { NotificationItem } from './item.tsx';
import { useNotificationPages } from './list.ts';
import classes from './panel.module.css';
import { useMarkRead } from './read.ts';
import { stateOf, useSight } from './sight.ts';
import { pageOf } from './target.ts';

/** As many rows as a window shows of them. */
const AT_ONCE = 8;

/** What happens when one is pressed: it is read, and one goes where it points. */
export function useOpen(onLeave?: () => void): (notification: Notification) => void {
  const [, navigate] = useLocation();
  const { mutate } = useMarkRead().one;
  return useCallback(
    (notification) => {
      const page = pageOf(notification);
      if (!notification.is_read) mutate(notification, { onError: showFailure });
      if (!page) return;
      onLeave?.();
      navigate(page);
    },
    [onLeave, navigate, mutate],
  );
}

/**
 * Whether a row stands with what is new: it stays where it was first shown until one comes back, whoever reads it by hand, by
 * sight or elsewhere. It would move under the next press, and lose the focus within it.
 * @param isCertain whether what is shown has just been asked for: what is kept from last time may have been read since
 */
function useStands(isCertain: boolean): (notification: Notification) => boolean {
  const [stands] = useState(() => new Map<string, boolean>());
  return (notification) => {
    const state = stateOf(notification);
    const isNew = stands.get(state) ?? !notification.is_read;
    if (isCertain) stands.set(state, isNew);
    return isNew;
  };
}

/** The notifications in groups, unread ones first seen as new; in the bell and on a page of their own. */
export function NotificationPanel({ onLeave }: { onLeave?: () => void }) {
  const pages = useNotificationPages();
  const { items: known, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = pages;
  // What is in sight at once, the other rows piece by piece.
  const items = useDeferredValue(known, known?.slice(0, AT_ONCE));
  const open = useOpen(onLeave);
  const watch = useSight();
  const isNew = useStands(!pages.isFetching && items === known);
  if (!items) {
    return error ? (
      <Failed error={error} onRetry={refetch} title={t`We couldn’t load your notifications`} />
    ) : (
      <RowsLoading rows={4} />
    );
  }
  if (items.length === 0) {
    return (
      <Empty icon={<BellIcon size={24} />} title={t`No notifications yet`}>
        <Trans>Requests, answers and news about you show up here.</Trans>
      </Empty>
    );
  }
  const groups = [
    [t`New`, items.filter(isNew)],
    [t`Earlier`, items.filter((item) => !isNew(item))],
  ] as const;
  return (
    <>
      {groups.map(
        ([label, group]) =>
          group.length > 0 && (
            <section key={label} aria-label={label}>
              <h3 className={classes.group}>{label}</h3>
              <ul>
                {group.map((notification) => (
                  <NotificationItem key={notification.id} notification={notification} watch={watch} onOpen={open} />
                ))}
              </ul>
            </section>
          ),
      )}
      {hasNextPage && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Load older</Trans>
        </Button>
      )}
    </>
  );
}
