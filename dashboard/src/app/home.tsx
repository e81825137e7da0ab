import { Anchor, Button, Title } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { ConnectionButton } from '../connections/button.tsx';
import { useLiveConnections } from '../connections/live.tsx';
import { Suggestions } from '../connections/suggestions.tsx';
import { NotificationItem } from '../notifications/item.tsx';
import { useLiveNotifications } from '../notifications/live.tsx';
import { pageOf } from '../notifications/target.ts';
import { AlertIcon, BellIcon, CheckIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { Empty, RowsLoading, Section } from '../ui/states.tsx';
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
          {me && `, ${me.display_name.split(' ')[0]}`}
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
  const { toAnswer, state } = useLiveConnections();
  return (
    <Section
      title="Requests to answer"
      extra={
        toAnswer.length > SHOWN && (
          <Anchor component={Link} href="/connections?tab=to-answer" size="sm" fw={600}>
            See all {toAnswer.length}
          </Anchor>
        )
      }
    >
      {state === 'loading' && <RowsLoading rows={2} />}
      {state === 'down' && (
        <Empty
          icon={<AlertIcon size={24} />}
          title="Requests aren’t live right now"
          action={
            <Button component={Link} href="/connections?tab=to-answer" variant="default">
              Look them up
            </Button>
          }
        >
          We are reconnecting, and they show as soon as that is done.
        </Empty>
      )}
      {(state === 'complete' || state === 'partial') && toAnswer.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title="You’re all caught up">
          Nobody is waiting for your answer.
        </Empty>
      )}
      {toAnswer.length > 0 && (
        <PersonList label="Requests to answer">
          {toAnswer.slice(0, SHOWN).map(({ id, sender, created_at }) => (
            <PersonRow
              key={id}
              person={sender}
              line={
                <>
                  wants to connect · <Ago time={created_at} />
                </>
              }
              action={<ConnectionButton person={sender} />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}

function Recent() {
  const { newest, markRead } = useLiveNotifications();
  const [, navigate] = useLocation();
  return (
    <Section title="Recent notifications">
      {!newest && <RowsLoading />}
      {newest?.length === 0 && (
        <Empty
          icon={<BellIcon size={24} />}
          title="Nothing yet"
          action={
            <Button component={Link} href="/people" variant="light">
              Find people
            </Button>
          }
        >
          Connect with people, and their news arrives here.
        </Empty>
      )}
      {newest && newest.length > 0 && (
        <ul className={classes.recent}>
          {newest.slice(0, SHOWN).map((notification) => (
            <NotificationItem
              key={notification.id}
              notification={notification}
              onOpen={() => {
                // Unread it stays if this fails: the dot says so.
                if (!notification.is_read) markRead(notification).catch(() => {});
                const page = pageOf(notification);
                if (page) navigate(page);
              }}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
