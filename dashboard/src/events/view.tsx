import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { Section } from '../ui/card.tsx';
import { CalendarIcon, GlobeIcon, LinkIcon, PeopleIcon, PinIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { Status } from '../ui/status.tsx';
import { useTitle } from '../ui/title.ts';
import { CalendarButton } from './calendar-button.tsx';
import { Cover } from './cover.tsx';
import { Leaf } from './leaf.tsx';
import { ShareButton } from './share-button.tsx';
import classes from './view.module.css';
import { isOnline, ownZone, rangeIn, showsSame, zoneFor, zoneName } from './when.ts';
import { countsOf, seatsWords, standingOf } from './words.ts';

interface Props {
  event: Event;
  /** What one can answer, or why one can't. */
  answer: ReactNode;
  /** Of the connections who go, for whoever has some. */
  friends?: ReactNode;
  /** What only the host has. */
  hosting?: ReactNode;
  /** Whether it can be handed on: to a calendar, and to others. */
  sharing?: boolean;
  /** Where it can be muted and reported, for whoever may. */
  report?: ReactNode;
}

/** An event as a page: the same for whoever is signed in or not. */
export function EventView({ event, answer, friends, hosting, sharing = true, report }: Props) {
  useTitle(event.title);
  const standing = standingOf(event, Date.now());
  return (
    <article className={classes.page}>
      <div className={classes.head}>
        <div className={classes.cover}>
          <Cover id={event.id} cover={event.cover} sizes="(max-width: 800px) 100vw, 760px" />
        </div>
        <div className={classes.body}>
          <div className={classes.top}>
            <Leaf event={event} />
            <div className={classes.what}>
              <Title order={1}>
                <bdi>{event.title}</bdi>
              </Title>
              <div className={classes.signs}>
                {standing && <Status tone={standing.tone}>{standing.label}</Status>}
                {event.visibility === 'connections' && (
                  <Status tone="over">{t`Only for connections of the host`}</Status>
                )}
              </div>
            </div>
          </div>
          {event.status === 'cancelled' && event.cancel_message && (
            <p className={classes.message} dir="auto">
              {event.cancel_message}
            </p>
          )}
          <ul className={classes.facts} aria-label={t`When and where`}>
            <When event={event} />
            <Where event={event} />
            <Counts event={event} />
          </ul>
          {answer}
          {sharing && (
            <div className={classes.tools}>
              <CalendarButton event={event} />
              <ShareButton event={event} />
              {report}
            </div>
          )}
        </div>
      </div>
      {hosting}
      {event.description && (
        <Section title={t`About`}>
          <p className={classes.description} dir="auto">
            {event.description}
          </p>
        </Section>
      )}
      {friends}
      <Section title={t`Host`}>
        <PersonList label={t`Host`}>
          <PersonRow person={event.host} />
        </PersonList>
      </Section>
    </article>
  );
}

function Fact({ icon: Icon, children }: { icon: ComponentType<{ size?: number }>; children: ReactNode }) {
  return (
    <li>
      <Icon size={20} />
      <div>{children}</div>
    </li>
  );
}

function When({ event }: { event: Event }) {
  const zone = zoneFor(event);
  const mine = ownZone();
  const clocks = zoneName(zone, event.date);
  return (
    <Fact icon={CalendarIcon}>
      <time dateTime={event.date}>{rangeIn(zone, event)}</time>
      <div className={classes.dim}>
        {isOnline(event) ? t`Your time (${clocks})` : t`Time there (${clocks})`}
        {!isOnline(event) && !showsSame(zone, mine, event.date) && (
          <>
            {' · '}
            <Trans>{{ range: rangeIn(mine, event) }} your time</Trans>
          </>
        )}
      </div>
    </Fact>
  );
}

function Where({ event: { location, link } }: { event: Event }) {
  return (
    <>
      <Fact icon={location ? PinIcon : GlobeIcon}>
        <bdi>{location || t`Online`}</bdi>
        {!location && !link && <div className={classes.dim}>{t`The host has not given a link yet.`}</div>}
      </Fact>
      {link && (
        <Fact icon={LinkIcon}>
          <a href={link} target="_blank" rel="noreferrer noopener nofollow" className={classes.link} dir="ltr">
            {link.replace(/^https:\/\//, '')}
          </a>
        </Fact>
      )}
    </>
  );
}

function Counts({ event }: { event: Event }) {
  return (
    <Fact icon={PeopleIcon}>
      {countsOf(event) ?? t`Nobody has answered yet`}
      {event.capacity !== null && <div className={classes.dim}>{seatsWords(event)}</div>}
    </Fact>
  );
}
