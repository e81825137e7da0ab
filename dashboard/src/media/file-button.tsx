import { type FileButtonProps, FileButton as MantineFileButton } from '@mantine/core';
import type { MouseEvent } from 'react';

/** Browsers tell of a file only when it isn't the one chosen before: taken back, or mended, it may be chosen again. */
const forget = ({ currentTarget }: MouseEvent<HTMLInputElement>): void => {
  currentTarget.value = '';
};

type Props<Multiple extends boolean> = Omit<FileButtonProps<Multiple>, 'inputProps'> & {
  /** What the field is called for whoever doesn't see the button. */
  label: string;
};

/** Chooses files; the button is what `children` draws with the properties it is given. */
export const FileButton = <Multiple extends boolean = false>({ label, ...props }: Props<Multiple>) => (
  <MantineFileButton<Multiple>
    {...(props as FileButtonProps<Multiple>)}
    inputProps={{ 'aria-label': label, onClick: forget }}
  />
);
