import type { Query, Transaction } from 'firebase-admin/firestore';
import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { collection, patchOf } from '../store/converter.ts';
import { readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import { hideWithin } from './audience.ts';
import { eventDocument } from './document.ts';
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

/** Takes an event down, also one that is over or cancelled. Twice is once. @throws ApiError 404 */
export const takeDown = (id: string, reason: string): Promise<ReviewedEvent> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const before = (await tx.get(eventDocument(id))).data();
      if (!before) throw notFound();
      return before.taken_down === null ? endWithin(tx, before, { taken_down: reason }) : before;
    }),
  );

/** @throws ApiError 404 */
export async function look(id: string): Promise<ReviewedEvent> {
  const event = (await eventDocument(id).get()).data();
  if (!event) throw notFound();
  return event;
}

/** All events, also those that lists show to nobody; the newest first. Index: events (search_tokens, created_at desc). */
export async function review({ search }: ReviewQuery, page: PageQuery): Promise<Page<ReviewedEvent>> {
  const all: Query<EventDocument> = collection(collectionOf(paths.event('_')), EventDocument);
  const found = search ? all.where('search_tokens', 'array-contains', searchToken(search)) : all;
  return readPage(found, [{ field: 'created_at', direction: 'desc' }], page);
}
