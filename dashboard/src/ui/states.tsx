import { Button, Skeleton, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { wordsOf } from '../live/api.ts';
import { AlertIcon } from './icons.tsx';
import classes from './states.module.css';

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

export function Failed({ error, onRetry, what = 'this' }: { error: unknown; onRetry: () => void; what?: string }) {
  return (
    <div className={classes.empty} role="alert">
      <div className={classes.icon}>
        <AlertIcon size={24} />
      </div>
      <Text fw={650}>We couldn’t load {what}</Text>
      <Text size="sm" c="dimmed" maw={380}>
        {wordsOf(error)}
      </Text>
      <Button variant="default" className={classes.action} onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** The shape of a list of people while it is on its way. */
export function RowsLoading({ rows = 3 }: { rows?: number }) {
  return (
    <div aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move.
        <div key={row} className={classes.row}>
          <Skeleton circle height={44} />
          <div className={classes.lines}>
            <Skeleton height={12} width="45%" radius="xl" />
            <Skeleton height={10} width="70%" radius="xl" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The shape of a page while its files or its first answer are on their way. */
export function PageLoading() {
  return (
    <div role="status" aria-label="Loading" className={classes.loading}>
      <Skeleton height={32} width={240} radius="xl" />
      <Skeleton height={180} radius="lg" />
      <Skeleton height={180} radius="lg" />
    </div>
  );
}

interface SectionProps {
  title: string;
  /** Beside the title. */
  extra?: ReactNode;
  children: ReactNode;
}

/** A card with a title: what most of a page is made of. */
export function Section({ title, extra, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        {extra}
      </div>
      {children}
    </section>
  );
}
