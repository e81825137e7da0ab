import { STORY_SECONDS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
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
  const { picture, video } = LARGEST;
  const seconds = STORY_SECONDS;
  return (
    <div className={classes.picker}>
      <p className={classes.lead}>{t`A picture or a video, for your connections, for 24 hours.`}</p>
      <DropZone label={t`Picture or video`} accept={CHOICE} camera="image/*,video/*" busy={choosing} onFile={onChoose}>
        {t`Pictures: JPEG, PNG, WebP, AVIF or GIF; above ${picture} MB they are made smaller. Videos: MP4, WebM or MOV, up to ${video} MB and ${seconds} seconds.`}
      </DropZone>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" dir="auto">
          {error}
        </Text>
      )}
    </div>
  );
}
