import { STORY_SECONDS } from '@api/contract/limits.ts';
import { Text } from '@mantine/core';
import { DropZone } from '../media/drop-zone.tsx';
import { CHOICE, LARGEST } from './choose.ts';
import classes from './composer.module.css';

interface Props {
  choosing: boolean;
  error: string | null;
  onChoose: (file: File) => void;
}

/** Where a file comes from: the device, its camera, or dropped and pasted. */
export function FilePicker({ choosing, error, onChoose }: Props) {
  return (
    <div className={classes.picker}>
      <p className={classes.lead}>A picture or a video, for your connections, for 24 hours.</p>
      <DropZone label="Picture or video" accept={CHOICE} camera="image/*,video/*" busy={choosing} onFile={onChoose}>
        {`Pictures: JPEG, PNG, WebP, AVIF or GIF; above ${LARGEST.picture} MB they are made smaller. Videos: MP4, WebM or MOV, up to ${LARGEST.video} MB and ${STORY_SECONDS} seconds.`}
      </DropZone>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </div>
  );
}
