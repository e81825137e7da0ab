import { t } from '@lingui/core/macro';
import { useLayoutEffect, useRef, useState } from 'react';
import classes from './viewer.module.css';

interface Props {
  text: string;
  /** Whether all of it is to be read: the story waits. */
  open: boolean;
  onToggle: () => void;
}

/** What its author wrote below a story: a few lines, and the rest on request. */
export function Caption({ text, open, onToggle }: Props) {
  const shown = useRef<HTMLParagraphElement>(null);
  const [isLong, setIsLong] = useState(false);
  useLayoutEffect(() => {
    const element = shown.current;
    if (element && !open) setIsLong(element.scrollHeight > element.clientHeight + 1);
  }, [open]);
  if (!text) return null;
  return (
    <div className={classes.caption}>
      {/* Reachable, so that it can be scrolled by keyboard. */}
      <p ref={shown} dir="auto" data-open={open || undefined} {...(open && { tabIndex: 0 })}>
        {text}
      </p>
      {isLong && (
        <button type="button" className={classes.more} aria-expanded={open} onClick={onToggle}>
          {open ? t`Less` : t`More`}
        </button>
      )}
    </div>
  );
}
