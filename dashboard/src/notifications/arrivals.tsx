import type { Notification } from '@api/notifications/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { openConversation } from '../chat/open.ts';
import { happenedWhileAway, isUnseen, watchAbsence } from '../live/away.ts';
import { hideToast, showToast } from '../ui/toast.tsx';
import { Picture } from './item.tsx';
import { useArrivals } from './live.ts';
import { useMarkRead } from './read.ts';
import { pageOf } from './target.ts';
import { wordsFor } from './words.ts';

/** More than these at a time are told as a number: after a night's sleep nobody wants thirty toasts. */
const SINGLE = 3;
const MANY = 'many-notifications';

/** Shows what comes in as toasts; draws nothing itself. What comes while nobody looks waits until somebody does. */
export function Arrivals() {
  const [, navigate] = useLocation();
  const { one } = useMarkRead();
  const single = useRef(new Set<string>());
  const many = useRef(0);
  /** What came while the page was hidden, the oldest first. */
  const held = useRef(new Map<string, Notification>());

  const show = (notification: Notification) => {
    const page = pageOf(notification);
    single.current.add(notification.id);
    showToast({
      id: notification.id,
      icon: <Picture notification={notification} size={36} />,
      message: wordsFor(notification),
      onClose: () => single.current.delete(notification.id),
      ...(page && {
        action: {
          label: t`View`,
          onClick: () => {
            // If this fails it stays unread, and the bell still shows it.
            one.mutate(notification);
            navigate(page);
          },
        },
      }),
    });
  };

  const tell = (arrived: readonly Notification[], wasAway: boolean) => {
    if (arrived.length === 0) return;
    const shown = [...single.current];
    if (many.current === 0 && shown.length + arrived.length <= (wasAway ? 1 : SINGLE)) {
      arrived.forEach(show);
      return;
    }
    many.current += shown.length + arrived.length;
    shown.forEach(hideToast);
    const count = many.current;
    showToast({
      id: MANY,
      message: wasAway
        ? plural(count, {
            one: '# new notification while you were away',
            other: '# new notifications while you were away',
          })
        : plural(count, { one: '# new notification', other: '# new notifications' }),
      action: { label: t`View`, onClick: () => navigate('/notifications') },
      onClose: () => {
        many.current = 0;
      },
    });
  };

  useArrivals((all, gone) => {
    // Who is before the conversation sees the message itself, and home welcomes whoever is new.
    const arrived = all.filter(
      ({ target, reason }) =>
        reason.topic !== 'welcome' && (target.kind !== 'conversation' || target.id !== openConversation()),
    );
    // Read elsewhere, or withdrawn: no longer news.
    for (const { id } of gone) {
      hideToast(id);
      held.current.delete(id);
    }
    if (!isUnseen())
      return tell(
        arrived,
        arrived.some(({ created_at }) => happenedWhileAway(created_at)),
      );
    for (const each of arrived) held.current.set(each.id, each);
  });

  const latest = useRef(tell);
  latest.current = tell;
  useEffect(
    () =>
      watchAbsence((wasLong) => {
        if (isUnseen()) return;
        const arrived = [...held.current.values()];
        held.current.clear();
        // These came while nobody looked, whatever two clocks say of when that was.
        latest.current(arrived, wasLong);
      }),
    [],
  );
  return null;
}
