import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Popover, UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ReportDialogLater } from '../reports/report-dialog-later.tsx';
import { copyText } from '../ui/copy.ts';
import { CopyIcon, FlagIcon, TrashIcon } from '../ui/icons.tsx';
import classes from './message-menu.module.css';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  content: string;
  /** Left out where it isn't mine. */
  onDelete?: (() => void) | undefined;
  /** Its id, where it is somebody else’s. */
  reported?: string | undefined;
  /** The button that opens it. */
  children: ReactElement;
}

/** What can be done with one message. Closed it is only its button: there are many of them. */
export function MessageMenu({ isOpen, onClose, content, onDelete, reported, children }: Props) {
  const [isReporting, setReporting] = useState(false);
  if (isReporting && reported) {
    return (
      <>
        {children}
        <ReportDialogLater
          target={{ kind: 'message', id: reported }}
          what="message"
          onClose={() => setReporting(false)}
        />
      </>
    );
  }
  if (!isOpen) return children;
  const copy = () => {
    onClose();
    void copyText(content, t`The text is copied.`);
  };
  return (
    <Popover opened onDismiss={onClose} onClose={onClose} position="bottom" width={210} trapFocus returnFocus>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={6} aria-label={t`Message options`}>
        {content !== '' && (
          <UnstyledButton className={classes.item} onClick={copy}>
            <CopyIcon size={18} />
            <Trans>Copy text</Trans>
          </UnstyledButton>
        )}
        {reported && (
          <UnstyledButton
            className={classes.item}
            onClick={() => {
              onClose();
              setReporting(true);
            }}
          >
            <FlagIcon size={18} />
            <Trans context="verb">Report</Trans>
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
            <Trans>Delete for everyone</Trans>
          </UnstyledButton>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
