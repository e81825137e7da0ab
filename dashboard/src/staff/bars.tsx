import type { AnalyticsDay } from '@api/staff/schema.ts';
import { t } from '@lingui/core/macro';
import type { CSSProperties } from 'react';
import { locale } from '../language/language.ts';
import { Section } from '../ui/card.tsx';
import classes from './table.module.css';

const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const inWords = (day: string): string => format.format(new Date(day));

interface Props {
  title: string;
  days: readonly AnalyticsDay[];
  of: (day: AnalyticsDay) => number;
}

/** A number a day as bars. Whoever doesn't see them has the first, the last and the highest in words. */
export function Bars({ title, days, of }: Props) {
  const values = days.map(of);
  const most = Math.max(1, ...values);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const said = (value: number) => value.toLocaleString(locale);
  const [start, end, highest] = [said(of(first)), said(of(last)), said(Math.max(...values))];
  const [from, to] = [inWords(first.day), inWords(last.day)];
  return (
    <Section title={title}>
      <div
        className={classes.bars}
        role="img"
        aria-label={t`${title}: ${start} on ${from}, ${end} on ${to}, at most ${highest}`}
      >
        {days.map((day) => (
          <span
            key={day.day}
            className={classes.bar}
            title={`${inWords(day.day)}: ${said(of(day))}`}
            style={{ '--share': `${(100 * of(day)) / most}%` } as CSSProperties}
          />
        ))}
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>{from}</span>
        <span>{t`at most ${highest}`}</span>
        <span>{to}</span>
      </div>
    </Section>
  );
}
