import { t } from '@lingui/core/macro';
import { ArrowIcon } from '../ui/icons.tsx';
import classes from './viewer.module.css';

interface Props {
  side: 'before' | 'after';
  onPress: () => void;
  /** Whether the click is the end of something else. */
  isSpent: () => boolean;
}

/** The part of the screen that leads on, or back: a tap for fingers, an arrow beside the story for a pointer. */
export function Zone({ side, onPress, isSpent }: Props) {
  return (
    <button
      type="button"
      className={classes.zone}
      data-side={side}
      data-steps
      aria-label={side === 'after' ? t`Next story` : t`Previous story`}
      onClick={({ detail }) => {
        // One without a press comes from the keyboard.
        if (detail === 0 || !isSpent()) onPress();
      }}
    >
      <span className={classes.arrow}>
        <ArrowIcon size={22} />
      </span>
    </button>
  );
}
