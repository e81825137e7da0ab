import { t } from '@lingui/core/macro';
import { Loader } from '@mantine/core';
import { Mark } from './logo.tsx';
import classes from './splash.module.css';

/** Before it is known who is there. */
export function Splash() {
  return (
    <div className={classes.splash} role="status" aria-label={t`Loading Infloo`}>
      <Mark size={56} />
      <Loader size="sm" type="dots" />
    </div>
  );
}
