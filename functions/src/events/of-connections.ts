import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { readTogether, storedTime } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { attendanceOf } from './attendance.ts';
import { attendeeDocument, events, toEvent } from './document.ts';
import { earliestBegin, isHidden } from './policy.ts';
import type { Event } from './schema.ts';

/** How many hosts a query can name, and of how many connections events are looked for: the newest. */
const NAMED = 30;
export const HOSTS = 90;
/** Read beyond what is asked for, because some turn out to be cancelled or hidden. */
const SPARE = 3;

/** What `eventsOfConnections()` reads at most for `limit` events, beside my connections: also my place where I wait. */
export const readsFor = (limit: number): number => (HOSTS / NAMED) * (limit + SPARE) + 2 * limit;

/** @returns what connections of `me` host now and next, the first to begin first, each with how `me` takes part */
export async function eventsOfConnections(me: string, limit: number): Promise<Event[]> {
  const hosts = (await connectionsOf(me)).ids.slice(-HOSTS);
  const groups = Array.from({ length: Math.ceil(hosts.length / NAMED) }, (_, i) =>
    hosts.slice(i * NAMED, (i + 1) * NAMED),
  );
  // Index: events (host.id, date, ends_at). A connection finds what is for everybody and what is for connections alike.
  const found = await sideBySide(
    groups.map(
      (group) => () =>
        events()
          .where('host.id', 'in', group)
          .where('date', '>=', storedTime(earliestBegin(now())))
          .where('ends_at', '>', storedTime(isoNow()))
          .orderBy('date')
          .orderBy('ends_at')
          .limit(limit + SPARE)
          .get(),
    ),
  );
  const next = found
    .flatMap(({ docs }) => docs.map((doc) => doc.data()))
    .filter((event) => event.listed !== 'no' && !isHidden(event))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, limit);
  const mine = await readTogether(db(), ...next.map(({ id }) => attendeeDocument(id, me)));
  const attendances = await sideBySide(mine.map((attendee) => async () => (attendee ? attendanceOf(attendee) : null)));
  return next.map((event, i) => toEvent(event, attendances[i] ?? null));
}
