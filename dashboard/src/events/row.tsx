import type { AttendanceStatus, Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Status } from '../ui/status.tsx';
import { Leaf } from './leaf.tsx';
import classes from './row.module.css';
import { dayAndTimeIn, endIn, isOnline, zoneFor } from './when.ts';
import { ANSWER_TONES, answerLabels, countsOf, standingOf } from './words.ts';

interface Props {
  event: Event;
  /** How I take part. */
  answer: AttendanceStatus | 'hosting' | null;
}

/** An event in a short list: when, where, and how I take part or who else does. All of it leads to its page. */
export function EventRow({ event, answer }: Props) {
  const now = Date.now();
  const standing = standingOf(event, now);
  const isOn = standing?.tone === 'now';
  const zone = zoneFor(event);
  const time = isOn ? endIn(zone, event.ends_at, now) : dayAndTimeIn(zone, event.date);
  // Two signs leave no room beside them.
  const counts = answer && standing ? '' : countsOf(event);
  return (
    <li>
      <Link href={`/events/${event.id}`} className={classes.row}>
        <Leaf event={event} />
        <span className={classes.text}>
          <bdi className={classes.title}>{event.title}</bdi>
          <span className={classes.line}>
            <span>{isOn ? t`Until ${time}` : time} ·</span>
            <bdi>{isOnline(event) ? t`Online` : event.location}</bdi>
          </span>
          <span className={classes.answer}>
            {standing && <Status tone={standing.tone}>{standing.label}</Status>}
            {answer === 'hosting' && (
              <Status tone="good">
                <Trans>You host it</Trans>
              </Status>
            )}
            {answer && answer !== 'hosting' && <Status tone={ANSWER_TONES[answer]}>{answerLabels()[answer]}</Status>}
            {(!answer || counts) && (
              <span className={classes.line}>
                {!answer && <bdi>{event.host.display_name}</bdi>}
                {!answer && counts && ' · '}
                {counts && <bdi>{counts}</bdi>}
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}
