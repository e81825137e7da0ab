import { t } from '@lingui/core/macro';
import classes from './typing-dots.module.css';

/** Three dots where the next message will be. */
export const TypingDots = ({ name }: { name: string }) => (
  <div className={classes.dots} role="img" aria-label={t`${name} is typing`}>
    <span />
    <span />
    <span />
  </div>
);
