import type { Notification, NotificationType } from '@api/notifications/schema.ts';
import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ComponentType } from 'react';
import { Avatar } from '../ui/avatar.tsx';
import { BellIcon, CalendarIcon, LinkIcon, MessageIcon } from '../ui/icons.tsx';
import { Mark } from '../ui/logo.tsx';
import { Ago } from '../ui/time.tsx';
import classes from './item.module.css';
import { wordsFor } from './words.ts';

const ICONS: Record<NotificationType, ComponentType<{ size?: number }>> = {
  follow_request: LinkIcon,
  system: BellIcon,
  event: CalendarIcon,
  event_invite: CalendarIcon,
  message: MessageIcon,
};

/** Who did it, with a sign of what it was; Infloo itself has its mark. */
export function Picture({ notification, size = 40 }: { notification: Notification; size?: number }) {
  if (!notification.actor) return <Mark size={size} />;
  const Icon = ICONS[notification.type];
  return (
    <span className={classes.picture}>
      <Avatar person={notification.actor} size={size} />
      <span className={classes.sign}>
        <Icon size={12} />
      </span>
    </span>
  );
}

export function NotificationItem({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  return (
    <li>
      <UnstyledButton className={classes.item} data-unread={!notification.is_read || undefined} onClick={onOpen}>
        <Picture notification={notification} />
        <span className={classes.text}>
          <span className={classes.message}>
            {!notification.is_read && <VisuallyHidden>Unread: </VisuallyHidden>}
            <span dir="auto">{wordsFor(notification)}</span>
          </span>
          <span className={classes.time}>
            <Ago time={notification.created_at} />
          </span>
        </span>
        {!notification.is_read && <span className={classes.dot} />}
      </UnstyledButton>
    </li>
  );
}
