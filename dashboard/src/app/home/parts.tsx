import type { OwnProfile } from '@api/users/schema.ts';
import { i18n } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { ConversationRow } from '../../chat/conversation-row.tsx';
import { useNewestConversations } from '../../chat/conversations.ts';
import { ConnectionButton } from '../../connections/button.tsx';
import { useToAnswer } from '../../connections/live.ts';
import { locale } from '../../language/language.ts';
import { useRights } from '../../live/rights.tsx';
import { useUid } from '../../live/session.tsx';
import { NotificationItem } from '../../notifications/item.tsx';
import { useRecent } from '../../notifications/list.ts';
import { useOpen } from '../../notifications/panel.tsx';
import { type Queue, useQueues } from '../../staff/queues.ts';
import { LinkAlone } from '../../ui/alone.tsx';
import { Section } from '../../ui/card.tsx';
import { Count } from '../../ui/count.tsx';
import { BellIcon, CheckIcon, ChevronIcon, FlagIcon, MessageIcon, ShieldIcon } from '../../ui/icons.tsx';
import { PersonList, PersonRow } from '../../ui/person.tsx';
import { RowsLoading } from '../../ui/skeletons.tsx';
import { Empty, Failed } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import classes from './parts.module.css';
import { peopleFor } from './steps.ts';

/** How many home shows of each; the rest has pages of its own. */
const SHOWN = { requests: 4, messages: 3, notifications: 4 };

export const useNews = () => useRecent(SHOWN.notifications);

export const SeeAll = ({ href, children }: { href: string; children?: string }) => (
  <LinkAlone href={href}>{children ?? <Trans>See all</Trans>}</LinkAlone>
);

interface QuietProps {
  icon: ComponentType<{ size?: number }>;
  children: ReactNode;
  href: string;
  action: string;
}

/** Nothing here, in a line: and what one could do. */
export const Quiet = ({ icon: Icon, children, href, action }: QuietProps) => (
  <div className={classes.quiet}>
    <Icon size={20} />
    <span>{children}</span>
    <Button component={Link} href={href} variant="default">
      {action}
    </Button>
  </div>
);

