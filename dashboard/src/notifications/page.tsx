import { Button, Title } from '@mantine/core';
import { useTitle } from '../ui/title.ts';
import { showFailure } from '../ui/toast.tsx';
import { useUnreadCount } from './live.ts';
import classes from './page.module.css';
import { NotificationPanel } from './panel.tsx';
import { useMarkRead } from './read.ts';

export default function NotificationsPage() {
  useTitle('Notifications');
  const unread = useUnreadCount();
  const { all } = useMarkRead();
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Title order={1}>Notifications</Title>
        <Button
          variant="subtle"
          disabled={unread === 0}
          loading={all.isPending}
          onClick={() => all.mutate(undefined, { onError: showFailure })}
        >
          Mark all read
        </Button>
      </div>
      <div className={classes.card}>
        <NotificationPanel />
      </div>
    </div>
  );
}
