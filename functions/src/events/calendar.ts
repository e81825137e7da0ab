import { createHash, randomBytes } from 'node:crypto';
import type { Query, Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';
import { notFound } from '../contract/api-error.ts';
import { IsoTime, Uid } from '../contract/ids.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { localAt } from '../contract/zones.ts';
import { db } from '../firebase.ts';
import { hiddenFrom } from '../moderation/hidden.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { converter, documentOf, readTogether, storedTime } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { amongConnections } from './access.ts';
import { attendancesOf, eventDocument, eventsOf } from './document.ts';
import type { EventDocument } from './schema.ts';

/** `calendars/{hash}`: whose calendar a token opens. The token itself is nowhere. */
export const Calendar = z.object({ uid: Uid, created_at: IsoTime });

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
const calendarDocument = (token: string) => documentOf(paths.calendar(hashOf(token)), Calendar);
export const calendarsOf = (uid: string): Query =>
  db()
    .collection(collectionOf(paths.calendar('_')))
    .where('uid', '==', uid);

type Facts = Pick<
  EventDocument,
  'id' | 'title' | 'description' | 'date' | 'ends_at' | 'time_zone' | 'location' | 'link'
> &
  Pick<EventDocument, 'status' | 'cancel_message' | 'sequence' | 'updated_at'>;

/** Whoever is there goes by the clocks of the place; a calendar shows those of its reader. */
function describe({ date, time_zone, location, link, description, status, cancel_message }: Facts): string {
  const there = `${localAt(Date.parse(date), time_zone).replace('T', ' ')} (${time_zone})`;
  return [status === 'cancelled' && cancel_message, location && `Begins at ${there}`, location && link, description]
    .filter(Boolean)
    .join('\n\n');
}

/** The library escapes what events say, but not what the calendar is called. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&');

/** In an address it escapes what must not be: these can be written otherwise there. */
const address = (link: string): string => link.replace(/[\\;,]/g, encodeURIComponent);

/** @returns events as an iCalendar file (RFC 5545), in UTC: the same for the same events */
export async function calendarFile(events: readonly Facts[], name: string): Promise<string> {
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const calendar = ical({
    name: escaped(name),
    prodId: { company: 'Infloo', product: 'Events' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const event of events) {
    const { id, title, date, ends_at, location, link, status, sequence, updated_at } = event;
    calendar.createEvent({
      id: `${id}@infloo`,
      sequence,
      stamp: new Date(updated_at),
      start: new Date(date),
      end: new Date(ends_at),
      summary: title,
      description: describe(event),
      location: location || link,
      url: link && address(link),
      status: status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** @returns since when somebody's calendar has an address; null where it has none */
export async function calendarSince(uid: string): Promise<string | null> {
  const [found] = (await calendarsOf(uid).withConverter(converter(Calendar)).limit(1).get()).docs;
  return found?.data().created_at ?? null;
}

/** Makes the token that opens somebody's calendar; one from before opens nothing any more. @throws ApiError 404 */
export async function openCalendar(uid: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await replaceCalendar(uid, (tx) => tx.create(calendarDocument(token), { uid, created_at: isoNow() }));
  return token;
}

/** Closes it; without one nothing happens. */
export const closeCalendar = (uid: string): Promise<void> => replaceCalendar(uid, () => {});

const replaceCalendar = (uid: string, write: (tx: Transaction) => void): Promise<void> =>
  db().runTransaction(async (tx) => {
    const [profile, former] = await sideBySide([
      async () => (await tx.get(userDocument(uid))).data(),
      async () => (await tx.get(calendarsOf(uid).select())).docs,
    ]);
    if (!profile) throw notFound();
    for (const { ref } of former) tx.delete(ref);
    write(tx);
  });

const DAY = 24 * 60 * 60 * 1000;
/** How far a calendar looks back and ahead, and how many events it holds of either kind. */
const BACK = 92 * DAY;
const AHEAD = 2 * 366 * DAY;
export const CALENDAR_MOST = 500;

/** Ends lie within what a calendar holds. Indexes: events (host.id, …) and attendees (id, …) with (ends_at, date). */
const within = <T>(query: Query<T>): Query<T> =>
  query
    .where('ends_at', '>', storedTime(new Date(now() - BACK).toISOString()))
    .where('ends_at', '<', storedTime(new Date(now() + AHEAD).toISOString()))
    .orderBy('ends_at')
    .orderBy('date')
    .limit(CALENDAR_MOST);

/**
 * What somebody goes to and hosts, for the calendar that they have subscribed with it.
 * @throws ApiError 404 for a token that opens nothing, and for who has left, is leaving or is suspended
 */
export async function feedOf(token: string): Promise<string> {
  const uid = (await calendarDocument(token).get()).data()?.uid;
  if (!uid) throw notFound();
  const [profile, hidden, attended, own] = await sideBySide([
    async () => (await userDocument(uid).get()).data(),
    () => hiddenFrom(uid),
    async () => (await within(attendancesOf(uid)).get()).docs.map((doc) => doc.data()),
    async () => (await within(eventsOf(uid)).get()).docs.map((doc) => doc.data()),
  ]);
  if (!profile || isWithheld(profile)) throw notFound();
  const going = attended.filter(({ status, host }) => status === 'going' && !hidden.has(host));
  const found = await readTogether(db(), ...going.map(({ event }) => eventDocument(event)));
  const events = await amongConnections(
    uid,
    found.filter((event) => event !== undefined),
  );
  return calendarFile([...own, ...events], `Infloo: ${profile.display_name}`);
}
