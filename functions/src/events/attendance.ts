import type { Query, Transaction } from 'firebase-admin/firestore';
import { connectionDocument } from '../connections/ties.ts';
import { ApiError, invalidFields, notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { pairId } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { withoutHidden } from '../moderation/hidden.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import type { ProfileDocument } from '../users/schema.ts';
import { hostedBy, seenByParticipant } from './access.ts';
import { attendeeDocument, attendeeTokens, eventDocument } from './document.ts';
import { closedFor, leaving, moveTo } from './policy.ts';
import {
  type Answer,
  type Attendee,
  type AttendeesQuery,
  type Attendance as Attending,
  type AttendingPerson,
  EventDocument,
  type Joined,
} from './schema.ts';
import { attendees, placeOf, seatNext, seatTurn } from './seats.ts';

/** Events that are known to have a capacity, so that who joins lines up at once. */
const limited = new Set<string>();
const REMEMBERED = 10_000;

/** Thrown by a transaction that finds a capacity without having lined up: it writes nothing, and is done again in turn. */
class OutOfTurn extends Error {}

/**
 * Runs a transaction about somebody's seat. Where there is no capacity nobody waits for anybody: the event is only read,
 * however many join it at once.
 */
async function aboutSeat<T>(
  id: string,
  work: (tx: Transaction, expectFree: (event: EventDocument) => void) => Promise<T>,
): Promise<T> {
  const run = (expectFree: (event: EventDocument) => void) =>
    db().runTransaction((tx) => work(tx, expectFree), { maxAttempts: 10 });
  if (!limited.has(id)) {
    try {
      return await run(({ capacity }) => {
        if (capacity !== null) throw new OutOfTurn();
      });
    } catch (error) {
      if (!(error instanceof OutOfTurn)) throw error;
      if (limited.size >= REMEMBERED) limited.clear();
      limited.add(id);
    }
  }
  return seatTurn(id, () => run(() => {}));
}

/** Writes what of an event has changed besides its counts; nothing where there is no capacity. */
function writeSeats(tx: Transaction, before: EventDocument, after: EventDocument): void {
  const { taken, waiting, last_turn } = after;
  if (taken === before.taken && waiting === before.waiting && last_turn === before.last_turn) return;
  tx.update(eventDocument(after.id), patchOf(EventDocument, { taken, waiting, last_turn }));
}

/** What somebody becomes, and the place of who has to wait. */
interface Became {
  attendee: Attendee;
  place: number | null;
}

/**
 * Answers an event: the last seat goes to one, and the next ones wait. A seat that becomes free by it goes to the first of
 * those. The same answer twice changes nothing.
 * @throws ApiError 404; 409 for the host, and for what is over or cancelled
 */
export async function join(me: string, id: string, answer: Answer): Promise<Joined> {
  const { attendee, place } = await aboutSeat(id, async (tx, expectFree): Promise<Became> => {
    const { event, attendee: before, profile } = await seenByParticipant(tx, id, me);
    if (event.host.id === me) throw new ApiError('conflict', 'You are the host of this event.');
    const closed = closedFor(event, now());
    if (closed) throw new ApiError('conflict', closed);
    expectFree(event);
    const move = moveTo(answer, before?.status, event);
    if (!move) return { attendee: before as Attendee, place: null };
    const waits = move.status === 'waiting';
    const after = {
      ...event,
      taken: event.taken + move.seats,
      waiting: event.waiting + move.waits,
      last_turn: event.last_turn + (waits ? 1 : 0),
    };
    if (move.seats < 0) Object.assign(after, await seatNext(tx, after));
    const attendee: Attendee = {
      id: me,
      event: id,
      host: event.host.id,
      status: move.status,
      since: isoNow(),
      turn: waits ? after.last_turn : null,
      invited_by: before?.invited_by ?? null,
      search_tokens: attendeeTokens(profile),
      date: event.date,
      ends_at: event.ends_at,
    };
    tx.set(attendeeDocument(id, me), attendee);
    writeSeats(tx, event, after);
    return { attendee, place: waits ? after.waiting : null };
  });
  const { status, since } = attendee;
  return { event: id, status, since, place: place ?? (await placeOf(attendee)) };
}

/**
 * Takes somebody out of an event, and gives their seat to the first of those who wait. Once it has ended nothing is given.
 * @param still looks within the transaction whether there is a reason to, where it isn't their own wish
 * @returns whether they were in it
 */
export function leave(
  me: string,
  id: string,
  still: (tx: Transaction, event: EventDocument) => Promise<boolean> = async () => true,
): Promise<boolean> {
  return aboutSeat(id, async (tx, expectFree) => {
    const [event, attendee] = await readTogether(tx, eventDocument(id), attendeeDocument(id, me));
    if (!attendee) return false;
    if (event) {
      expectFree(event);
      if (!(await still(tx, event))) return false;
      const { seats, waits } = leaving(attendee.status, event.capacity !== null);
      const after = { ...event, taken: event.taken + seats, waiting: event.waiting + waits };
      if (seats < 0) Object.assign(after, await seatNext(tx, after));
      writeSeats(tx, event, after);
    }
    tx.delete(attendeeDocument(id, me));
    return true;
  });
}

/** @throws ApiError 404 for who isn't in it */
export async function leaveOwn(me: string, id: string): Promise<void> {
  if (!(await leave(me, id))) throw notFound();
}

const NOT_CONNECTED = 'You are not connected with this person.';

/**
 * Invites connections of the host; who is in the event already stays what they are.
 * @returns how many weren't
 * @throws ApiError 404, 403, 409; 400 naming those who are no connections, whatever else they may be
 */
export async function invite(me: string, id: string, users: readonly string[]): Promise<number> {
  const people = [...new Set(users)];
  return db().runTransaction(async (tx) => {
    const event = await hostedBy(tx, id, me);
    const found = await readTogether(
      tx,
      ...people.map((uid) => connectionDocument(pairId(me, uid))),
      ...people.map((uid) => userDocument(uid)),
      ...people.map((uid) => attendeeDocument(id, uid)),
    );
    const closed = closedFor(event, now());
    if (closed) throw new ApiError('conflict', closed);
    const connected = (i: number) =>
      (found[i] as { status?: string } | undefined)?.status === 'accepted' && found[people.length + i] !== undefined;
    const strangers = people.filter((_, i) => !connected(i));
    if (strangers.length > 0) {
      throw invalidFields(strangers.map((uid) => ({ field: `users.${users.indexOf(uid)}`, message: NOT_CONNECTED })));
    }
    const fresh = people.flatMap((uid, i) =>
      found[2 * people.length + i] === undefined ? [[uid, found[people.length + i] as ProfileDocument] as const] : [],
    );
    for (const [uid, profile] of fresh) {
      tx.create(attendeeDocument(id, uid), {
        id: uid,
        event: id,
        host: me,
        status: 'invited',
        since: isoNow(),
        turn: null,
        invited_by: me,
        search_tokens: attendeeTokens(profile),
        date: event.date,
        ends_at: event.ends_at,
      });
    }
    return fresh.length;
  });
}

/**
 * Who is in an event, for its host; who came first stands first. Indexes: attendees (status | search_tokens) with since.
 * @throws ApiError 404, 403
 */
export async function list(
  me: string,
  id: string,
  { status, search }: AttendeesQuery,
  page: PageQuery,
): Promise<Page<AttendingPerson>> {
  let query: Query<Attendee> = attendees(id);
  if (status) query = query.where('status', '==', status);
  if (search) query = query.where('search_tokens', 'array-contains', searchToken(search));
  const [, { items, next }] = await sideBySide([
    () => hostedBy(db(), id, me),
    () =>
      withoutHidden(
        me,
        page,
        (part) => readPage(query, [{ field: 'since', direction: 'asc' }], part),
        (attendee) => attendee.id,
      ),
  ]);
  const profiles = await readTogether(db(), ...items.map(({ id: uid }) => userDocument(uid)));
  return {
    // Who is just leaving has no profile any more.
    items: items.flatMap(({ status, since, invited_by }, i) => {
      const profile = profiles[i];
      return profile && !isWithheld(profile)
        ? [{ ...toPerson(profile), status, since, invited: invited_by !== null }]
        : [];
    }),
    next,
  };
}

export const attendanceOf = async (attendee: Attendee): Promise<Attending> => ({
  status: attendee.status,
  since: attendee.since,
  place: await placeOf(attendee),
});
