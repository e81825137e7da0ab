import { Trans } from '@lingui/react/macro';
import { askNow, useReach } from '../live/reach.ts';
import classes from './reach-banner.module.css';

/** Says below the bar when Infloo can't be reached, and for a moment when it can again, or takes long; everything goes on by itself. */
export function ReachBanner() {
  const reach = useReach();
  return (
    <div role="status" className={classes.banner} data-reach={reach}>
      {reach === 'offline' && (
        <Trans>You are offline. What you see may be out of date; it updates by itself when you are back.</Trans>
      )}
      {reach === 'silent' && (
        <>
          <Trans>Infloo can’t be reached right now. What you see may be out of date; it goes on by itself.</Trans>
          <button type="button" className={classes.again} onClick={askNow}>
            <Trans>Try now</Trans>
          </button>
        </>
      )}
      {reach === 'slow' && (
        <>
          <Trans>Infloo is taking longer than usual to answer.</Trans>
          <button type="button" className={classes.again} onClick={() => location.reload()}>
            <Trans>Reload</Trans>
          </button>
        </>
      )}
      {reach === 'back' && <Trans>You are connected again.</Trans>}
    </div>
  );
}