/** Requests that wait for an answer, which is given right here; not there where none waited when one came. */
export function Requests({ me }: { me: OwnProfile | undefined }) {
  const { items, error, retry } = useToAnswer();
  const count = items?.length ?? 0;
  // One who has just answered is told that it was the last.
  const [had, setHad] = useState(count > 0);
  if (count > 0 && !had) setHad(true);
  if (items && !had) return null;
  return (
    <Section
      title={t`Requests to answer`}
      extra={count > SHOWN.requests && <SeeAll href="/connections?tab=to-answer" />}
    >
      {!items &&
        (error ? (
          <Failed error={error} onRetry={retry} title={t`We couldn’t load your requests`} />
        ) : (
          <RowsLoading rows={2} />
        ))}
      {items && count === 0 && (
        <Empty
          icon={<CheckIcon size={24} />}
          title={t`You’re all caught up`}
          action={
            <Button component={Link} href={me ? peopleFor(me) : '/people'} variant="default">
              <Trans>Find people</Trans>
            </Button>
          }
        >
          <Trans>Nobody is waiting for your answer.</Trans>
        </Empty>
      )}
      {items && count > 0 && (
        <PersonList label={t`Requests to answer`}>
          {items.slice(0, SHOWN.requests).map(({ id, sender, created_at }) => (
            <PersonRow
              key={id}
              person={sender}
              line={
                <Trans>
                  wants to connect · <Ago time={created_at} />
                </Trans>
              }
              action={<ConnectionButton person={sender} relation="requested_by" />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}

/** The newest unread messages, with their text; not there for a newcomer who has written with nobody yet. */
export function Messages({ isNew }: { isNew: boolean }) {
  const uid = useUid();
  const { conversations, error, retry } = useNewestConversations();
  const isFirst = conversations?.length === 0;
  const unread = conversations?.filter(({ state, unread: left }) => state === 'open' && left > 0);
  if (isFirst && isNew) return null;
  return (
    <Section title={t`Unread messages`} extra={unread && unread.length > 0 && <SeeAll href="/messages" />}>
      {!unread &&
        (error ? (
          <Failed error={error} onRetry={retry} title={t`We couldn’t load your messages`} />
        ) : (
          <RowsLoading rows={1} />
        ))}
      {unread?.length === 0 && (
        <Quiet icon={MessageIcon} href="/messages" action={isFirst ? t`Write to somebody` : t`Open messages`}>
          {isFirst ? <Trans>You haven’t written with anybody yet.</Trans> : <Trans>You have read everything.</Trans>}
        </Quiet>
      )}
      {unread && unread.length > 0 && (
        <ul className={classes.wide} aria-label={t`Unread messages`}>
          {unread.slice(0, SHOWN.messages).map((conversation) => (
            <ConversationRow key={conversation.id} conversation={conversation} uid={uid} box="inbox" isOpen={false} />
          ))}
        </ul>
      )}
    </Section>
  );
}

export function Recent() {
  const { data, error, refetch } = useNews();
  const open = useOpen();
  return (
    <Section
      title={t`Recent notifications`}
      extra={data && data.length >= SHOWN.notifications && <SeeAll href="/notifications" />}
    >
      {!data &&
        (error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load your notifications`} />
        ) : (
          <RowsLoading rows={SHOWN.notifications} />
        ))}
      {data?.length === 0 && (
        <Quiet icon={BellIcon} href="/people" action={t`Find people`}>
          <Trans>Connect with people, and their news arrives here.</Trans>
        </Quiet>
      )}
      {data && data.length > 0 && (
        <ul className={classes.wide}>
          {data.map((notification) => (
            <NotificationItem key={notification.id} notification={notification} onOpen={open} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const QUEUES = [
  { name: 'verifications', permission: 'verifications', label: msg`Verifications`, href: '/staff/verifications' },
  { name: 'reports', permission: 'reports', label: msg`Reports`, href: '/staff/reports' },
  { name: 'appeals', permission: 'reports', label: msg`Appeals`, href: '/staff/reports?queue=appeals' },
] as const;

/** What waits for somebody of staff, the longest first; nothing for whoever isn't. It keeps its place until it is known. */
export function Queues() {
  const { permissions } = useRights();
  const { data, error, refetch } = useQueues();
  const own = QUEUES.filter(({ permission, name }) => permissions?.includes(permission) && data?.[name] !== null);
  if (own.length === 0) return null;
  const waiting = own
    .map((queue) => ({ ...queue, now: data?.[queue.name] ?? null }))
    .sort((a, b) => (a.now?.oldest ?? '9').localeCompare(b.now?.oldest ?? '9'));
  return (
    <Section title={t`Waiting for staff`} extra={<SeeAll href="/staff">{t`Staff pages`}</SeeAll>}>
      {!data && error ? (
        <Failed error={error} onRetry={refetch} title={t`We couldn’t load the queues`} />
      ) : (
        <ul className={classes.queues} aria-busy={!data || undefined}>
          {waiting.map((queue) => (
            <QueueRow key={data ? queue.name : `${queue.name} on its way`} {...queue} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function QueueRow({ name, label, href, now }: (typeof QUEUES)[number] & { now: Queue | null }) {
  const Icon = name === 'verifications' ? ShieldIcon : FlagIcon;
  return (
    <li>
      <Link href={href}>
        <Icon size={22} />
        <span>
          <strong>{i18n._(label)}</strong>
          <span className={classes.dim}>
            {!now && <Trans>Loading</Trans>}
            {now?.oldest && (
              <Trans>
                oldest <Ago time={now.oldest} />
              </Trans>
            )}
            {now && !now.oldest && <Trans>Nothing waits</Trans>}
          </span>
        </span>
        {now && (
          <Count tone={now.waiting === 0 ? 'quiet' : 'wanted'} size="lg">
            {now.waiting.toLocaleString(locale)}
          </Count>
        )}
        <ChevronIcon size={18} />
      </Link>
    </li>
  );
}
