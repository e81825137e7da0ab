import type { Notification } from '@api/notifications/schema.ts';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import { openConversation } from '../chat/open.ts';
import { hideToast, showToast } from '../ui/toast.tsx';
import { Picture } from './item.tsx';
import { useArrivals } from './live.ts';
import { useMarkRead } from './read.ts';
import { pageOf } from './target.ts';
import { wordsFor } from './words.ts';

/** More than these at a time are told as a number: after a night's sleep nobody wants thirty toasts. */
const SINGLE = 3;
const MANY = 'many-notifications';

/** Shows what comes in as toasts; draws nothing itself. */
export function Arrivals() {
  const [, navigate] = useLocation();
  const { one } = useMarkRead();
  const single = useRef(new Set<string>());
  const many = useRef(0);

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
          label: 'View',
          onClick: () => {
            // If this fails it stays unread, and the bell still shows it.
            one.mutate(notification);
            navigate(page);
          },
        },
      }),
    });
  };

  useArrivals((all, gone) => {
    // Who is before the conversation sees the message itself.
    const arrived = all.filter(({ target }) => target.kind !== 'conversation' || target.id !== openConversation());
    // Read elsewhere, or withdrawn: no longer news.
    for (const { id } of gone) hideToast(id);
    if (arrived.length === 0) return;
    const shown = [...single.current];
    if (many.current === 0 && shown.length + arrived.length <= SINGLE) {
      arrived.forEach(show);
      return;
    }
    many.current += shown.length + arrived.length;
    shown.forEach(hideToast);
    showToast({
      id: MANY,
      message: `${many.current} new notifications`,
      action: { label: 'View', onClick: () => navigate('/notifications') },
      onClose: () => {
        many.current = 0;
      },
    });
  });
  return null;
}
