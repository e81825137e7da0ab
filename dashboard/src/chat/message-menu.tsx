import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { CopyIcon, TrashIcon } from '../ui/icons.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import classes from './message-menu.module.css';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  content: string;
  /** Left out where it isn't mine. */
  onDelete?: (() => void) | undefined;
  /** The button that opens it. */
  children: ReactElement;
}

/** What can be done with one message. Closed it is only its button: there are many of them. */
export function MessageMenu({ isOpen, onClose, content, onDelete, children }: Props) {
  if (!onDelete && content === '') return null;
  if (!isOpen) return children;
  const copy = async () => {
    onClose();
    try {
      await navigator.clipboard.writeText(content);
      showDone('The text is copied.');
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <Popover opened onDismiss={onClose} onClose={onClose} position="bottom" width={210} trapFocus returnFocus>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={6} aria-label="Message options">
        {content !== '' && (
          <UnstyledButton className={classes.item} onClick={copy}>
            <CopyIcon size={18} />
            Copy text
          </UnstyledButton>
        )}
        {onDelete && (
          <UnstyledButton
            className={classes.item}
            data-danger
            onClick={() => {
              onClose();
              onDelete();
            }}
          >
            <TrashIcon size={18} />
            Delete for everyone
          </UnstyledButton>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
