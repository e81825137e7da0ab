import type { Transaction } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { timeFor } from '../runtime/time-left.ts';
import { NOT_FOUND } from '../store/codes.ts';
import { collection, patchOf } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { openWriter } from '../store/writer.ts';
import { attendeeDocument, eventDocument } from './document.ts';
import { isOver, seatsFor } from './policy.ts';
import { Attendee, EventDocument } from './schema.ts';

export const attendees = (id: string) => collection(collectionOf(paths.attendee(id, '_')), Attendee);

/** Whoever has to wait and is asked about at a time; a commit takes 500 writes. */
export const AT_ONCE = 400;

/**
 * Lines up what changes the seats of one event. Many who meet at one document, each in a transaction, would only lose to
 * one another.
 */
export const seatTurn = <T>(id: string, work: () => Promise<T>): Promise<T> => inTurn(`seats of ${id}`, work);

/**
 * Gives the free seats of an event to those who have waited longest, within a transaction and before anything is written.
 * Index: attendees (status, turn).
 * @param event as it will be, apart from this
 * @returns what that makes of its seats. The attendees are written; the event is the caller's to write.
 */
export async function seatNext(
  tx: Transaction,
  event: EventDocument,
): Promise<Pick<EventDocument, 'taken' | 'waiting'>> {
  const { id, capacity, taken, waiting } = event;
  const seats = isOver(event, now()) ? 0 : seatsFor(event);
  if (seats === 0) return { taken, waiting };
  const asked = Math.min(seats, AT_ONCE);
  const next = attendees(id).where('status', '==', 'waiting').orderBy('turn').limit(asked);
  const { docs } = await tx.get(next);
  for (const doc of docs) tx.update(doc.ref, patchOf(Attendee, { status: 'going', since: isoNow() }));
  // Where fewer are found than are counted, the count is put right.
  const left = docs.length < asked ? 0 : waiting - docs.length;
  return { taken: capacity === null ? 0 : taken + docs.length, waiting: left };
}

/** @returns the place of somebody among those who wait; null for who doesn't. Costs a read a thousand. */
export async function placeOf({ event, status, turn }: Attendee): Promise<number | null> {
  if (status !== 'waiting' || turn === null) return null;
  const before = attendees(event).where('status', '==', 'waiting').where('turn', '<', turn);
  return (await before.count().get()).data().count + 1;
}

/** Gives out seats that are still free. @returns whether there are more to give */
const seatMore = (id: string): Promise<boolean> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const event = (await tx.get(eventDocument(id))).data();
      if (!event || seatsFor(event) === 0 || isOver(event, now())) return false;
      const seated = await seatNext(tx, event);
      tx.update(eventDocument(id), patchOf(EventDocument, seated));
      return seated.waiting < event.waiting && seatsFor({ ...event, ...seated }) > 0;
    }),
  );

/** Brings what attendees have of the event's times up to date. @returns whether all of them were reached in time */
async function bringTimes({ id, date, ends_at }: EventDocument, hasTime: () => boolean): Promise<boolean> {
  const patch = patchOf(Attendee, { date, ends_at });
  let query = attendees(id).orderBy('__name__').limit(AT_ONCE);
  do {
    const { docs } = await query.get();
    // Who has left meanwhile must not come back: an update doesn't create.
    const { write, flush, close } = openWriter([NOT_FOUND]);
    for (const doc of docs) {
      const its = doc.data();
      if (its.date === date && its.ends_at === ends_at) continue;
      void write((writer) => writer.update(attendeeDocument(id, its.id), patch));
    }
    await flush().finally(close);
    const last = docs.at(-1);
    if (docs.length < AT_ONCE || !last) return true;
    query = query.startAfter(last);
  } while (hasTime());
  return false;
}

/** How long a request may take for what follows; the job `remind` does the rest within five minutes. */
const REQUEST_MS = 4_000;

/**
 * Lets the attendees of an event follow a change of it: seats that are free go to those who wait, and the times that
 * their own lists go by are brought up to date. It may stop anywhere, and run twice at once.
 * @returns whether everything is done
 */
export async function settle(id: string, ms = REQUEST_MS): Promise<boolean> {
  const hasTime = timeFor(ms);
  do {
    while (await seatMore(id)) if (!hasTime()) return false;
    const event = (await eventDocument(id).get()).data();
    if (!event) return true;
    if (!(await bringTimes(event, hasTime))) return false;
    if (await markSettled(event)) return true;
  } while (hasTime());
  return false;
}

/** @returns whether the event still is what its attendees have followed */
const markSettled = ({ id, date, ends_at }: EventDocument): Promise<boolean> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const event = (await tx.get(eventDocument(id))).data();
      if (!event) return true;
      if (event.date !== date || event.ends_at !== ends_at) return false;
      if (seatsFor(event) > 0 && !isOver(event, now())) return false;
      if (event.unsettled) tx.update(eventDocument(id), patchOf(EventDocument, { unsettled: false }));
      return true;
    }),
  );
