import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Progress, Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import classes from './composer.module.css';

interface Props {
  busy: boolean;
  /** How much has arrived, from 0 to 1; null where nothing is sent in pieces. */
  share: number | null;
  onStop: () => void;
}

/** Posts; meanwhile it shows how far a video has come, and stops it. */
export function PostButton({ busy, share, onStop }: Props) {
  const { online } = useNetwork();
  const waiting = busy && !online ? t`You are offline. It goes on when you are back.` : null;
  if (share === null) {
    return (
      <>
        <Button type="submit" fullWidth loading={busy} className={classes.post}>
          <Trans>Post story</Trans>
        </Button>
        {waiting && (
          <Text size="sm" role="status">
            {waiting}
          </Text>
        )}
      </>
    );
  }
  const percent = Math.floor(100 * share);
  return (
    <div className={classes.sending}>
      <div>
        <Text size="sm" fw={600} role={waiting ? 'status' : undefined}>
          {waiting ? waiting : share < 1 ? t`Sending, ${percent} %` : t`Checking your video…`}
        </Text>
        <Progress value={percent} mt={6} aria-label={t`Sending`} animated={share === 1} />
      </div>
      {share < 1 && (
        <Button variant="default" onClick={onStop}>
          <Trans>Stop</Trans>
        </Button>
      )}
    </div>
  );
}
