import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CameraIcon, UploadIcon } from '../ui/icons.tsx';
import classes from './drop-zone.module.css';
import { FileButton } from './file-button.tsx';
import { useDrop } from './use-drop.ts';

interface Props {
  /** What is asked for: the name of the field, for those who don't see it. */
  label: string;
  /** What may be chosen, as a file chooser takes it. */
  accept: string;
  /** What the camera may take. */
  camera?: string;
  onFile: (file: File) => void;
  busy?: boolean;
  children: ReactNode;
}

/** Takes a file: chosen, dropped, or on a phone from its camera. */
export function DropZone({ label, accept, camera = 'image/*', onFile, busy = false, children }: Props) {
  const take = (file: File | null | undefined) => {
    if (file && !busy) onFile(file);
  };
  const drop = useDrop(true, (files) => take(files[0]));
  return (
    <div className={classes.zone} data-over={drop.isOver || undefined} {...drop.handlers}>
      <UploadIcon size={28} />
      <Text fw={600} className={classes.fine}>
        <Trans>Drop it here, or</Trans>
      </Text>
      <Group gap="sm" justify="center">
        <FileButton onChange={take} accept={accept} label={label}>
          {(props) => (
            <Button {...props} loading={busy}>
              <Trans>Choose a file</Trans>
            </Button>
          )}
        </FileButton>
        <FileButton onChange={take} accept={camera} capture="environment" label={t`${label}, from the camera`}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              className={classes.camera}
              disabled={busy}
              leftSection={<CameraIcon size={18} />}
            >
              <Trans>Take a photo</Trans>
            </Button>
          )}
        </FileButton>
      </Group>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </div>
  );
}
