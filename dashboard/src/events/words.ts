import { closedFor, isOver } from '@api/events/policy.ts';
import type { AttendanceStatus, Event, ReviewedEvent, Told } from '@api/events/schema.ts';
import type { Tone } from '../ui/status.tsx';

/** How one's own answer, or that of others, is called. */
export const ANSWER_LABELS: Record<AttendanceStatus, string> = {
  going: 'Going',
  interested: 'Interested',
  invited: 'Invited',
  waiting: 'On the waiting list',
};

export const ANSWER_TONES: Record<AttendanceStatus, Tone> = {
  going: 'good',
  interested: 'good',
  invited: 'waiting',
  waiting: 'waiting',
};

/** "12 going · 3 interested"; null while nobody is either. */
export function countsOf({ counts }: Pick<Event, 'counts'>): string | null {
  const said = [
    counts.going > 0 && `${counts.going.toLocaleString('en')} going`,
    counts.interested > 0 && `${counts.interested.toLocaleString('en')} interested`,
  ].filter(Boolean);
  return said.length > 0 ? said.join(' · ') : null;
}

/** How many can still go; null where there is no limit. */
export const seatsLeft = ({ capacity, counts }: Pick<Event, 'capacity' | 'counts'>): number | null =>
  capacity === null ? null : Math.max(0, capacity - counts.going);

/** How an event as a whole stands, where there is something to say. */
export function standingOf(event: Event & Partial<ReviewedEvent>, now: number): { tone: Tone; label: string } | null {
  if (event.taken_down) return { tone: 'bad', label: 'Taken down' };
  if (event.status === 'cancelled') return { tone: 'bad', label: 'Cancelled' };
  if (isOver(event, now)) return { tone: 'over', label: 'Over' };
  if (Date.parse(event.date) <= now) return { tone: 'good', label: 'Happening now' };
  return null;
}

export const isClosed = (event: Event): boolean => closedFor(event, Date.now()) !== null;

const people = (count: number): string => (count === 1 ? '1 connection' : `${count.toLocaleString('en')} connections`);

/** Who will be told of a new event, and how many don't want to know. */
export function toldWords({ told, left_out: { switched_off } }: Told): string {
  if (told + switched_off === 0) return 'You have no connections yet who could be told of it.';
  const first =
    told === 0 ? 'None of your connections will be told.' : `${people(told)} will be told as soon as it is up.`;
  return switched_off === 0 ? first : `${first} ${people(switched_off)} switched such news off.`;
}
