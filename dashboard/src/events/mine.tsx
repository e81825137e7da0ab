import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { CalendarAddress } from './calendar-address.tsx';
import { EventsLoading } from './card.tsx';
import { EventList } from './event-list.tsx';
import { useEventPages } from './lists.ts';
import classes from './page.module.css';

/** What I am in, the next first; what I host, the latest first; and what I was in. */
export function MyEvents({ uid, onLook }: { uid: string; onLook: () => void }) {
  const mine = { attending: 'me', when: 'current' } as const;
  const past = { attending: 'me', when: 'past' } as const;
  const hosting = { host: uid, when: 'all' } as const;
  const was = useEventPages('mine past', past);
  const lists = [useEventPages('mine', mine), useEventPages('hosting', hosting), was];
  // All at once: the others would jump when the first one comes. And then they stay: each asks once more when it is drawn,
  // where it has failed.
  const [isShown, setShown] = useState(false);
  const isReady = lists.every(({ events, error }) => events || error);
  if (isReady && !isShown) setShown(true);
  if (!isReady && !isShown) return <EventsLoading />;
  return (
    <div className={classes.mine}>
      <section aria-label={t`Your answers`}>
        <Title order={2}>{t`Your answers`}</Title>
        <EventList
          view="mine"
          query={mine}
          label={t`Your answers`}
          uid={uid}
          empty={{
            title: t`Nothing planned yet`,
            text: t`Events that you go to, are interested in or are invited to show here.`,
            action: (
              <Button variant="default" onClick={onLook}>
                <Trans>See upcoming events</Trans>
              </Button>
            ),
          }}
        />
      </section>
      <section aria-label={t`You host`}>
        <Title order={2}>{t`You host`}</Title>
        <EventList
          view="hosting"
          query={hosting}
          label={t`You host`}
          uid={uid}
          empty={{
            title: t`You aren’t hosting any events`,
            text: t`Bring people together: at a place, or online.`,
            action: (
              <Button component={Link} href="/events/new" variant="light">
                <Trans>Host an event</Trans>
              </Button>
            ),
          }}
        />
      </section>
      {was.events?.length !== 0 && (
        <section aria-label={t`Past`}>
          <Title order={2}>{t`Past`}</Title>
          <EventList view="mine past" query={past} label={t`Past`} uid={uid} />
        </section>
      )}
      <CalendarAddress />
    </div>
  );
}
