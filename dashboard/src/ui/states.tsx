import { t } from '@lingui/core/macro';
import { Button, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { wordsOf } from '../live/api.ts';
import { AlertIcon } from './icons.tsx';
import classes from './states.module.css';
import { useTitle } from './title.ts';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: says why, and what to do about it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon}>{icon}</div>
      <Text fw={650}>{title}</Text>
      {children && (
        <Text size="sm" c="dimmed" maw={380}>
          {children}
        </Text>
      )}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}

interface FailedProps {
  error: unknown;
  onRetry: () => void;
  /** What isn’t there, as a whole sentence: "We couldn’t load your messages". */
  title?: string;
  /** What the button says. */
  retry?: string;
}

export function Failed({ error, onRetry, title = t`We couldn’t load this`, retry = t`Try again` }: FailedProps) {
  return (
    <div className={classes.empty} role="alert">
      <div className={classes.icon}>
        <AlertIcon size={24} />
      </div>
      <Text fw={650}>{title}</Text>
      <Text size="sm" c="dimmed" maw={380} dir="auto">
        {wordsOf(error)}
      </Text>
      <Button variant="default" className={classes.action} onClick={onRetry}>
        {retry}
      </Button>
    </div>
  );
}

/** A page that couldn't be had at all: what failed is its heading and its title. */
export function FailedPage({ title, ...failed }: FailedProps & { title: string }) {
  useTitle(title);
  return (
    <>
      <VisuallyHidden component="h1">{title}</VisuallyHidden>
      <Failed title={title} {...failed} />
    </>
  );
}
