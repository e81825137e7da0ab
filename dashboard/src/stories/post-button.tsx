import { Button, Progress, Text } from '@mantine/core';
import classes from './composer.module.css';

interface Props {
  busy: boolean;
  /** How much has arrived, from 0 to 1; null where nothing is sent in pieces. */
  share: number | null;
  onStop: () => void;
}

/** Posts; meanwhile it shows how far a video has come, and stops it. */
export function PostButton({ busy, share, onStop }: Props) {
  if (share === null) {
    return (
      <Button type="submit" fullWidth loading={busy} className={classes.post}>
        Post story
      </Button>
    );
  }
  const percent = Math.floor(100 * share);
  return (
    <div className={classes.sending}>
      <div>
        <Text size="sm" fw={600}>
          {share < 1 ? `Sending, ${percent} %` : 'Looking at your video…'}
        </Text>
        <Progress value={percent} mt={6} aria-label="Sending" animated={share === 1} />
      </div>
      {share < 1 && (
        <Button variant="default" onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  );
}
