import { Button, Title } from '@mantine/core';
import { Link } from 'wouter';
import { CalendarAddress } from './calendar-address.tsx';
import { EventList } from './event-list.tsx';
import classes from './page.module.css';

/** What I am in, and what I host: latest first, also what is over. */
export function MyEvents({ uid, onLook }: { uid: string; onLook: () => void }) {
  return (
    <div className={classes.mine}>
      <section aria-label="Your answers">
        <Title order={2}>Your answers</Title>
        <EventList
          view="mine"
          query={{ attending: 'me', when: 'all' }}
          label="Your answers"
          uid={uid}
          empty={{
            title: 'You are in no event yet',
            text: 'Events that you go to, are interested in or are invited to show here.',
            action: (
              <Button variant="default" onClick={onLook}>
                See upcoming events
              </Button>
            ),
          }}
        />
      </section>
      <section aria-label="You host">
        <Title order={2}>You host</Title>
        <EventList
          view="hosting"
          query={{ host: uid, when: 'all' }}
          label="You host"
          uid={uid}
          empty={{
            title: 'You host no event',
            text: 'Bring people together: at a place, or online.',
            action: (
              <Button component={Link} href="/events/new" variant="light">
                Host an event
              </Button>
            ),
          }}
        />
      </section>
      <CalendarAddress />
    </div>
  );
}
