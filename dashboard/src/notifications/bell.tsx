import type { Notification } from '@api/notifications/schema.ts';
import { ActionIcon, Button, Popover, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import { BellIcon } from '../ui/icons.tsx';
import { Empty, RowsLoading, wordsOf } from '../ui/states.tsx';
import classes from './bell.module.css';
import { NotificationItem } from './item.tsx';
import { KEPT, useLiveNotifications } from './live.tsx';
import { useOlder } from './older.ts';
import { pageOf } from './target.ts';

export function Bell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { unread } = useLiveNotifications();
  const count = unread > 99 ? '99+' : String(unread);
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      onClose={close}
      position="bottom-end"
      width="min(400px, calc(100vw - 24px))"
      trapFocus
      returnFocus
      shadow="xl"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={42}
          className={classes.bell}
          aria-label={unread > 0 ? `Notifications, ${count} unread` : 'Notifications'}
          onClick={toggle}
        >
          <BellIcon size={22} />
          {unread > 0 && (
            <span className={classes.badge} aria-hidden="true">
              {count}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Notifications">
        <Panel onDone={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Panel({ onDone }: { onDone: () => void }) {
  const { newest, live, unread, markRead, markAllRead } = useLiveNotifications();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const older = useOlder();
  const refreshOlder = () => queries.invalidateQueries({ queryKey: ['notifications', 'older'] });
  const fail = (error: unknown) => toasts.show({ color: 'red', title: 'That didn’t work', message: wordsOf(error) });
  const title = useRef<HTMLHeadingElement>(null);
  const readAll = useMutation({
    mutationFn: markAllRead,
    onError: fail,
    // The button goes when nothing is unread any more, and the focus must not go with it.
    onMutate: () => title.current?.focus(),
    onSuccess: refreshOlder,
  });

  const open = (notification: Notification) => {
    const page = pageOf(notification);
    if (!notification.is_read) markRead(notification).then(refreshOlder, fail);
    if (page) {
      onDone();
      navigate(page);
    }
  };

  const known = new Set(newest?.map(({ id }) => id));
  const all = [...(newest ?? []), ...older.items.filter(({ id }) => !known.has(id))];
  return (
    <div>
      <div className={classes.head}>
        <Title order={2} ref={title} data-autofocus tabIndex={-1}>
          Notifications
        </Title>
        {unread > 0 && (
          <Button variant="subtle" size="compact-sm" loading={readAll.isPending} onClick={() => readAll.mutate()}>
            Mark all read
          </Button>
        )}
      </div>
      {!live && (
        <Text size="xs" c="dimmed" px="md" pb={4} role="status">
          Reconnecting… new ones show as soon as that is done.
        </Text>
      )}
      {/* Reachable, so that it can be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable. */}
      <section className={classes.scroll} tabIndex={0} aria-label="List of notifications">
        {!newest && <RowsLoading />}
        {newest && all.length === 0 && (
          <Empty icon={<BellIcon size={24} />} title="No notifications yet">
            Requests, answers and news about you show up here.
          </Empty>
        )}
        <ul className={classes.list}>
          {all.map((notification) => (
            <NotificationItem key={notification.id} notification={notification} onOpen={() => open(notification)} />
          ))}
        </ul>
        {older.error && (
          <Text size="sm" c="red" ta="center" role="alert">
            {wordsOf(older.error)}
          </Text>
        )}
        {newest && newest.length >= KEPT && older.more && (
          <Button variant="subtle" fullWidth loading={older.busy} onClick={older.load}>
            Load older
          </Button>
        )}
      </section>
    </div>
  );
}
