import { plural, t } from '@lingui/core/macro';
import { locale } from '../language/language.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });

const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });

/** "Wednesday, 25 November 2026 at 14:02" */
export const fullTime = (time: number | Date): string => full.format(time);

const midnight = (time: number | Date): number => new Date(time).setHours(0, 0, 0, 0);

/** Days by the reader's calendar; one on which clocks change is longer or shorter than the others. */
export const daysBetween = (time: number | Date, now: number | Date): number =>
  Math.round((midnight(now) - midnight(time)) / DAY);

/** @returns how long ago `time` was, in a few letters; from a week on the date */
export function ago(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime();
  if (passed < MINUTE) return t`just now`;
  if (passed < HOUR) return plural({ minutes: Math.floor(passed / MINUTE) }, { other: '# min ago' });
  const days = daysBetween(time, now);
  if (passed < DAY || days === 0) return plural({ hours: Math.floor(passed / HOUR) }, { other: '# h ago' });
  if (days === 1) return t`yesterday`;
  if (days < 7) return plural(days, { other: '# days ago' });
  return (time.getFullYear() === now.getFullYear() ? day : dayOfYear).format(time);
}
