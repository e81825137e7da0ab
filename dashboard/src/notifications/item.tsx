import { waysToLess } from '@api/contract/topics.ts';
import type { Notification, NotificationType } from '@api/notifications/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { type ComponentType, memo, useEffect, useId, useRef, useState } from 'react';
import { Avatar } from '../ui/avatar.tsx';
import { BellIcon, CalendarIcon, LinkIcon, MessageIcon, MoreIcon } from '../ui/icons.tsx';
import { Mark } from '../ui/logo.tsx';
import { Ago } from '../ui/time.tsx';
import { showFailure } from '../ui/toast.tsx';
import classes from './item.module.css';
import { useLess } from './less.ts';
import { useMarkRead } from './read.ts';
import { keepUnread, type Watch } from './sight.ts';
import { lessBy, whyOf } from './topics.ts';
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
  const others = notification.actors.filter(({ id }) => id !== notification.actor?.id);
  return (
    <span className={classes.picture}>
      <Avatar person={notification.actor} size={size} />
      {others.length > 0 && (
        <span className={classes.others}>
          {others.map((person) => (
            <Avatar key={person.id} person={person} size={size / 2} />
          ))}
        </span>
      )}
      <span className={classes.sign}>
        <Icon size={12} />
      </span>
    </span>
  );
}

interface ItemProps {
  notification: Notification;
  onOpen: (notification: Notification) => void;
  /** Where to have seen it counts. */
  watch?: Watch;
}

/** What it says, which leads where it points; and why it came, which unfolds below. */
export const NotificationItem = memo(function NotificationItem({ notification, onOpen, watch }: ItemProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!watch || !row.current || notification.is_read) return;
    return watch(row.current, notification);
  }, [watch, notification]);
  const [asking, setAsking] = useState(false);
  const why = useId();
  const more = useRef<HTMLButtonElement>(null);
  return (
    <li ref={row}>
      <div className={classes.row}>
        <UnstyledButton
          className={classes.item}
          data-unread={!notification.is_read || undefined}
          onClick={() => onOpen(notification)}
        >
          <Picture notification={notification} />
          <span className={classes.text}>
            <span className={classes.message}>
              {!notification.is_read && <VisuallyHidden>{t`Unread:`} </VisuallyHidden>}
              {wordsFor(notification)}
            </span>
            <span className={classes.time}>
              <Ago time={notification.created_at} />
            </span>
          </span>
          {!notification.is_read && <span className={classes.dot} />}
        </UnstyledButton>
        <ActionIcon
          ref={more}
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t`Why do I see this?`}
          aria-expanded={asking}
          aria-controls={asking ? why : undefined}
          onClick={() => setAsking((open) => !open)}
        >
          <MoreIcon size={20} />
        </ActionIcon>
      </div>
      {asking && (
        <Why
          id={why}
          notification={notification}
          onDone={() => {
            setAsking(false);
            // What was pressed goes, and the focus would go with it: then Escape no longer closes what this stands in.
            more.current?.focus();
          }}
        />
      )}
    </li>
  );
});

function Why({ id, notification, onDone }: { id: string; notification: Notification; onDone: () => void }) {
  const less = useLess(notification);
  const { one, unread } = useMarkRead();
  const mark = () => {
    if (notification.is_read) {
      keepUnread(notification);
      unread.mutate(notification, { onSuccess: onDone });
    } else one.mutate(notification, { onSuccess: onDone, onError: showFailure });
  };
  return (
    <section id={id} className={classes.why} aria-label={t`Why you see this`}>
      <p>{whyOf(notification)}</p>
      <div className={classes.ways}>
        <Button size="compact-sm" variant="default" loading={one.isPending || unread.isPending} onClick={mark}>
          {notification.is_read ? <Trans>Mark as unread</Trans> : <Trans>Mark as read</Trans>}
        </Button>
        {waysToLess(notification).map((way) => (
          <Button
            key={way}
            size="compact-sm"
            variant="default"
            classNames={{ root: classes.way, label: classes.label }}
            loading={less.isPending && less.variables === way}
            disabled={less.isPending}
            onClick={() => less.mutate(way, { onSuccess: onDone })}
          >
            {lessBy(way, notification)}
          </Button>
        ))}
      </div>
    </section>
  );
}
