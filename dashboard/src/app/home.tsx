import type { OwnProfile } from '@api/users/schema.ts';
import { Anchor, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { ConnectionButton } from '../connections/button.tsx';
import { useToAnswer } from '../connections/live.ts';
import { StartWith, Suggestions } from '../connections/suggestions.tsx';
import { NotificationItem } from '../notifications/item.tsx';
import { useRecent } from '../notifications/list.ts';
import { useOpen } from '../notifications/panel.tsx';
import { Stories } from '../stories/stories.tsx';
import { Section } from '../ui/card.tsx';
import { BellIcon, CheckIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { PageLoading, RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { useTitle } from '../ui/title.ts';
import { useMe } from '../users/me.ts';
import { FIRST_CONNECTIONS, GettingStarted } from './getting-started.tsx';
import classes from './home.module.css';
import { ProfileCard } from './profile-card.tsx';

/** How many requests and notifications home shows; the rest has pages of its own. */
const SHOWN = 4;

const greeting = (hour: number): string =>
  hour < 5 ? 'Good evening' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';

export default function Home() {
  useTitle('Home');
  const { data: me, error, refetch } = useMe();
  const requests = useToAnswer();
  // Both decide how high things are: what comes later would push away what one has begun to read.
  if (!me) return error ? <Failed error={error} onRetry={refetch} what="your profile" /> : <PageLoading />;
  if (!requests.items && !requests.error) return <PageLoading />;
  return <Ready me={me} />;
}

function Ready({ me }: { me: OwnProfile }) {
  const isNew = me.connection_count < FIRST_CONNECTIONS;
  const { items } = useToAnswer();
  // A newcomer isn't shown an empty box; but one who has just answered is told that it was the last.
  const [hadRequests] = useState(items?.length !== 0);
  return (
    <>
      <header className={classes.hello}>
        <Title order={1}>
          {greeting(new Date().getHours())}, <bdi>{me.display_name}</bdi>
        </Title>
        <p>Here is what is new with you and your people.</p>
      </header>
      <Stories me={me} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <GettingStarted me={me} />
          {(!isNew || hadRequests || items?.length !== 0) && <Requests />}
          {isNew ? <StartWith me={me} /> : <Suggestions />}
        </div>
        <div className={classes.column}>
          <ProfileCard me={me} />
          <Recent />
        </div>
      </div>
    </>
  );
}

const SeeAll = ({ href }: { href: string }) => (
  <Anchor component={Link} href={href} size="sm" fw={600}>
    See all
  </Anchor>
);

function Requests() {
  const { items, error, retry } = useToAnswer();
  const count = items?.length ?? 0;
  return (
    <Section title="Requests to answer" extra={count > SHOWN && <SeeAll href="/connections?tab=to-answer" />}>
      {!items && (error ? <Failed error={error} onRetry={retry} what="requests" /> : <RowsLoading rows={2} />)}
      {items && count === 0 && (
        <Empty icon={<CheckIcon size={24} />} title="You’re all caught up">
          Nobody is waiting for your answer.
        </Empty>
      )}
      {items && count > 0 && (
        <PersonList label="Requests to answer">
          {items.slice(0, SHOWN).map(({ id, sender, created_at }) => (
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

function Recent() {
  const { data, error, refetch } = useRecent(SHOWN);
  const open = useOpen();
  return (
    <Section title="Recent notifications" extra={data && data.length >= SHOWN && <SeeAll href="/notifications" />}>
      {!data &&
        (error ? <Failed error={error} onRetry={refetch} what="notifications" /> : <RowsLoading rows={SHOWN} />)}
      {data?.length === 0 && (
        <Empty icon={<BellIcon size={24} />} title="Nothing yet">
          Connect with people, and their news arrives here.
        </Empty>
      )}
      {data && data.length > 0 && (
        <ul className={classes.recent}>
          {data.map((notification) => (
            <NotificationItem key={notification.id} notification={notification} onOpen={() => open(notification)} />
          ))}
        </ul>
      )}
    </Section>
  );
}
