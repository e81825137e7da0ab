import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './how-far.module.css';

interface Props {
  percent: number;
  /** What gets on. */
  label: string;
  /** The same in words, for the eye. */
  children: ReactNode;
}

/** A bar, and how far it is. */
export const HowFar = ({ percent, label, children }: Props) => (
  <div className={classes.line}>
    <Progress value={percent} size="sm" aria-label={label} />
    <span>{children}</span>
  </div>
);
