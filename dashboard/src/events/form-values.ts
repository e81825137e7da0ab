import { EVENT_HOURS } from '@api/contract/limits.ts';
import { isZone, localAt, type Meaning, meaningOf } from '@api/contract/zones.ts';
import type { CreateEvent, Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { ownZone } from './when.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Which of the two moments is meant, where clocks show a time twice. */
export type Which = '' | 'first' | 'second';

/** An event as it is typed: local times, and all of it text. */
export interface Values {
  title: string;
  description: string;
  date: string;
  date_pick: Which;
  ends_at: string;
  ends_at_pick: Which;
  time_zone: string;
  place: 'there' | 'online';
  location: string;
  link: string;
  capacity: string;
  visibility: Event['visibility'];
}

export type TimeName = 'date' | 'ends_at';

/** @returns what a typed time means; null for what is none yet */
export const meaning = (local: string, zone: string): Meaning | null => (isZone(zone) ? meaningOf(local, zone) : null);

/** @returns the moment that a typed time stands for; null where it is none, or not yet one */
export function instantOf(local: string, pick: Which, zone: string): number | null {
  const found = meaning(local, zone);
  if (found?.is === 'one') return found.instant;
  if (found?.is !== 'twice' || pick === '') return null;
  return found.instants[pick === 'first' ? 0 : 1];
}

/** @returns a moment as it is typed: what clocks show, and which of the two where they show it twice */
export function typedAt(instant: number, zone: string): { local: string; pick: Which } {
  const local = localAt(instant, zone);
  const found = meaning(local, zone);
  if (found?.is !== 'twice') return { local, pick: '' };
  // Seconds aren't typed.
  return { local, pick: instant < found.instants[1] ? 'first' : 'second' };
}

/** What a new event starts from: in a week, in the evening, where one is. */
export function blank(now: number): Values {
  const time_zone = ownZone();
  const date = `${localAt(now + 7 * DAY, time_zone).slice(0, 10)}T18:00`;
  const begins = instantOf(date, 'first', time_zone) ?? now + 7 * DAY;
  return {
    ...{ title: '', description: '', location: '', link: '', capacity: '' },
    ...{ place: 'there', visibility: 'public', time_zone },
    ...{ date, date_pick: '' },
    ...{ ends_at: localAt(begins + EVENT_HOURS * HOUR, time_zone), ends_at_pick: '' },
  };
}

export function valuesOf(event: Event): Values {
  const time_zone = isZone(event.time_zone) ? event.time_zone : ownZone();
  const date = typedAt(Date.parse(event.date), time_zone);
  const ends = typedAt(Date.parse(event.ends_at), time_zone);
  return {
    title: event.title,
    description: event.description,
    ...{ date: date.local, date_pick: date.pick, ends_at: ends.local, ends_at_pick: ends.pick, time_zone },
    ...{ place: event.location === '' ? 'online' : 'there', location: event.location, link: event.link ?? '' },
    capacity: event.capacity === null ? '' : String(event.capacity),
    visibility: event.visibility,
  };
}

/** A time as it is sent: the moment, or what was typed, for the API's own words about what is wrong with it. */
function sentTime(values: Values, name: TimeName): string {
  const instant = instantOf(values[name], values[`${name}_pick`], values.time_zone);
  return instant === null ? values[name] : new Date(instant).toISOString();
}

export const bodyOf = (values: Values): Required<CreateEvent> => ({
  title: values.title.trim(),
  description: values.description,
  date: sentTime(values, 'date'),
  ends_at: sentTime(values, 'ends_at'),
  time_zone: values.time_zone,
  location: values.place === 'there' ? values.location.trim() : '',
  link: values.link.trim() || null,
  // What is no number is refused by the schema, in its own words.
  capacity: values.capacity.trim() === '' ? null : Number(values.capacity),
  visibility: values.visibility,
});

/** @returns what differs from the event as it was; a time never alone, because moving the beginning would move the end */
export function patchOf(values: Values, event: Event): Partial<CreateEvent> {
  const before = new Map<string, unknown>(Object.entries(bodyOf(valuesOf(event))));
  const changes = Object.entries(bodyOf(values)).filter(([name, value]) => before.get(name) !== value);
  const patch = Object.fromEntries(changes) as Partial<CreateEvent>;
  const { date, ends_at } = bodyOf(values);
  return patch.date === undefined && patch.ends_at === undefined ? patch : { ...patch, date, ends_at };
}

/** The event as it would be, for the preview. */
export function previewOf(values: Values, base: Event): Event {
  const body = bodyOf(values);
  const begins = instantOf(values.date, values.date_pick || 'first', values.time_zone) ?? Date.now();
  const ends = instantOf(values.ends_at, values.ends_at_pick || 'first', values.time_zone) ?? begins;
  return {
    ...base,
    ...body,
    title: body.title || t`Your event`,
    location: body.location || (values.place === 'there' ? t`Place` : ''),
    capacity: Number.isInteger(body.capacity) && (body.capacity ?? 0) > 0 ? body.capacity : null,
    date: new Date(begins).toISOString(),
    ends_at: new Date(Math.max(begins, ends)).toISOString(),
  };
}
