import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      title={t`Notifications`}
      narrow
      extra={
        <Button
          variant="subtle"
          disabled={unread === 0}
          loading={all.isPending}
          onClick={() => all.mutate(undefined, { onError: showFailure })}
        >
          <Trans>Mark all read</Trans>
        </Button>
      }
    >
      <Card list>
        <NotificationPanel />
      </Card>
    </Page>
  );
}
