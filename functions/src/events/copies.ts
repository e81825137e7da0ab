import { isoNow } from '../runtime/clock.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { differs } from '../users/document.ts';
import type { Person } from '../users/schema.ts';
import { attendancesOf, attendeeTokens, eventsOf, tokensOf } from './document.ts';
import { Attendee, EventDocument } from './schema.ts';

/** Events that follow a profile: the newest of their host's, and the next ones that somebody is in. */
const MOST = 300;

/**
 * Brings what events show of their host up to date, and what they are found under. Index: events (host.id, date desc).
 * @returns how many were looked at
 */
export async function refreshHost(person: Person): Promise<number> {
  const { docs } = await eventsOf(person.id).orderBy('date', 'desc').limit(MOST).get();
  return refreshEach(docs, ({ host, title, location }) =>
    differs(host, person)
      ? patchOf(EventDocument, { host: person, search_tokens: tokensOf(title, location, person) })
      : null,
  );
}

/**
 * Brings up to date what somebody is found under in the events that they are in, as long as these aren't over. Index:
 * attendees (id, ends_at, date), collection group.
 * @returns how many were looked at
 */
export async function refreshAttendee(person: Person): Promise<number> {
  const { docs } = await attendancesOf(person.id)
    .where('ends_at', '>', storedTime(isoNow()))
    .orderBy('ends_at')
    .orderBy('date')
    .limit(MOST)
    .get();
  const search_tokens = attendeeTokens(person);
  const known = search_tokens.join();
  return refreshEach(docs, (attendee) =>
    attendee.search_tokens?.join() === known ? null : patchOf(Attendee, { search_tokens }),
  );
}
