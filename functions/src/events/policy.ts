import type { FieldError } from '../contract/errors.ts';
import { EVENT_WITHHELD, type EventWithheld } from '../contract/events.ts';
import { EVENT_DAYS, EVENT_HOURS, EVENT_YEARS_AHEAD } from '../contract/limits.ts';
import { isZone, localAt, meaningOf, offsetAt, offsetText } from '../contract/zones.ts';
import type { Answer, Attendee, EventDocument, Placement, Told } from './schema.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How late a beginning may be sent: forms are filled in slowly. */
const GRACE = 5 * MINUTE;

const iso = (instant: number): string => new Date(instant).toISOString();
/** A moment as one may send it, with what clocks at the place show: 2027-03-28T03:30+02:00 */
const written = (instant: number, zone: string): string =>
  `${localAt(instant, zone)}${offsetText(offsetAt(instant, zone))}`;

const WITH_OFFSET = /^(.*T.*?)(?:Z|([+-])(\d{2}):?(\d{2}))$/i;

/**
 * Reads a time as people and programs send it, for the API and for the forms of the dashboard: with an offset or Z it is
 * a moment; without one it is what clocks show in `zone`.
 * @returns milliseconds since the epoch, or what is wrong, with what to send instead
 */
export function momentOf(text: string, zone: string): number | { fault: string } {
  const [, local = text, sign, hours = '0', minutes = '0'] = WITH_OFFSET.exec(text.trim()) ?? [];
  const hasOffset = local !== text;
  const meaning = meaningOf(local.toUpperCase(), hasOffset ? 'UTC' : zone);
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
  if (!meaning || Math.abs(offset) > 15 * HOUR || Number(minutes) > 59) {
    return { fault: 'Enter a date and time, like 2027-06-01T10:00:00Z.' };
  }
  if (meaning.is === 'one') return meaning.instant - offset;
  const [first, second] = meaning.is === 'skipped' ? meaning.nearest : meaning.instants;
  const both = [written(first, zone), written(second, zone)];
  return {
    fault:
      meaning.is === 'skipped'
        ? `Clocks in ${zone} skip this time. The nearest are ${both.join(' and ')}.`
        : `Clocks in ${zone} show this time twice. Say which: ${both.join(' or ')}.`,
  };
}

/** When an event takes place. */
export type Schedule = Pick<EventDocument, 'date' | 'ends_at' | 'time_zone'>;
/** The same as it is sent. */
export type TypedSchedule = Partial<Schedule>;

/**
 * @param before undefined for a new event
 * @param now milliseconds since the epoch
 * @returns when the event takes place from now on, or what is wrong with what was sent
 */
export function scheduleOf(
  sent: TypedSchedule,
  before: Schedule | undefined,
  now: number,
): { schedule: Schedule } | { errors: FieldError[] } {
  const time_zone = sent.time_zone ?? before?.time_zone ?? 'UTC';
  // The schema names the field.
  if (!isZone(time_zone)) return { errors: [{ field: 'time_zone', message: 'Name a zone, like Europe/Berlin.' }] };
  const errors: FieldError[] = [];
  const read = (field: 'date' | 'ends_at', otherwise: number): number => {
    const text = sent[field];
    if (text === undefined) return otherwise;
    const moment = momentOf(text, time_zone);
    if (typeof moment === 'number') return moment;
    errors.push({ field, message: moment.fault });
    return otherwise;
  };
  const lasts = before ? Date.parse(before.ends_at) - Date.parse(before.date) : EVENT_HOURS * HOUR;
  const date = read('date', before ? Date.parse(before.date) : now);
  const ends = read('ends_at', date + lasts);
  if (errors.length > 0) return { errors };
  const moved = !before || date !== Date.parse(before.date);
  const add = (field: 'date' | 'ends_at', message: string) => errors.push({ field, message });
  if (moved && date < now - GRACE) add('date', 'This time has passed.');
  else if (moved && date > now + EVENT_YEARS_AHEAD * 366 * DAY) {
    add('date', `At most ${EVENT_YEARS_AHEAD} years ahead.`);
  }
  if (ends <= date) add('ends_at', 'It must end after it begins.');
  else if (ends > date + EVENT_DAYS * DAY) add('ends_at', `At most ${EVENT_DAYS} days after it begins.`);
  else if (errors.length === 0 && ends <= now && (!before || ends !== Date.parse(before.ends_at))) {
    add('ends_at', 'This time has passed.');
  }
  return errors.length > 0 ? { errors } : { schedule: { date: iso(date), ends_at: iso(ends), time_zone } };
}

/** How long before an event those who go are reminded. */
export const REMINDERS = [24 * HOUR, HOUR] as const;

/** @returns when the next reminder of an event is due, ISO 8601; null where none is left */
export function nextReminder(date: string, now: number): string | null {
  const due = REMINDERS.map((before) => Date.parse(date) - before).filter((at) => at > now);
  return due.length > 0 ? iso(Math.min(...due)) : null;
}

/** @returns when what isn't over at `now` has begun at the earliest: nothing lasts longer than `EVENT_DAYS` */
export const earliestBegin = (now: number): string => iso(now - EVENT_DAYS * DAY);

export const isOver = ({ ends_at }: Pick<EventDocument, 'ends_at'>, now: number): boolean => Date.parse(ends_at) <= now;

