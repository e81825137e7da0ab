import { t } from '@lingui/core/macro';
import { locale } from '../language/language.ts';
import { daysBetween } from '../ui/ago.ts';

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
const shortWeekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
const dateOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const shortOfYear = new Intl.DateTimeFormat(locale, { dateStyle: 'short' });

const isThisYear = (time: number, now: number): boolean => new Date(time).getFullYear() === new Date(now).getFullYear();

/** "14:02" */
export const clockOf = (time: number): string => clock.format(time);

/** @returns the day that a part of a conversation was on: "Today", "Wednesday", "3 November" */
export function dayOf(time: number, now: number): string {
  const days = daysBetween(time, now);
  // A clock that is behind the server's makes a message of tomorrow.
  if (days <= 0) return t`Today`;
  if (days === 1) return t`Yesterday`;
  if (days < 7) return weekday.format(time);
  return (isThisYear(time, now) ? date : dateOfYear).format(time);
}

/** @returns when something was, in as few letters as a list has room for: "14:02", "Yesterday", "Wed", "3 Nov" */
export function shortTime(time: number, now: number): string {
  const days = daysBetween(time, now);
  if (days <= 0) return clock.format(time);
  if (days === 1) return t`Yesterday`;
  if (days < 7) return shortWeekday.format(time);
  return (isThisYear(time, now) ? short : shortOfYear).format(time);
}
