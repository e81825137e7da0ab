import { shortened } from '../contract/length.ts';
import { LIMITS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { localAt } from '../contract/zones.ts';
import type { News } from '../notifications/notify.ts';
import { isoNow } from '../runtime/clock.ts';
import { fromStored } from '../store/converter.ts';
import { HeardAttendee, HeardEvent } from './heard.ts';
import { changesBetween, isHidden, isMended } from './policy.ts';
import type { EventDocument } from './schema.ts';

/** What is told of events, to whomever: ids, words and causes. Titles are cut so that a message fits. */

const TITLE = 120;
const titleOf = ({ title }: Pick<EventDocument, 'title'>): string => shortened(title, TITLE);

const stamp = (time: string): number => Date.parse(time);
const target = (id: string) => ({ kind: 'event' as const, id });

/** Whether an event still takes place, others find it, and it is the one that it was. */
const takesPlace = ({ id, created_at }: HeardEvent): News['cause'] => ({
  path: paths.event(id),
  holds: (data) => {
    if (data === undefined) return false;
    const now = fromStored(HeardEvent, data);
    return now.status === 'scheduled' && !isHidden(now) && now.created_at === created_at;
  },
});

/** Whether somebody still takes part as they did. */
const takesPart = ({ event, id, status, since }: HeardAttendee): News['cause'] => ({
  path: paths.attendee(event, id),
  holds: (data) => {
    if (data === undefined) return false;
    const now = fromStored(HeardAttendee, data);
    return now.status === status && now.since === since;
  },
});

export const hosting = (event: HeardEvent): News => ({
  id: `event_${event.id}_${event.host.id}`,
  topic: 'hosting',
  at: event.created_at,
  message: `${event.host.username} is hosting a new event: ${titleOf(event)}`,
  actor: event.host,
  target: target(event.id),
  cause: takesPlace(event),
});

const DOES = { going: 'is going to', interested: 'is interested in' } as const;

/** Whether somebody answers still, or again, the same. */
const stillDoes = ({ event, id, status }: HeardAttendee): News['cause'] => ({
  path: paths.attendee(event, id),
  holds: (data) => data !== undefined && fromStored(HeardAttendee, data).status === status,
});

/** Friends who join one event are one row: who joined last, and how many others. */
export const joined = (event: HeardEvent, attendee: HeardAttendee, person: NonNullable<News['actor']>) => ({
  id: `event_joined_${event.id}`,
  topic: 'attendance' as const,
  at: attendee.since,
  message: (count: number, by: News['actor'] = person) => {
    const { username } = by ?? person;
    const does = DOES[attendee.status as keyof typeof DOES];
    if (count === 1) return `${username} ${does} ${titleOf(event)}`;
    const others = count === 2 ? '1 other' : `${count - 1} others`;
    return `${username} and ${others} are going to or interested in ${titleOf(event)}`;
  },
  actor: person,
  target: target(event.id),
  cause: stillDoes(attendee),
});

export const invited = (event: HeardEvent, attendee: HeardAttendee): News => ({
  id: `event_invite_${event.id}_${event.host.id}`,
  topic: 'invitation',
  at: attendee.since,
  message: `${event.host.username} invited you to ${titleOf(event)}`,
  actor: event.host,
  target: target(event.id),
  cause: takesPart(attendee),
});

/** A seat that became free, once for each time that they waited. */
export const seated = (event: HeardEvent, attendee: HeardAttendee): News => ({
  id: `event_seat_${event.id}_${attendee.turn}`,
  topic: 'seat',
  at: attendee.since,
  message: `A seat has become free: you are going to ${titleOf(event)}`,
  actor: null,
  target: target(event.id),
  cause: takesPart(attendee),
});

const CANCELLED: News['cause']['holds'] = (data) =>
  data !== undefined && fromStored(HeardEvent, data).status === 'cancelled';

export const cancelledId = (id: string): string => `event_cancelled_${id}`;

/** Names nobody: it is also told of an event whose host has left. */
export const cancelled = (event: HeardEvent): News => ({
  id: cancelledId(event.id),
  topic: 'change',
  at: event.updated_at,
  message: shortened(
    `${titleOf(event)} has been cancelled${event.cancel_message ? `: ${event.cancel_message.replace(/\s+/g, ' ')}` : ''}`,
    LIMITS.notification_message,
  ),
  actor: null,
  target: target(event.id),
  cause: { path: paths.event(event.id), holds: CANCELLED },
});

export const takenDownId = (id: string): string => `event_taken_down_${id}`;

/** What staff have decided, for its host. */
export const takenDown = (event: HeardEvent): News => ({
  id: takenDownId(event.id),
  topic: 'outcome',
  at: event.updated_at,
  message: shortened(
    `${titleOf(event)} has been taken down: ${event.taken_down?.replace(/\s+/g, ' ')}`,
    LIMITS.notification_message,
  ),
  actor: null,
  target: target(event.id),
  cause: { path: paths.event(event.id), holds: CANCELLED },
});

export const hiddenId = (id: string): string => `event_hidden_${id}`;

/** Whether an event that would take place is hidden from all but its host, or isn't. */
const isThere =
  (there: boolean): News['cause']['holds'] =>
  (data) => {
    if (data === undefined) return false;
    const event = fromStored(HeardEvent, data);
    return event.status === 'scheduled' && isHidden(event) !== there;
  };

const ofHiding = (event: HeardEvent, says: string, there: boolean): News => ({
  id: hiddenId(event.id),
  topic: 'change',
  at: isoNow(),
  message: `${titleOf(event)} ${says}`,
  actor: null,
  target: target(event.id),
  cause: { path: paths.event(event.id), holds: isThere(there) },
});

/** An event that nobody but its host finds for now: neither why, nor whether it will be there again, is anybody's to know. */
export const hidden = (event: HeardEvent): News =>
  ofHiding(event, 'can’t be seen at the moment, and may not take place', false);

/** The same event, once it is found again: in the same row, and for those who have it. */
export const shown = (event: HeardEvent): News => ofHiding(event, 'can be seen again', true);

/** That staff have undone what they decided. It may be taken down again, and come back once more. */
export const putBack = (event: HeardEvent): News => ({
  id: `event_put_back_${event.id}_${event.sequence}`,
  topic: 'change',
  at: event.updated_at,
  message: `${titleOf(event)} takes place after all`,
  actor: null,
  target: target(event.id),
  cause: takesPlace(event),
});

/** @returns the id of the row that tells of changes which belong together; null where nobody has to know of any */
export const changedId = ({ id, changed }: Pick<EventDocument, 'id' | 'changed'>): string | null =>
  changed && `event_changed_${id}_${stamp(changed.since)}`;

/** What has changed, against what was before the first of the changes; null where all of it was taken back. */
export function changed(event: EventDocument): News | null {
  const id = changedId(event);
  if (!id || !event.changed) return null;
  const { time, place } = changesBetween(event.changed.from, event);
  if (!time && !place) return null;
  const there = (moment: string) => `${localAt(stamp(moment), event.time_zone).replace('T', ' ')} (${event.time_zone})`;
  const where = event.location ? shortened(event.location, 80) : 'online';
  const onlyLink = event.location !== '' && isMended(event.changed.from.location, event.location);
  const elsewhere = onlyLink
    ? event.link
      ? 'has a new link'
      : 'has no link any more'
    : `now takes place here: ${where}`;
  const begins =
    event.changed.from.date === event.date
      ? `now ends at ${there(event.ends_at)}`
      : `has been moved to ${there(event.date)}`;
  const said = time ? `${begins}${place ? `, ${onlyLink ? 'with a new link' : where}` : ''}` : elsewhere;
  return {
    id,
    topic: 'change',
    at: event.updated_at,
    message: shortened(`${titleOf(event)} ${said}`, LIMITS.notification_message),
    actor: event.host,
    target: target(event.id),
    cause: takesPlace(event),
  };
}

const inWords = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 55) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? 'an hour' : `${hours} hours`;
};

/**
 * @param before how long before the event this reminder is due, in milliseconds: one is told once, however late
 * @param left how long it really is
 */
export const reminder = (event: EventDocument, before: number, left: number): News => ({
  id: `event_reminder_${event.id}_${before / 3_600_000}h_${stamp(event.date)}`,
  topic: 'reminder',
  at: new Date(stamp(event.date) - left).toISOString(),
  message: `${titleOf(event)} begins in ${inWords(left)}`,
  actor: null,
  target: target(event.id),
  cause: {
    path: paths.event(event.id),
    holds: (data) => takesPlace(event).holds(data) && fromStored(HeardEvent, data).date === event.date,
  },
});
