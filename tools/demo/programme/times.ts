import { localAt } from '../../../functions/src/contract/zones.ts';
import { momentOf } from '../../../functions/src/events/policy.ts';
import type { Entry, When } from './entry.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** From and to which hour, by the clocks of the place, something may begin that is under way. */
const DAYTIME = [9, 18] as const;
const UNDER_WAY = { since: 75 * MINUTE, hours: 4 };

function begins({ day, on, time }: When, zone: string, now: number): number {
  // Noon of a calendar day: the days after it are 24 hours later, whatever the clocks do.
  const first = Date.parse(`${localAt(now, zone).slice(0, 10)}T12:00Z`) + day * DAY;
  const today = new Date(first).getUTCDay();
  const later = on ? (WEEKDAYS.indexOf(on) - today + 7) % 7 : 0;
  const moment = momentOf(`${new Date(first + later * DAY).toISOString().slice(0, 10)}T${time}`, zone);
  if (typeof moment !== 'number') throw new Error(moment.fault);
  return moment;
}

/** @returns when an event begins and ends, in milliseconds since the epoch; null where it can't be under way now */
export function timesOf({ when }: Pick<Entry, 'when'>, zone: string, now: number): [number, number] | null {
  if (when !== 'now') {
    const date = begins(when, zone, now);
    return [date, date + when.hours * HOUR];
  }
  const date = Math.floor((now - UNDER_WAY.since) / (30 * MINUTE)) * 30 * MINUTE;
  const hour = Number(localAt(date, zone).slice(11, 13));
  return hour < DAYTIME[0] || hour >= DAYTIME[1] ? null : [date, date + UNDER_WAY.hours * HOUR];
}
