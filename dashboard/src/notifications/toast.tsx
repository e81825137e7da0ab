import type { Notification } from '@api/notifications/schema.ts';
import { notifications } from '@mantine/notifications';
import { useLocation } from 'wouter';
import { Picture } from './item.tsx';
import { pageOf } from './target.ts';
import classes from './toast.module.css';

/** @returns shows what has just come in; a click on it goes where it points */
export function useToast(markRead: (notification: Notification) => Promise<void>) {
  const [, navigate] = useLocation();
  return (notification: Notification) => {
    const page = pageOf(notification);
    const open = () => {
      notifications.hide(notification.id);
      // Unread it stays if this fails, and the bell still shows it.
      markRead(notification).catch(() => {});
      if (page) navigate(page);
    };
    notifications.show({
      id: notification.id,
      icon: <Picture notification={notification} size={36} />,
      color: 'transparent',
      message: (
        <div className={classes.toast}>
          <span>{notification.message}</span>
          {page && (
            <button type="button" className={classes.view} onClick={open}>
              View
            </button>
          )}
        </div>
      ),
      closeButtonProps: { 'aria-label': 'Dismiss' },
    });
  };
}
