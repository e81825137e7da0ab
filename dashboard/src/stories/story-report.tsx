import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState } from 'react';
import { ReportDialogLater } from '../reports/report-dialog-later.tsx';
import { FlagIcon } from '../ui/icons.tsx';
import classes from './viewer.module.css';

/** Reports a story, which waits meanwhile. */
export function StoryReport({ id, onWait }: { id: string; onWait: (waits: boolean) => void }) {
  const [asking, setAsking] = useState(false);
  const wait = useRef(onWait);
  wait.current = onWait;
  useEffect(() => {
    wait.current(asking);
    // The story may be over while one writes.
    return () => wait.current(false);
  }, [asking]);
  return (
    <>
      <button
        type="button"
        className={classes.tool}
        aria-label={t({ message: 'Report', context: 'verb' })}
        onClick={() => setAsking(true)}
      >
        <FlagIcon />
      </button>
      {asking && <ReportDialogLater target={{ kind: 'story', id }} what="story" onClose={() => setAsking(false)} />}
    </>
  );
}
