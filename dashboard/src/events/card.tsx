import type { AttendanceStatus, Event } from '@api/events/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Skeleton } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'wouter';
import { Avatar } from '../ui/avatar.tsx';
import { GlobeIcon, PinIcon } from '../ui/icons.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { Status } from '../ui/status.tsx';
import classes from './card.module.css';
import { Cover } from './cover.tsx';
import { Leaf } from './leaf.tsx';
import { isOnline, rangeIn, zoneFor, zoneName } from './when.ts';
import { ANSWER_TONES, answerLabels, countsOf, seatsLeft, standingOf } from './words.ts';

interface Props {
  event: Event;
  /** How I take part. */
  answer?: AttendanceStatus | 'hosting' | undefined;
  /** A chosen cover, before it is sent. */
  src?: string | null;
  /** Of an event that isn't there yet: it leads nowhere. */
  preview?: boolean;
  /** Where it leads, if not to the page that everybody has. */
  href?: string;
}

/** An event in a list: all of it leads to its page. */
export const EventCard = memo(function EventCard(props: Props) {
  const { event, answer, src = null, preview = false, href = `/events/${event.id}` } = props;
  const zone = zoneFor(event);
  const range = rangeIn(zone, event);
  const clocks = zoneName(zone, event.date);
  const standing = standingOf(event, Date.now());
  const left = standing ? null : seatsLeft(event);
  const facts = [countsOf(event), left === 0 ? t`Full` : left !== null && plural(left, { other: '# left' })];
  const Place = isOnline(event) ? GlobeIcon : PinIcon;
  const title = <bdi>{event.title}</bdi>;
  return (
    <article className={classes.card}>
      <Cover id={event.id} cover={event.cover} src={src} sizes="(max-width: 720px) 100vw, 360px" />
      <div className={classes.body}>
        <div className={classes.top}>
          <Leaf event={event} />
          <div className={classes.what}>
            <h2 className={classes.title}>{preview ? title : <Link href={href}>{title}</Link>}</h2>
            <p className={classes.line}>
              <Trans>
                <time dateTime={event.date}>{range}</time>, {clocks}
              </Trans>
            </p>
          </div>
        </div>
        <p className={classes.place}>
          <Place size={16} />
          <bdi>{event.location || t`Online`}</bdi>
        </p>
        <p className={classes.host}>
          <Avatar person={event.host} size={24} />
          <bdi>{event.host.display_name}</bdi>
          {event.host.is_verified && <VerifiedTick size={14} />}
        </p>
        <div className={classes.foot}>
          <span>{facts.filter(Boolean).join(' · ') || t`Nobody has answered yet`}</span>
          <span className={classes.signs}>
            {standing && <Status tone={standing.tone}>{standing.label}</Status>}
            {answer === 'hosting' && <Status tone="good">{t`You host it`}</Status>}
            {answer && answer !== 'hosting' && <Status tone={ANSWER_TONES[answer]}>{answerLabels()[answer]}</Status>}
          </span>
        </div>
      </div>
    </article>
  );
});

/** The shape of a page of cards while it is on its way. */
export function EventsLoading({ cards = 6 }: { cards?: number }) {
  return (
    <div aria-busy="true" role="status" aria-label={t`Loading`} className={classes.grid}>
      {Array.from({ length: cards }, (_, card) => card).map((card) => (
        <div key={card} className={classes.card}>
          <Skeleton className={classes.blank} radius={0} />
          <div className={classes.body}>
            <div className={classes.top}>
              <Skeleton height={56} width={52} radius="md" />
              <div className={classes.what}>
                <Skeleton height={14} width="80%" radius="xl" />
                <Skeleton height={10} width="95%" mt={10} radius="xl" />
              </div>
            </div>
            <Skeleton height={10} width="50%" radius="xl" />
            <Skeleton height={24} width="40%" radius="xl" />
          </div>
        </div>
      ))}
    </div>
  );
}
