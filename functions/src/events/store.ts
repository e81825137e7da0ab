import type { Query, Transaction } from 'firebase-admin/firestore';
import { ApiError, invalidFields, notFound } from '../contract/api-error.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { patchOf } from '../store/converter.ts';
import { creating } from '../store/creating.ts';
import { connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { hostedBy, seenBy } from './access.ts';
import { hideWithin, moveWithin, showWithin } from './audience.ts';
import { eventDocument, events, toEvent, tokensOf } from './document.ts';
import { endWithin } from './ending.ts';
import { changedSince, closedFor, isHidden, isOver, listedFor, nextReminder, scheduleOf, seatsFor } from './policy.ts';
import { type CreateEvent, type Event, EventDocument, type EventPatch } from './schema.ts';
import { attendees, placeOf, seatNext, seatTurn, settle } from './seats.ts';

const NOBODY = { interested: 0, going: 0, invited: 0, waiting: 0 };

/** @throws ApiError 404 for who has left */
export async function create({ uid }: Caller, body: CreateEvent): Promise<Event> {
  const timed = scheduleOf(body, undefined, now());
  if ('errors' in timed) throw invalidFields(timed.errors);
  const { title, description = '', location = '', link = null, visibility = 'public', capacity = null } = body;
  const { id } = events().doc();
  const event = await creating(eventDocument(id), async (tx) => {
    const [profile, connected] = await sideBySide([
      async () => (await tx.get(userDocument(uid))).data(),
      async () => (visibility === 'connections' ? (await connectionsOf(uid, tx)).ids : []),
    ]);
    if (!profile || isWithheld(profile)) throw notFound();
    const host = toPerson(profile);
    const at = isoNow();
    const fresh: EventDocument = {
      id,
      title,
      description,
      ...timed.schedule,
      location,
      link,
      cover: null,
      host,
      visibility,
      capacity,
      counts: NOBODY,
      status: 'scheduled',
      cancel_message: null,
      sequence: 0,
      created_at: at,
      updated_at: at,
      taken_down: null,
      listed: visibility,
      search_tokens: tokensOf(title, location, host),
      counted_at: null,
      taken: 0,
      waiting: 0,
      last_turn: 0,
      changed: null,
      next_reminder_at: nextReminder(timed.schedule.date, now()),
      shards: 0,
      unsettled: false,
    };
    fresh.shards = visibility === 'connections' ? showWithin(tx, fresh, connected) : 0;
    tx.create(eventDocument(id), fresh);
    return fresh;
  });
  return toEvent(event);
}

/** @param me null for whoever isn't signed in @throws ApiError 404 */
export async function get(me: string | null, id: string): Promise<Event> {
  if (me === null) {
    const event = (await eventDocument(id).get()).data();
    if (event?.visibility !== 'public' || isHidden(event)) throw notFound();
    return toEvent(event);
  }
  const { event, attendee } = await seenBy(db(), id, me);
  if (!attendee) return toEvent(event, null);
  const { status, since } = attendee;
  return toEvent(event, { status, since, place: await placeOf(attendee) });
}

/** Reads an event that its host changes. @throws ApiError 404, 403, 409 where nothing can be changed any more */
export async function openFor(tx: Transaction, id: string, me: string): Promise<EventDocument> {
  const event = await hostedBy(tx, id, me);
  const closed = closedFor(event, now());
  if (closed) throw new ApiError('conflict', closed);
  return event;
}

/** How many are going, within a transaction: where there was no capacity, nobody has counted. */
async function countGoing(tx: Transaction, id: string): Promise<number> {
  return (await tx.get(attendees(id).where('status', '==', 'going').count())).data().count;
}

/** @throws ApiError 409 where somebody is in the event */
async function expectEmpty(tx: Transaction, id: string, detail: string): Promise<void> {
  const anybody: Query = attendees(id).select().limit(1);
  if (!(await tx.get(anybody)).empty) throw new ApiError('conflict', detail);
}

const without = (patch: EventPatch): boolean => Object.keys(patch).length === 0;

/** The event with what was sent. @throws ApiError 400 with what is wrong */
function patched(before: EventDocument, patch: EventPatch): EventDocument {
  const timed = scheduleOf(patch, before, now());
  if ('errors' in timed) throw invalidFields(timed.errors);
  const { title = before.title, location = before.location } = patch;
  const after: EventDocument = {
    ...before,
    ...patch,
    ...timed.schedule,
    sequence: before.sequence + 1,
    updated_at: isoNow(),
    search_tokens: tokensOf(title, location, before.host),
  };
  after.listed = listedFor(after);
  after.changed = changedSince(before, after, now());
  if (after.date !== before.date) after.next_reminder_at = nextReminder(after.date, now());
  return after;
}

/** The fields of an event that a change of it can write. */
const fieldsOf = ({
  counts: _counts,
  counted_at: _counted,
  cover: _cover,
  host: _host,
  ...fields
}: EventDocument): Partial<EventDocument> => fields;

/**
 * Changes an event. More seats go to those who wait, in the same commit as far as that goes.
 * @throws ApiError 404, 403, 409; 400 with what is wrong, also with a capacity below those going
 */
export async function update(me: string, id: string, patch: EventPatch): Promise<Event> {
  const event = await seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const before = await openFor(tx, id, me);
      if (without(patch)) return before;
      const after = patched(before, patch);
      if (before.capacity === null && after.capacity !== null) after.taken = await countGoing(tx, id);
      if (after.capacity === null) after.taken = 0;
      if (after.capacity !== null && after.capacity < after.taken) {
        throw new ApiError('conflict', `${after.taken} are going already: the capacity can’t be lower.`, {
          errors: [{ field: 'capacity', message: `At least ${after.taken}.` }],
        });
      }
      const moved = after.date !== before.date || after.ends_at !== before.ends_at;
      const closes = after.visibility === 'connections' && before.visibility === 'public';
      if (closes) await expectEmpty(tx, id, 'People are in this event who may be no connections: it stays public.');
      const connected = closes ? (await connectionsOf(me, tx)).ids : [];
      const seated = await seatNext(tx, after);
      Object.assign(after, seated);
      if (closes && !isHidden(after)) after.shards = showWithin(tx, after, connected);
      else if (after.visibility === 'public') {
        hideWithin(tx, after);
        after.shards = 0;
      } else if (moved) moveWithin(tx, after);
      after.unsettled = before.unsettled || moved || seatsFor(after) > 0;
      tx.update(eventDocument(id), patchOf(EventDocument, fieldsOf(after)));
      return after;
    }),
  );
  if (event.unsettled) await settle(id);
  return toEvent(event);
}

/** Removes an event while nobody is in it. @throws ApiError 404, 403, 409 */
export async function remove(me: string, id: string): Promise<EventDocument> {
  return db().runTransaction(async (tx) => {
    const event = await hostedBy(tx, id, me);
    await expectEmpty(tx, id, 'Somebody is in this event already. Cancel it instead: they will be told.');
    hideWithin(tx, event);
    tx.delete(eventDocument(id));
    return event;
  });
}

/** Cancels an event, for good. Twice is once. @throws ApiError 404, 403, 409 for what is over */
export async function cancel(me: string, id: string, message = ''): Promise<Event> {
  return seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const before = await hostedBy(tx, id, me);
      if (before.status === 'cancelled') return toEvent(before);
      if (isOver(before, now())) throw new ApiError('conflict', 'This event is over.');
      return toEvent(endWithin(tx, before, { cancel_message: message || null }));
    }),
  );
}