/** @returns to whom lists show an event */
export const listedFor = (event: Pick<EventDocument, 'status' | 'visibility' | 'taken_down' | 'withheld'>) =>
  event.status === 'cancelled' || isHidden(event) ? 'no' : event.visibility;

/** @returns whether nobody but its host is to see an event: taken down for good, or hidden for now */
export const isHidden = ({ taken_down, withheld = [] }: Pick<EventDocument, 'taken_down' | 'withheld'>): boolean =>
  taken_down !== null || withheld.length > 0;

/** @returns an event with one more, or one less, reason for which nobody is to see it */
export function withheldAs(event: EventDocument, reason: EventWithheld, holds: boolean): EventDocument {
  const { withheld = [] } = event;
  return {
    ...event,
    withheld: EVENT_WITHHELD.filter((other) => (other === reason ? holds : withheld.includes(other))),
  };
}

/** Why nothing can be changed any more; null where it can. */
export function closedFor(event: Pick<EventDocument, 'status' | 'ends_at'>, now: number): string | null {
  if (event.status === 'cancelled') return 'This event has been cancelled.';
  return isOver(event, now) ? 'This event is over.' : null;
}

/** What an answer does to the seats, and to those who wait. */
export interface Move {
  status: Attendee['status'];
  seats: -1 | 0 | 1;
  waits: -1 | 0 | 1;
}

/** @returns what becomes of an answer; null where it changes nothing */
export function moveTo(
  answer: Answer,
  before: Attendee['status'] | undefined,
  { capacity, taken, waiting }: Pick<EventDocument, 'capacity' | 'taken' | 'waiting'>,
): Move | null {
  if (before === answer || (answer === 'going' && before === 'waiting')) return null;
  const limited = capacity !== null;
  if (answer === 'interested') return { status: 'interested', ...leaving(before, limited) };
  // Nobody passes those who wait, also while a seat is just being given out.
  const full = limited && (taken >= capacity || waiting > 0);
  if (full) return { status: 'waiting', seats: 0, waits: 1 };
  return { status: 'going', seats: limited ? 1 : 0, waits: 0 };
}

/** @returns what it does to the seats, and to those who wait, when somebody is no longer what they were */
export const leaving = (before: Attendee['status'] | undefined, limited: boolean): Pick<Move, 'seats' | 'waits'> => ({
  seats: limited && before === 'going' ? -1 : 0,
  waits: before === 'waiting' ? -1 : 0,
});

/** @returns how many of those who wait get a seat */
export function seatsFor({
  status,
  capacity,
  taken,
  waiting,
}: Pick<EventDocument, 'status' | 'capacity' | 'taken' | 'waiting'>): number {
  if (status === 'cancelled') return 0;
  return Math.max(0, Math.min(waiting, capacity === null ? waiting : capacity - taken));
}

/** The least number of letters to add, leave out or replace; more than `most` is not told apart. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      const replaced = (row[k - 1] ?? 0) + (a[i - 1] === b[k - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
const digits = (text: string): string => (text.match(/\p{N}+/gu) ?? []).join(' ');

/** Whether somebody only mended what they had mistyped: another house number, or another place, is no such thing. */
export function isMended(from: string, to: string): boolean {
  if (digits(from) !== digits(to)) return false;
  const [a, b] = [plain(from), plain(to)];
  if (a === b) return true;
  const most = Math.min(2, Math.floor(Math.min(a.length, b.length) / 4));
  return distance(a, b, most) <= most;
}

/** What of an event has changed so that those in it must know. */
export interface Changes {
  time: boolean;
  place: boolean;
}

export function changesBetween(from: Placement, to: Placement): Changes {
  return {
    time: from.date !== to.date || from.ends_at !== to.ends_at,
    place: from.link !== to.link || !isMended(from.location, to.location),
  };
}

/** How long changes in a row are told as one. */
export const TOGETHER_MS = 10 * MINUTE;

/** @returns what `changed` of an event is after a change; the same as before where nobody has to know */
export function changedSince(
  before: Pick<EventDocument, 'changed'> & Placement,
  after: Placement,
  now: number,
): EventDocument['changed'] {
  const { time, place } = changesBetween(before, after);
  if (!time && !place) return before.changed;
  if (before.changed && now - Date.parse(before.changed.since) < TOGETHER_MS) return before.changed;
  const { date, ends_at, location, link } = before;
  return { since: iso(now), from: { date, ends_at, location, link } };
}

/** Of fewer connections nothing is said of who has switched such news off: their host would soon know who that is. */
export const FEWEST_TOLD_APART = 20;
/** Otherwise it is told in tens: one connection more or less doesn't show by itself. */
const STEP = 10;

/** @returns what a host learns of how many of their `connections` are `told` of an event */
export function toldAmong(connections: number, told: number): Told {
  const off = connections - told;
  const at_least = connections < FEWEST_TOLD_APART ? 0 : Math.floor(off / STEP) * STEP;
  const at_most = connections < FEWEST_TOLD_APART ? connections : Math.min(connections, at_least + STEP - 1);
  return {
    connections,
    told: { at_least: connections - at_most, at_most: connections - at_least },
    left_out: { switched_off: { at_least, at_most } },
  };
}
