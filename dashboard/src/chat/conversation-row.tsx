import type { Person } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import { fullTime } from '../ui/ago.ts';
import { Avatar } from '../ui/avatar.tsx';
import { badgeOf } from '../ui/badge.ts';
import { Count } from '../ui/count.tsx';
import { PersonName } from '../ui/person.tsx';
import classes from './conversation-row.module.css';
import { useDraft } from './drafts.ts';
import type { Listed } from './types.ts';
import { shortTime } from './when.ts';
import { previewOf } from './words.ts';

interface Props {
  conversation: Listed;
  uid: string;
  box: 'inbox' | 'requests';
  isOpen: boolean;
}

/** A conversation in the list: with whom, how it stands, and what came last. */
export function ConversationRow({ conversation, uid, box, isOpen }: Props) {
  const { person, last_message, updated_at, unread, state } = conversation;
  const draft = useDraft(uid, person.id);
  const time = Date.parse(updated_at);
  const isRequest = state === 'request';
  const isUnread = unread > 0 && !isRequest;
  const isMine = last_message.sender === uid;
  const preview = previewOf(last_message, uid);
  return (
    <li>
      <Link
        href={`/messages/${person.username}${box === 'requests' ? '?box=requests' : ''}`}
        className={classes.row}
        aria-current={isOpen ? 'page' : undefined}
        data-unread={isUnread || undefined}
      >
        <Avatar person={person} size={48} />
        <span className={classes.words}>
          <span className={classes.top}>
            <PersonName person={person} />
            <time className={classes.time} dateTime={updated_at} title={fullTime(time)}>
              {shortTime(time, Date.now())}
            </time>
          </span>
          <span className={classes.bottom}>
            {draft !== '' && !isOpen ? (
              <span className={classes.preview}>
                <Trans>
                  <span className={classes.draft}>Draft:</span> <bdi>{draft}</bdi>
                </Trans>
              </span>
            ) : (
              <span className={classes.preview}>
                {isMine && last_message.deleted_at === null ? (
                  <Trans>
                    You: <bdi>{preview}</bdi>
                  </Trans>
                ) : (
                  <bdi>{preview}</bdi>
                )}
              </span>
            )}
            {isRequest && isMine && <span className={classes.mark}>{t`Request`}</span>}
            {isUnread && (
              <Count tone="news">
                <Trans>
                  {{ badge: badgeOf(unread) }}
                  <VisuallyHidden> unread</VisuallyHidden>
                </Trans>
              </Count>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** Somebody to begin a conversation with. */
export function PersonLink({ person, isOpen }: { person: Person; isOpen: boolean }) {
  return (
    <li>
      <Link href={`/messages/${person.username}`} className={classes.row} aria-current={isOpen ? 'page' : undefined}>
        <Avatar person={person} size={40} />
        <span className={classes.words}>
          <PersonName person={person} />
          <span className={classes.preview}>
            <bdi>@{person.username}</bdi>
          </span>
        </span>
      </Link>
    </li>
  );
}
