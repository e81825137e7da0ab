import type { Transaction } from 'firebase-admin/firestore';
import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { patchOf } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import { hideWithin, showWithin } from './audience.ts';
import { eventDocument, events } from './document.ts';
import { listedFor, nextReminder } from './policy.ts';
import { EventDocument, type ReviewedEvent, type ReviewQuery } from './schema.ts';
import { seatTurn } from './seats.ts';

/** For staff and other slices: how an event ends before its time. */

/** Ends an event within a transaction: lists show it no more, and nobody is reminded. @returns it as it is then */
export function endWithin(tx: Transaction, before: EventDocument, fields: Partial<EventDocument>): EventDocument {
  const patch = {
    ...fields,
    status: 'cancelled',
    listed: 'no',
    sequence: before.sequence + 1,
    updated_at: isoNow(),
    next_reminder_at: null,
    shards: 0,
  } as const;
  hideWithin(tx, before);
  tx.update(eventDocument(before.id), patchOf(EventDocument, patch));
  return { ...before, ...patch };
}

/** Takes an event down within a transaction; one that is gone is let be. */
export async function takeDownWithin(tx: Transaction, id: string, reason: string): Promise<EventDocument | undefined> {
  const before = (await tx.get(eventDocument(id))).data();
  if (before?.taken_down !== null) return before;
  // A host may cancel without a word: it must be known that they did, should this be undone.
  const silent = before.status === 'cancelled' && before.cancel_message === null;
  return endWithin(tx, before, { taken_down: reason, ...(silent && { cancel_message: '' }) });
}

/** Takes an event down, also one that is over or cancelled. Twice is once. @throws ApiError 404 */
export const takeDown = (id: string, reason: string): Promise<ReviewedEvent> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const event = await takeDownWithin(tx, id, reason);
      if (!event) throw notFound();
      return event;
    }),
  );

/**
 * Undoes that, where the decision was wrong: the event is there again for whoever was in it, and for its audience. It reads, so it
 * comes before the first write.
 */
export async function putBack(tx: Transaction, id: string): Promise<void> {
  const before = (await tx.get(eventDocument(id))).data();
  if (!before || before.taken_down === null) return;
  // One that its host had cancelled before stays so.
  const status = before.cancel_message === null ? 'scheduled' : 'cancelled';
  const after: EventDocument = { ...before, taken_down: null, status };
  const listed = listedFor(after);
  const connected = listed === 'connections' ? (await connectionsOf(before.host.id, tx)).ids : [];
  const shards = listed === 'connections' ? showWithin(tx, after, connected) : 0;
  const patch = {
    taken_down: null,
    status,
    listed,
    shards,
    sequence: before.sequence + 1,
    updated_at: isoNow(),
    next_reminder_at: status === 'scheduled' ? nextReminder(before.date, now()) : null,
  } as const;
  tx.update(eventDocument(id), patchOf(EventDocument, patch));
}

/** @throws ApiError 404 */
export async function look(id: string): Promise<ReviewedEvent> {
  const event = (await eventDocument(id).get()).data();
  if (!event) throw notFound();
  return event;
}

/** All events, also those that lists show to nobody; the newest first. Index: events (search_tokens, created_at desc). */
export async function review({ search }: ReviewQuery, page: PageQuery): Promise<Page<ReviewedEvent>> {
  const found = search ? events().where('search_tokens', 'array-contains', searchToken(search)) : events();
  return readPage(found, [{ field: 'created_at', direction: 'desc' }], page);
}
