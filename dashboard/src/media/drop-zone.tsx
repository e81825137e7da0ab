import { Button, FileButton, Group, Text } from '@mantine/core';
import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { CameraIcon, UploadIcon } from '../ui/icons.tsx';
import classes from './drop-zone.module.css';

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

export const carriesFiles = ({ dataTransfer }: DragEvent | globalThis.DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true;

/** A file that is dropped beside the place for it would be opened by the browser, and the page would be gone. */
export function useNoStrayDrops(): void {
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
}

/** Takes a file: chosen, dropped, or on a phone from its camera. */
export function DropZone({ label, accept, camera = 'image/*', onFile, busy = false, children }: Props) {
  const [isOver, setOver] = useState(false);
  useNoStrayDrops();
  const take = (file: File | null | undefined) => {
    if (file && !busy) onFile(file);
  };
  const onDragOver = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way beside the buttons, which anybody reaches.
    <div
      className={classes.zone}
      data-over={isOver || undefined}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
    >
      <UploadIcon size={28} />
      <Text fw={600} className={classes.fine}>
        Drop it here, or
      </Text>
      <Group gap="sm" justify="center">
        <FileButton onChange={take} accept={accept} inputProps={{ 'aria-label': label }}>
          {(props) => (
            <Button {...props} loading={busy}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <FileButton
          onChange={take}
          accept={camera}
          capture="environment"
          inputProps={{ 'aria-label': `${label}, from the camera` }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              className={classes.camera}
              disabled={busy}
              leftSection={<CameraIcon size={18} />}
            >
              Take a photo
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
