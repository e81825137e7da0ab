import type { OwnProfile } from '@api/users/schema.ts';
import { Anchor, Button } from '@mantine/core';
import { type ComponentType, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { ConversationRow } from '../../chat/conversation-row.tsx';
import { useNewestConversations } from '../../chat/conversations.ts';
import { ConnectionButton } from '../../connections/button.tsx';
import { useToAnswer } from '../../connections/live.ts';
import { useUid } from '../../live/session.tsx';
import { NotificationItem } from '../../notifications/item.tsx';
import { useRecent } from '../../notifications/list.ts';
import { useOpen } from '../../notifications/panel.tsx';
import { useQueues } from '../../staff/queues.ts';
import { Section } from '../../ui/card.tsx';
import { BellIcon, CheckIcon, ChevronIcon, FlagIcon, MessageIcon, ShieldIcon } from '../../ui/icons.tsx';
import { PersonList, PersonRow } from '../../ui/person.tsx';
import { RowsLoading } from '../../ui/skeletons.tsx';
import { Empty, Failed } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import classes from './parts.module.css';
import { peopleFor } from './words.ts';

/** How many home shows of each; the rest has pages of its own. */
const SHOWN = { requests: 4, messages: 3, notifications: 4 };

export const useNews = () => useRecent(SHOWN.notifications);

export const SeeAll = ({ href, children = 'See all' }: { href: string; children?: string }) => (
  <Anchor component={Link} href={href} size="sm" fw={600} className={classes.all}>
    {children}
  </Anchor>
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
    <Button component={Link} href={href} variant="default" size="compact-md">
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
    <Section title="Requests to answer" extra={count > SHOWN.requests && <SeeAll href="/connections?tab=to-answer" />}>
      {!items && (error ? <Failed error={error} onRetry={retry} what="requests" /> : <RowsLoading rows={2} />)}
      {items && count === 0 && (
        <Empty
          icon={<CheckIcon size={24} />}
          title="You’re all caught up"
          action={
            <Button component={Link} href={me ? peopleFor(me) : '/people'} variant="default">
              Find people
            </Button>
          }
        >
          Nobody is waiting for your answer.
        </Empty>
      )}
      {items && count > 0 && (
        <PersonList label="Requests to answer">
          {items.slice(0, SHOWN.requests).map(({ id, sender, created_at }) => (
            <PersonRow
              key={id}
              person={sender}
              line={
                <>
                  wants to connect · <Ago time={created_at} />
                </>
              }
              action={<ConnectionButton person={sender} relation="requested_by" />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}

/** The newest unread messages, with their text. */
export function Messages() {
  const uid = useUid();
  const { conversations, error, retry } = useNewestConversations();
  const unread = conversations?.filter(({ state, unread: left }) => state === 'open' && left > 0);
  return (
    <Section title="Unread messages" extra={unread && unread.length > 0 && <SeeAll href="/messages" />}>
      {!unread && (error ? <Failed error={error} onRetry={retry} what="messages" /> : <RowsLoading rows={1} />)}
      {unread?.length === 0 && (
        <Quiet icon={MessageIcon} href="/messages" action={conversations?.length === 0 ? 'Write to somebody' : 'Open'}>
          {conversations?.length === 0 ? 'You haven’t written with anybody yet.' : 'You have read everything.'}
        </Quiet>
      )}
      {unread && unread.length > 0 && (
        <ul className={classes.wide} aria-label="Unread messages">
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
      title="Recent notifications"
      extra={data && data.length >= SHOWN.notifications && <SeeAll href="/notifications" />}
    >
      {!data &&
        (error ? (
          <Failed error={error} onRetry={refetch} what="notifications" />
        ) : (
          <RowsLoading rows={SHOWN.notifications} />
        ))}
      {data?.length === 0 && (
        <Quiet icon={BellIcon} href="/people" action="Find people">
          Connect with people, and their news arrives here.
        </Quiet>
      )}
      {data && data.length > 0 && (
        <ul className={classes.wide}>
          {data.map((notification) => (
            <NotificationItem key={notification.id} notification={notification} onOpen={() => open(notification)} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const QUEUES = [
  { name: 'verifications', label: 'Verifications', href: '/staff/verifications', icon: ShieldIcon },
  { name: 'reports', label: 'Reports', href: '/staff/reports', icon: FlagIcon },
  { name: 'appeals', label: 'Appeals', href: '/staff/reports?queue=appeals', icon: FlagIcon },
] as const;

/** What waits for somebody of staff, the longest first; nothing for whoever isn't. */
export function Queues() {
  const queues = useQueues();
  const waiting = QUEUES.flatMap((queue) => {
    const found = queues?.[queue.name];
    return found ? [{ ...queue, ...found }] : [];
  }).sort((a, b) => (a.oldest ?? '9').localeCompare(b.oldest ?? '9'));
  if (waiting.length === 0) return null;
  return (
    <Section title="Waiting for staff" extra={<SeeAll href="/staff">Staff pages</SeeAll>}>
      <ul className={classes.queues}>
        {waiting.map(({ name, label, href, icon: Icon, waiting: count, oldest }) => (
          <li key={name}>
            <Link href={href} data-empty={count === 0 || undefined}>
              <Icon size={22} />
              <span>
                <strong>{label}</strong>
                <span className={classes.dim}>
                  {oldest ? (
                    <>
                      oldest <Ago time={oldest} />
                    </>
                  ) : (
                    'Nothing waits'
                  )}
                </span>
              </span>
              <span className={classes.count}>{count.toLocaleString('en')}</span>
              <ChevronIcon size={18} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
