import type { Mutable } from '@api/notifications/schema.ts';
import { Trans } from '@lingui/react/macro';
import { Button, type ButtonProps } from '@mantine/core';
import { SoundIcon, SoundOffIcon } from '../ui/icons.tsx';
import { useMute } from './mute.ts';

interface Props extends ButtonProps {
  kind: Mutable;
  id: string;
  /** What the person or the event is called. */
  name: string;
}

/** Where somebody, or an event, is muted, and it shows whether they are: nobody else learns of it. */
export function MuteButton({ kind, id, name, ...props }: Props) {
  const { isMuted, change } = useMute(kind, id, name);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="sm"
      leftSection={isMuted ? <SoundOffIcon size={16} /> : <SoundIcon size={16} />}
      {...props}
      disabled={isMuted === undefined}
      loading={change.isPending}
      onClick={() => change.mutate(!isMuted)}
    >
      {isMuted ? <Trans>Unmute</Trans> : <Trans>Mute</Trans>}
    </Button>
  );
}
