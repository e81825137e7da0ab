import { isZone } from '@api/contract/zones.ts';
import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { language, locale } from '../language/language.ts';

/** The reader's own. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export type Timed = Pick<Event, 'date' | 'ends_at' | 'time_zone' | 'location'>;

export const isOnline = ({ location }: Pick<Event, 'location'>): boolean => location === '';

/**
 * The clocks that an event is told by: at a place those of the place, wherever one reads it; online the reader's own.
 * A zone that this browser doesn't know yet is shown by the reader's, too.
 */
export const zoneFor = (event: Pick<Event, 'time_zone' | 'location'>): string =>
  isOnline(event) || !isZone(event.time_zone) ? ownZone() : event.time_zone;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${zone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, format);
  return format;
}

const THIS_YEAR: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
};
const ANY_YEAR: Intl.DateTimeFormatOptions = { ...THIS_YEAR, year: 'numeric' };

const yearIn = (zone: string, time: Date): string => formatOf(zone, 'year', { year: 'numeric' }).format(time);

/** "Tue, 1 Jun, 10:00 – 13:00", with the year where it is another than this */
export function rangeIn(zone: string, { date, ends_at }: Pick<Event, 'date' | 'ends_at'>): string {
  const [from, to] = [new Date(date), new Date(ends_at)];
  const now = yearIn(zone, new Date());
  const isThis = yearIn(zone, from) === now && yearIn(zone, to) === now;
  return (isThis ? formatOf(zone, 'this year', THIS_YEAR) : formatOf(zone, 'range', ANY_YEAR)).formatRange(from, to);
}

/** "Tue, 1 Jun 2027, 10:00" */
export const startIn = (zone: string, instant: string | number): string =>
  formatOf(zone, 'range', ANY_YEAR).format(new Date(instant));

/** "Tue 10:00", beside what says the date */
export const dayAndTimeIn = (zone: string, instant: string): string =>
  formatOf(zone, 'short', { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(new Date(instant));

/** Within these a day of the week says which day is meant. */
const NEAR_MS = 6 * 24 * 60 * 60 * 1000;

/** "Tue 10:00" where that is soon; else "Tue, 1 Jun" */
export const endIn = (zone: string, instant: string, now: number): string =>
  Date.parse(instant) - now < NEAR_MS
    ? dayAndTimeIn(zone, instant)
    : formatOf(zone, 'date', { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(instant));

/** "10:00 GMT+1": a time with what tells it from the same an hour later */
export const timeWithOffset = (zone: string, instant: number): string =>
  formatOf(zone, 'offset', { hour: 'numeric', minute: '2-digit', timeZoneName: 'shortOffset' }).format(instant);

/** The day of a calendar's leaf: "1" and "Jun". */
export const leafOf = (event: Timed): { day: string; month: string } => {
  const zone = zoneFor(event);
  const date = new Date(event.date);
  return {
    day: formatOf(zone, 'day', { day: 'numeric' }).format(date),
    month: formatOf(zone, 'month', { month: 'short' }).format(date),
  };
};

/** The word for time, which stands before the place. */
const TIME_IN = /^توقيت /;

/**
 * "New York": the place that a zone is named after. The names of zones are English; in another language it is what the
 * browser calls the time there, which is a city, or a country that has one time; '' where it has no name in that language.
 */
export function placeOfZone(zone: string): string {
  if (language === 'en' || !zone.includes('/')) return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const parts = formatOf(zone, 'place', { timeZoneName: 'shortGeneric' }).formatToParts(0);
  const said = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // Some are no more than an offset, and Chromium knows most cities in English alone.
  return TIME_IN.test(said) && !/[a-z]/i.test(said) ? said.replace(TIME_IN, '') : '';
}

/** "New York, GMT-4": the place that a zone is named after, as far as it has a name, and its offset at a moment. */
export function zoneName(zone: string, instant: string | number): string {
  const parts = formatOf(zone, 'zone', { timeZoneName: 'shortOffset' }).formatToParts(new Date(instant));
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const place = placeOfZone(zone);
  if (place === offset || zone === 'UTC') return 'UTC';
  return place ? t`${place}, ${offset}` : offset;
}

/** Whether clocks in two zones show the same at a moment. */
export const showsSame = (a: string, b: string, instant: string): boolean =>
  startIn(a, instant) === startIn(b, instant);
