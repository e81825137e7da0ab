import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { fullTime } from '../ui/ago.ts';
import { AlertIcon, ClockIcon, MoreIcon } from '../ui/icons.tsx';
import { AttachmentView, OutgoingView } from './attachment.tsx';
import classes from './line.module.css';
import { MessageMenu } from './message-menu.tsx';
import type { Row } from './rows.ts';
import { MessageText } from './text.tsx';
import { isOnlyEmoji } from './text-parts.ts';
import type { OutgoingFile, Pending } from './types.ts';
import { useLongPress } from './use-long-press.ts';
import { clockOf, dayOf } from './when.ts';

/** What can be done with a message. */
export interface LineActions {
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  remove: (id: string) => void;
  report: (id: string) => void;
  fileOf: (clientId: string) => OutgoingFile | null;
}

interface Props {
  row: Row;
  /** Whether the day is said above it. */
  hasDay: boolean;
  /** How the other one is called. */
  name: string;
  /** The newest of mine says that it is sent. */
  isNewestMine: boolean;
  /** The day that it is. */
  today: string;
  isMenuOpen: boolean;
  onMenu: (key: string | null) => void;
  actions: LineActions;
}

/** One message with what stands before and below it. */
export const Line = memo(LineOf, isSame);

/** Rows are made anew with each change of the conversation; most of them say the same as before. */
function isSame({ row: before, ...others }: Props, { row: now, ...rest }: Props): boolean {
  const isEqual = <T extends object>(a: T, b: T) =>
    Object.keys(a).every((key) => a[key as keyof T] === b[key as keyof T]);
  return isEqual(before, now) && isEqual(others, rest);
}

function LineOf({ row, hasDay, name, isNewestMine, isMenuOpen, onMenu, actions }: Props) {
  const { message, pending, isMine, time } = row;
  const isDeleted = message?.deleted_at != null;
  const content = message?.content ?? pending?.content ?? '';
  const attachment = isDeleted ? null : (message?.attachment ?? pending?.attachment ?? null);
  const isLarge = isOnlyEmoji(content);
  const isPicture = attachment !== null && attachment.kind !== 'document';
  const press = useLongPress(() => message && !isDeleted && onMenu(row.key));
  const says = isMine ? (row.isReadMark ? t`Read` : isNewestMine && message && !isDeleted ? t`Sent` : '') : '';
  const clock = clockOf(time);
  return (
    <div className={classes.line} data-mine={isMine || undefined} data-first={row.isFirst || undefined}>
      {hasDay && <Divider>{dayOf(time, Date.now())}</Divider>}
      {row.startsNew && <Divider isNew>{t`New messages`}</Divider>}
      <div className={classes.row}>
        <div
          className={classes.bubble}
          title={fullTime(time)}
          data-last={row.isLast || undefined}
          data-deleted={isDeleted || undefined}
          data-pending={pending !== null || undefined}
          data-bare={(isPicture && content === '') || undefined}
          data-pictured={(isPicture && content !== '') || undefined}
          data-large={(attachment === null && isLarge) || undefined}
          {...press}
        >
          <VisuallyHidden>{`${isMine ? t`You, ${clock}:` : t`${name}, ${clock}:`} `}</VisuallyHidden>
          {isDeleted && <em>{isMine ? t`You deleted this message` : t`This message was deleted`}</em>}
          {message?.attachment && !isDeleted && (
            <AttachmentView
              id={message.id}
              stored={message.attachment}
              from={isMine ? null : name}
              local={isMine && message.client_id ? actions.fileOf(message.client_id) : null}
            />
          )}
          {pending?.attachment && <OutgoingView file={pending.attachment} share={pending.share} />}
          {content !== '' && <MessageText content={content} isLarge={isLarge} />}
        </div>
        {message && !isDeleted && (
          <MessageMenu
            isOpen={isMenuOpen}
            onClose={() => onMenu(null)}
            content={content}
            onDelete={isMine ? () => actions.remove(message.id) : undefined}
            onReport={isMine ? undefined : () => actions.report(message.id)}
          >
            <UnstyledButton
              className={classes.more}
              aria-label={
                isMine ? t`Options for your message, ${clock}` : t`Options for the message by ${name}, ${clock}`
              }
              aria-haspopup="dialog"
              aria-expanded={isMenuOpen}
              onClick={() => onMenu(isMenuOpen ? null : row.key)}
            >
              <MoreIcon size={18} />
            </UnstyledButton>
          </MessageMenu>
        )}
      </div>
      {pending ? (
        <OnItsWay pending={pending} actions={actions} />
      ) : (
        (row.isLast || says !== '') && (
          <div className={classes.foot}>
            <time dateTime={new Date(time).toISOString()}>{clock}</time>
            {says !== '' && <span>· {says}</span>}
          </div>
        )
      )}
    </div>
  );
}

function Divider({ children, isNew = false }: { children: string; isNew?: boolean }) {
  return (
    <div className={classes.divider} data-new={isNew || undefined}>
      <span>{children}</span>
    </div>
  );
}

/** How far a message has come, and what can be done about one that hasn't. */
function OnItsWay({
  pending: { client_id, refused, waits, share },
  actions,
}: {
  pending: Pending;
  actions: LineActions;
}) {
  if (refused === null && !waits) {
    return (
      <div className={classes.foot}>
        <ClockIcon size={13} />{' '}
        {share !== null && share < 1 ? t`Sending, ${{ percent: Math.round(share * 100) }} %` : t`Sending…`}
      </div>
    );
  }
  return (
    <div className={classes.failed} data-waits={refused === null || undefined} role="status">
      <AlertIcon size={15} />
      <span>
        {refused ?? (navigator.onLine ? t`Not sent yet. Trying again…` : t`Goes out when you are back online.`)}
      </span>
      <span className={classes.answers}>
        <Button size="compact-xs" variant="default" onClick={() => actions.retry(client_id)}>
          <Trans>Try now</Trans>
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => actions.discard(client_id)}>
          <Trans>Delete</Trans>
        </Button>
      </span>
    </div>
  );
}
