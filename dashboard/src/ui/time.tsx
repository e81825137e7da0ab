import { useEffect, useState } from 'react';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whether `Intl` takes it: some systems give "en-US@posix", at which it throws. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** As the reader writes dates; the words around them are ours. */
const language = navigator.languages.find(isLanguage) ?? 'en';
const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });

/** @returns how long ago `time` was, in a few letters; from a week on the date */
export function ago(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime();
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`;
  if (passed < 2 * DAY) return 'yesterday';
  if (passed < 7 * DAY) return `${Math.floor(passed / DAY)} days ago`;
  return (time.getFullYear() === now.getFullYear() ? day : dayOfYear).format(time);
}

/** "2 min ago", kept true, with the full time on hover. */
export function Ago({ time }: { time: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE / 2);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(time);
  return (
    <time dateTime={time} title={full.format(date)}>
      {ago(date, now)}
    </time>
  );
}

const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' });

/** "November 2026" */
export const monthOf = (time: string): string => month.format(new Date(time));

const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' });

/** "25 Nov 2026, 14:02" */
export const Moment = ({ time }: { time: string }) => <time dateTime={time}>{moment.format(new Date(time))}</time>;
/** "25 November 2026" */
export const Day = ({ time }: { time: string }) => <time dateTime={time}>{date.format(new Date(time))}</time>;
