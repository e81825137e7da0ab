import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { copyText } from '../ui/copy.ts';
import { CopyIcon, FlagIcon, TrashIcon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  content: string;
  /** Left out where it isn't mine. */
  onDelete?: (() => void) | undefined;
  /** Left out where it is mine. */
  onReport?: (() => void) | undefined;
  /** The button that opens it. */
  children: ReactElement;
}

/** What can be done with one message. Closed it is only its button: there are many of them. */
export function MessageMenu({ isOpen, onClose, content, onDelete, onReport, children }: Props) {
  if (!isOpen) return children;
  const copy = () => {
    onClose();
    void copyText(content, t`The text is copied.`);
  };
  return (
    <Menu opened onClose={onClose} position="bottom" label={{ 'aria-label': t`Message options` }} target={children}>
      {content !== '' && (
        <MenuItem icon={CopyIcon} onClick={copy}>
          <Trans>Copy text</Trans>
        </MenuItem>
      )}
      {onReport && (
        <MenuItem
          icon={FlagIcon}
          onClick={() => {
            onClose();
            onReport();
          }}
        >
          <Trans context="verb">Report</Trans>
        </MenuItem>
      )}
      {onDelete && (
        <MenuItem
          icon={TrashIcon}
          danger
          onClick={() => {
            onClose();
            onDelete();
          }}
        >
          <Trans>Delete for everyone</Trans>
        </MenuItem>
      )}
    </Menu>
  );
}
