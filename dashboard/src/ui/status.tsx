import type { ComponentType, ReactNode } from 'react';
import { CheckIcon, ClockIcon, CrossIcon, LiveIcon } from './icons.tsx';
import classes from './status.module.css';

export type Tone = 'waiting' | 'good' | 'now' | 'bad' | 'over';

const ICONS: Record<Tone, ComponentType<{ size?: number }>> = {
  waiting: ClockIcon,
  good: CheckIcon,
  now: LiveIcon,
  bad: CrossIcon,
  over: ClockIcon,
};

/** How something stands, in a word; the colour only repeats it. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <span className={classes.status} data-tone={tone}>
      <Icon size={14} />
      {children}
    </span>
  );
}
