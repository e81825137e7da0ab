import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { AlertIcon } from './icons.tsx';
import classes from './save-bar.module.css';

/** Pixels between a field and the bar. */
const SPACE = 16;

interface Props {
  /** Why the last try to save failed. */
  failure: string | null;
  busy: boolean;
  onDiscard: () => void;
}

/** Stays in sight for as long as a form has edits; the page leaves room for it, so that it covers no field. */
export function SaveBar({ failure, busy, onDiscard }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Browsers leave room for the bar when they scroll, but don't scroll for a field that is half below it.
    const uncover = ({ target }: FocusEvent) => {
      if (!bar.current || !(target instanceof HTMLElement) || bar.current.contains(target)) return;
      const hidden = target.getBoundingClientRect().bottom - bar.current.getBoundingClientRect().top;
      if (hidden > -SPACE && target.closest('form')) window.scrollBy({ top: hidden + SPACE });
    };
    document.addEventListener('focusin', uncover);
    return () => document.removeEventListener('focusin', uncover);
  }, []);
  return (
    <div ref={bar} className={classes.bar} data-save-bar>
      <p className={classes.text} role={failure ? 'alert' : 'status'} data-failed={failure !== null || undefined}>
        {failure && <AlertIcon size={18} />}
        {failure ?? t`Unsaved changes`}
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDiscard} disabled={busy}>
          <Trans>Discard</Trans>
        </Button>
        <Button type="submit" loading={busy}>
          <Trans>Save changes</Trans>
        </Button>
      </div>
    </div>
  );
}
