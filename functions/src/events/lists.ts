import type { Query } from 'firebase-admin/firestore';
import { connectionDocument } from '../connections/ties.ts';
import { invalidField } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { pairId } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { missingToken } from '../http/tokens.ts';
import { withoutHidden } from '../moderation/hidden.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { readTogether, storedTime } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { type Order, readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import { amongConnections } from './access.ts';
import { attendanceOf } from './attendance.ts';
import { attendancesOf, eventDocument, events, toEvent } from './document.ts';
import { readBoth } from './everybodys.ts';
import { earliestBegin } from './policy.ts';
import type { Event, EventDocument, EventsQuery, When } from './schema.ts';

/** A list by time: what is in it, and in which order. Events and attendees have the same two fields. */
const BY_TIME: Record<When, { order: Order[]; within: <T>(query: Query<T>) => Query<T> }> = {
  upcoming: {
    order: [{ field: 'date', direction: 'asc' }],
    within: (query) => query.where('date', '>', storedTime(isoNow())),
  },
  ongoing: {
    order: [
      { field: 'ends_at', direction: 'asc' },
      { field: 'date', direction: 'asc' },
    ],
    within: (query) => query.where('ends_at', '>', storedTime(isoNow())).where('date', '<=', storedTime(isoNow())),
  },
  // In the order of their beginnings, without all that is over: what began before the bound can't be running.
  current: {
    order: [
      { field: 'date', direction: 'asc' },
      { field: 'ends_at', direction: 'asc' },
    ],
    within: (query) =>
      query.where('date', '>=', storedTime(earliestBegin(now()))).where('ends_at', '>', storedTime(isoNow())),
  },
  past: {
    order: [{ field: 'ends_at', direction: 'desc' }],
    within: (query) => query.where('ends_at', '<=', storedTime(isoNow())),
  },
  all: { order: [{ field: 'date', direction: 'desc' }], within: (query) => query },
};

/** What `me` finds of one host's events: all of their own, and what is for connections where they are one. */
async function listedOf(host: string, me: string | null): Promise<EventDocument['listed'][]> {
  if (me === null) return ['public'];
  if (me === host) return ['public', 'connections', 'no'];
  const connection = (await connectionDocument(pairId(me, host)).get()).data();
  if (connection?.status === 'blocked') return [];
  return connection?.status === 'accepted' ? ['public', 'connections'] : ['public'];
}

/**
 * Indexes: events (listed | host.id | search_tokens) with each order of `BY_TIME`; Firestore merges them for several
 * filters.
 */
function found({ when, search, host }: EventsQuery, listed: EventDocument['listed'][]): Query<EventDocument> {
  let query: Query<EventDocument> = events().where('listed', 'in', listed);
  if (host) query = query.where('host.id', '==', host);
  if (search) query = query.where('search_tokens', 'array-contains', searchToken(search));
  return BY_TIME[when].within(query);
}

const items = ({ items, next }: Page<EventDocument>): Page<Event> => ({
  items: items.map((event) => toEvent(event)),
  next,
});

/** @param me null for whoever isn't signed in @throws ApiError 400, 401 */
export async function list(me: string | null, asked: EventsQuery, page: PageQuery): Promise<Page<Event>> {
  const { when, host, search, attending } = asked;
  const { order } = BY_TIME[when];
  if (attending) {
    if (me === null) throw missingToken();
    if (host || search) throw invalidField('attending', 'Ask for these alone, without host or search.');
    return attended(me, when, page);
  }
  if (host) {
    const listed = await listedOf(host, me);
    return listed.length === 0 ? { items: [], next: null } : items(await readPage(found(asked, listed), order, page));
  }
  if (me === null) return items(await readPage(found(asked, ['public']), order, page));
  const token = search ? searchToken(search) : null;
  return items(
    await withoutHidden(
      me,
      page,
      (part) =>
        readBoth(
          me,
          found(asked, ['public']),
          BY_TIME[when].within,
          ({ search_tokens }) => token === null || search_tokens.includes(token),
          order,
          part,
        ),
      (event) => event.host.id,
    ),
  );
}

/** Indexes: attendees (id) with each order of `BY_TIME`, collection group. */
async function attended(me: string, when: When, page: PageQuery): Promise<Page<Event>> {
  const { order, within } = BY_TIME[when];
  const { items: attendances, next } = await withoutHidden(
    me,
    page,
    (part) => readPage(within(attendancesOf(me)), order, part),
    ({ host }) => host,
  );
  const events = await readTogether(db(), ...attendances.map(({ event }) => eventDocument(event)));
  const there = await amongConnections(
    me,
    events.filter((event) => event !== undefined),
  );
  const shown = attendances.flatMap((attendee) => {
    const event = there.find(({ id }) => id === attendee.event);
    return event ? [{ event, attendee }] : [];
  });
  const places = await sideBySide(
    shown.map(
      ({ attendee }) =>
        () =>
          attendanceOf(attendee),
    ),
  );
  return { items: shown.map(({ event }, i) => toEvent(event, places[i])), next };
}
