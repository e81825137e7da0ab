import { Anchor, Title } from '@mantine/core';
import { Link } from 'wouter';
import { ConnectionButton } from '../connections/button.tsx';
import { useToAnswer } from '../connections/live.ts';
import { Suggestions } from '../connections/suggestions.tsx';
import { NotificationItem } from '../notifications/item.tsx';
import { useRecent } from '../notifications/list.ts';
import { useOpen } from '../notifications/panel.tsx';
import { BellIcon, CheckIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { Empty, Failed, RowsLoading, Section } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { useTitle } from '../ui/title.ts';
import { useMe } from '../users/me.ts';
import classes from './home.module.css';
import { ProfileCard } from './profile-card.tsx';

/** How many requests and notifications home shows; the rest has pages of its own. */
const SHOWN = 4;

const greeting = (hour: number): string =>
  hour < 5 ? 'Good night' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';

export default function Home() {
  useTitle('Home');
  const { data: me } = useMe();
  return (
    <>
      <header className={classes.hello}>
        <Title order={1}>
          {greeting(new Date().getHours())}
          {me && `, ${me.display_name}`}
        </Title>
        <p>Here is what is new with you and your people.</p>
      </header>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Requests />
          <Suggestions />
        </div>
        <div className={classes.column}>
          {me && <ProfileCard me={me} />}
          <Recent />
        </div>
      </div>
    </>
  );
}

function Requests() {
  const { items, error, retry } = useToAnswer();
  const count = items?.length ?? 0;
  return (
    <Section
      title="Requests to answer"
      extra={
        count > SHOWN && (
          <Anchor component={Link} href="/connections?tab=to-answer" size="sm" fw={600}>
            See all
          </Anchor>
        )
      }
    >
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
    <Section
      title="Recent notifications"
      extra={
        data &&
        data.length >= SHOWN && (
          <Anchor component={Link} href="/notifications" size="sm" fw={600}>
            See all
          </Anchor>
        )
      }
    >
      {!data && (error ? <Failed error={error} onRetry={refetch} what="notifications" /> : <RowsLoading />)}
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
