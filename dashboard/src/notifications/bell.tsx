import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Popover, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import { LinkAlone } from '../ui/alone.tsx';
import { useBackCloses } from '../ui/back-closes.ts';
import { badgeOf } from '../ui/badge.ts';
import { Count } from '../ui/count.tsx';
import { BellIcon } from '../ui/icons.tsx';
import { showFailure } from '../ui/toast.tsx';
import classes from './bell.module.css';
import { useUnreadCount } from './live.ts';
import { NotificationPanel } from './panel.tsx';
import { useMarkRead } from './read.ts';

export function Bell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  useBackCloses(opened, close);
  const unread = useUnreadCount();
  const count = badgeOf(unread);
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
          size={44}
          className={classes.bell}
          aria-label={unread > 0 ? t`Notifications, ${count} unread` : t`Notifications`}
          onClick={toggle}
        >
          <BellIcon size={22} />
          {unread > 0 && (
            <span className={classes.badge} aria-hidden="true">
              <Count>{count}</Count>
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t`Notifications`}>
        <Content unread={unread} onLeave={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Content({ unread, onLeave }: { unread: number; onLeave: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  const { all } = useMarkRead();
  return (
    <>
      <div className={classes.head}>
        <Title order={2} ref={title} data-autofocus tabIndex={-1}>
          <Trans>Notifications</Trans>
        </Title>
        {unread > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={all.isPending}
            onClick={() => {
              // The button goes when nothing is unread any more, and the focus must not go with it.
              title.current?.focus();
              all.mutate(undefined, { onError: showFailure });
            }}
          >
            <Trans>Mark all read</Trans>
          </Button>
        )}
      </div>
      {/* Reachable, so that it can be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable. */}
      <section className={classes.scroll} tabIndex={0} aria-label={t`List of notifications`}>
        <NotificationPanel onLeave={onLeave} />
      </section>
      <div className={classes.foot}>
        <LinkAlone href="/notifications" onClick={onLeave}>
          <Trans>See all</Trans>
        </LinkAlone>
      </div>
    </>
  );
}
