import { Button } from '@mantine/core';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { showFailure } from '../ui/toast.tsx';
import { useUnreadCount } from './live.ts';
import { NotificationPanel } from './panel.tsx';
import { useMarkRead } from './read.ts';

export default function NotificationsPage() {
  const unread = useUnreadCount();
  const { all } = useMarkRead();
  return (
    <Page
      title="Notifications"
      narrow
      extra={
        <Button
          variant="subtle"
          disabled={unread === 0}
          loading={all.isPending}
          onClick={() => all.mutate(undefined, { onError: showFailure })}
        >
          Mark all read
        </Button>
      }
    >
      <Card list>
        <NotificationPanel />
      </Card>
    </Page>
  );
}
