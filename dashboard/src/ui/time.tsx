import { useEffect, useState } from 'react';
import { locale } from '../language/language.ts';
import { ago, fullTime, MINUTE } from './ago.ts';

/** "2 min ago", kept true, with the full time on hover. */
export function Ago({ time }: { time: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE / 2);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(time);
  return (
    <time dateTime={time} title={fullTime(date)}>
      {ago(date, now)}
    </time>
  );
}

const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });

/** "November 2026" */
export const monthOf = (time: string): string => month.format(new Date(time));

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

/** "25 Nov 2026, 14:02" */
export const Moment = ({ time }: { time: string }) => <time dateTime={time}>{moment.format(new Date(time))}</time>;
/** "25 November 2026" */
export const dateOf = (time: string): string => date.format(new Date(time));
export const Day = ({ time }: { time: string }) => <time dateTime={time}>{dateOf(time)}</time>;
