import type { ReactNode } from 'react';
import classes from './count.module.css';

interface Props {
  /** As it is written: `badgeOf()`, or a whole number. */
  children: ReactNode;
  /** How much it asks for: to be answered, to be read, or nothing. */
  tone?: 'wanted' | 'news' | 'quiet';
  size?: 'md' | 'lg';
}

/** How many there are of something, beside its name. Whoever doesn't see it needs a word for what is counted. */
export function Count({ children, tone = 'wanted', size = 'md' }: Props) {
  return (
    <span className={classes.count} data-tone={tone} data-size={size}>
      {children}
    </span>
  );
}
