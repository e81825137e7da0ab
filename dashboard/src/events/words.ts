import { closedFor, isOver } from '@api/events/policy.ts';
import type { AttendanceStatus, Event, ReviewedEvent, Told } from '@api/events/schema.ts';
import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import type { Tone } from '../ui/status.tsx';

/** How one's own answer, or that of others, is called. */
export const answerLabels = (): Record<AttendanceStatus, string> => ({
  going: t`Going`,
  interested: t`Interested`,
  invited: t`Invited`,
  waiting: t`On the waiting list`,
});

export const ANSWER_TONES: Record<AttendanceStatus, Tone> = {
  going: 'good',
  interested: 'good',
  invited: 'waiting',
  waiting: 'waiting',
};

/** "12 going · 3 interested"; null while nobody is either. */
export function countsOf({ counts }: Pick<Event, 'counts'>): string | null {
  const said = [
    counts.going > 0 && plural({ going: counts.going }, { other: '# going' }),
    counts.interested > 0 && plural({ interested: counts.interested }, { other: '# interested' }),
  ].filter(Boolean);
  return said.length > 0 ? said.join(' · ') : null;
}

/** How many can still go; null where there is no limit. */
export const seatsLeft = ({ capacity, counts }: Pick<Event, 'capacity' | 'counts'>): number | null =>
  capacity === null ? null : Math.max(0, capacity - counts.going);

/** How an event as a whole stands, where there is something to say. */
export function standingOf(event: Event & Partial<ReviewedEvent>, now: number): { tone: Tone; label: string } | null {
  if (event.taken_down) return { tone: 'bad', label: t`Taken down` };
  if (event.status === 'cancelled') return { tone: 'bad', label: t`Cancelled` };
  if (isOver(event, now)) return { tone: 'over', label: t`Over` };
  if (Date.parse(event.date) <= now) return { tone: 'now', label: t`Happening now` };
  return null;
}

export const isClosed = (event: Event): boolean => closedFor(event, Date.now()) !== null;

/** Why nothing can be changed any more; null where it can. */
export function closedWords(event: Event): string | null {
  if (!isClosed(event)) return null;
  return event.status === 'cancelled' ? t`This event has been cancelled.` : t`This event is over.`;
}

/** How many seats there still are, and how many people wait for one. */
export function seatsWords(event: Pick<Event, 'capacity' | 'counts'>): string {
  const left = seatsLeft(event) ?? 0;
  const capacity = event.capacity ?? 0;
  const seats =
    left === 0
      ? plural(capacity, { other: 'All # seats are taken' })
      : plural(left, { other: `# of ${{ capacity: i18n.number(capacity) }} seats left` });
  if (event.counts.waiting === 0) return seats;
  const waiting = plural({ waiting: event.counts.waiting }, { other: '# waiting' });
  return t`${seats}, ${waiting}`;
}

/** Who will be told of a new event, and how many don't want to know. */
export function toldWords({ connections, told, left_out: { switched_off } }: Told): string {
  if (connections === 0) return t`You have no connections yet to tell about it.`;
  const { at_least, at_most } = told;
  // Of few it isn't said how many: one would know who.
  if (at_least === 0) {
    return plural(
      { connections },
      {
        one: 'Your connection is told when it goes live, unless they have turned these notifications off.',
        other: 'Your # connections are told when it goes live, except those who have turned these notifications off.',
      },
    );
  }
  if (switched_off.at_least === 0) {
    const few = switched_off.at_most + 1;
    return t`Your ${connections} connections are told when it goes live, except fewer than ${few} who have turned these notifications off.`;
  }
  return t`Between ${at_least} and ${at_most} of your ${connections} connections are told when it goes live. The others have turned these notifications off.`;
}
