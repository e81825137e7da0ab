import { Button } from '@mantine/core';
import { AlertIcon } from './icons.tsx';
import classes from './save-bar.module.css';

interface Props {
  /** Why the last try to save failed. */
  failure: string | null;
  busy: boolean;
  onDiscard: () => void;
}

/** Stays in sight for as long as a form has edits; the page leaves room for it, so that it covers no field. */
export function SaveBar({ failure, busy, onDiscard }: Props) {
  return (
    <div className={classes.bar} data-save-bar>
      <p className={classes.text} role={failure ? 'alert' : 'status'} data-failed={failure !== null || undefined}>
        {failure && <AlertIcon size={18} />}
        {failure ?? 'Unsaved changes'}
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDiscard} disabled={busy}>
          Discard
        </Button>
        <Button type="submit" loading={busy}>
          Save changes
        </Button>
      </div>
    </div>
  );
}
