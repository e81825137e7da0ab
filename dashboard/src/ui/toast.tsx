import { t } from '@lingui/core/macro';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { wordsOf } from '../live/api.ts';
import classes from './toast.module.css';

interface Action {
  label: string;
  onClick: () => void;
}

interface Toast {
  /** One at a time with the same id: a second takes the place of the first. */
  id?: string;
  message: ReactNode;
  icon?: ReactNode;
  action?: Action;
  /** Milliseconds. */
  lasts?: number;
  /** When it goes, unless another takes its place. */
  onClose?: () => void;
}

const LASTS = 7000;
const close = () => ({ 'aria-label': t`Dismiss` });

const Content = ({ message, action, id }: { message: ReactNode; action: Action | undefined; id: string }) => (
  <div className={classes.toast}>
    <span dir="auto">{message}</span>
    {action && (
      <button
        type="button"
        className={classes.action}
        onClick={() => {
          action.onClick();
          hideToast(id);
        }}
      >
        {action.label}
      </button>
    )}
  </div>
);

/** By the toast's id, which one is shown of it. */
const current = new Map<string, string>();

/** Says what has happened, with at most one thing to do about it. */
export function showToast({ id = crypto.randomUUID(), message, icon, action, lasts = LASTS, onClose }: Toast): void {
  // One that takes another's place has a key of its own: under the other's it would go when that one's time is up.
  const key = crypto.randomUUID();
  const before = current.get(id);
  current.set(id, key);
  if (before) notifications.hide(before);
  notifications.show({
    id: key,
    message: <Content id={id} message={message} action={action} />,
    color: icon ? 'transparent' : 'lagoon',
    autoClose: lasts,
    closeButtonProps: close(),
    ...(icon && { icon }),
    onClose: () => {
      if (current.get(id) !== key) return;
      current.delete(id);
      onClose?.();
    },
  });
}

export const showDone = (message: ReactNode, action?: Action): void =>
  showToast({ message, ...(action && { action }) });

/** Says that something asked for was not done, and why. */
export const showFailure = (error: unknown): void =>
  void notifications.show({
    color: 'red',
    title: t`That didn’t work`,
    message: wordsOf(error),
    autoClose: LASTS,
    closeButtonProps: close(),
  });

export function hideToast(id: string): void {
  const key = current.get(id);
  if (key) notifications.hide(key);
}

/** For the next person: what was said to the last one is not for them. */
export function clearToasts(): void {
  current.clear();
  notifications.clean();
}
