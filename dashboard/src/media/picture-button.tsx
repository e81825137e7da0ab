import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CameraIcon } from '../ui/icons.tsx';
import { FileButton } from './file-button.tsx';
import { choiceOf } from './picture.ts';
import { wordsAboutFile } from './words.ts';

interface ButtonProps {
  /** What is asked for: the name of the field, for those who don't see it. */
  label: string;
  /** What may be chosen. */
  types: readonly string[];
  /** Whether what was chosen is being looked at. */
  loading: boolean;
  disabled: boolean;
  /** @param file null where the chooser was closed */
  onChoose: (file: File | null) => void;
  /** What the button says. */
  children: string;
}

/** Chooses a picture. */
export const PictureButton = ({ label, types, loading, disabled, onChoose, children }: ButtonProps) => (
  <FileButton onChange={onChoose} accept={choiceOf(types)} label={label}>
    {(props) => (
      <Button {...props} variant="default" loading={loading} disabled={disabled} leftSection={<CameraIcon size={18} />}>
        {children}
      </Button>
    )}
  </FileButton>
);

interface NoteProps {
  error: unknown;
  /** As the API calls what is sent. */
  field: string;
  children: ReactNode;
}

/** Why a picture was not taken; else what there is to know. */
export const PictureNote = ({ error, field, children }: NoteProps) =>
  error ? (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {wordsAboutFile(error, field)}
    </Text>
  ) : (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
