import type { Transaction } from 'firebase-admin/firestore';
import { ApiError, forbidden, notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import type { RecordWithin } from '../http/audit.ts';
import { hasCover } from '../reports/pictures.ts';
import { decisionsStanding } from '../reports/standing.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { patchOf } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import { hideWithin, showWithin } from './audience.ts';
import { eventDocument, events } from './document.ts';
import { isOver, listedFor, nextReminder, seatsFor } from './policy.ts';
import { EventDocument, type ReviewedEvent, type ReviewQuery } from './schema.ts';
import { seatTurn, settle } from './seats.ts';

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

/**
 * Takes an event down within a transaction; one that is gone is let be. One that is down already keeps its reason.
 * @param directly by staff themselves, and not by a decision about a report
 */
export async function takeDownWithin(
  tx: Transaction,
  id: string,
  reason: string,
  directly = false,
): Promise<EventDocument | undefined> {
  const before = (await tx.get(eventDocument(id))).data();
  if (!before) return undefined;
  const own = directly ? { taken_down_directly: before.taken_down_directly ?? reason } : {};
  if (before.taken_down !== null) {
    if (directly) tx.update(eventDocument(id), patchOf(EventDocument, own));
    return { ...before, ...own };
  }
  // A host may cancel without a word: it must be known that they did, should this be undone.
  const silent = before.status === 'cancelled' && before.cancel_message === null;
  return endWithin(tx, before, { taken_down: reason, ...own, ...(silent && { cancel_message: '' }) });
}

/**
 * Puts an event back that nothing keeps down any more. It reads, so it comes before the first write.
 * @param over what else becomes of it
 * @returns it as it is then
 */
async function showWithinAgain(
  tx: Transaction,
  before: EventDocument,
  over: Pick<EventDocument, 'cover'> | Record<string, never> = {},
): Promise<EventDocument> {
  // One that its host had cancelled before stays so.
  const status = before.cancel_message === null ? 'scheduled' : 'cancelled';
  const after: EventDocument = { ...before, taken_down: null, taken_down_directly: null, status };
  const listed = listedFor(after);
  const connected = listed === 'connections' ? (await connectionsOf(before.host.id, tx)).ids : [];
  const shards = listed === 'connections' ? showWithin(tx, after, connected) : 0;
  const patch = {
    taken_down: null,
    taken_down_directly: null,
    status,
    listed,
    shards,
    sequence: before.sequence + 1,
    updated_at: isoNow(),
    next_reminder_at: status === 'scheduled' ? nextReminder(before.date, now()) : null,
    // Who has left meanwhile gave their seat to nobody.
    unsettled: before.unsettled || (!isOver(before, now()) && seatsFor(after) > 0),
    ...over,
  } as const;
  tx.update(eventDocument(before.id), patchOf(EventDocument, patch));
  return { ...after, ...patch };
}

/**
 * Undoes a decision that has taken an event down: the event is there again for whoever was in it, and for its audience,
 * unless something else keeps it down. It reads, so it comes before the first write.
 * @param otherwise the reason of another decision that stands; null where there is none
 */
export async function putBackWithin(tx: Transaction, id: string, otherwise: string | null): Promise<void> {
  const before = (await tx.get(eventDocument(id))).data();
  if (!before || before.taken_down === null) return;
  const reason = before.taken_down_directly ?? otherwise;
  if (reason === null) await showWithinAgain(tx, before);
  else tx.update(eventDocument(id), patchOf(EventDocument, { taken_down: reason }));
}

const ownEvent = () => forbidden('Nobody decides about themselves.');

/** Takes an event down, also one that is over or cancelled. Twice is once. @throws ApiError 403 for one's own, 404 */
export const takeDown = (me: string, id: string, reason: string, record: RecordWithin): Promise<ReviewedEvent> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const event = await takeDownWithin(tx, id, reason, true);
      if (!event) throw notFound();
      if (event.host.id === me) throw ownEvent();
      record(tx, { title: event.title, owner: event.host.id, reason });
      return event;
    }),
  );

/** A cover that was kept for too long to come back is named no more. */
async function stillThere({ id, host, cover }: EventDocument): Promise<Pick<EventDocument, 'cover'>> {
  return { cover: cover && (await hasCover(host.id, id, cover.version)) ? cover : null };
}

/**
 * Undoes that. Twice is once.
 * @throws ApiError 403 for one's own, 404, 409 where a decision about a report keeps it down: that one can be undone
 */
export async function putBack(me: string, id: string, record: RecordWithin): Promise<ReviewedEvent> {
  const back = await seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const before = (await tx.get(eventDocument(id))).data();
      if (!before) throw notFound();
      if (before.host.id === me) throw ownEvent();
      const [decided] = await decisionsStanding(tx, id, 'remove_content');
      const reason = decided?.decision?.reason ?? null;
      if (reason !== null && !before.taken_down_directly) {
        throw new ApiError('conflict', 'A decision about a report has taken this event down. Undo that decision.');
      }
      const after = async (): Promise<EventDocument> => {
        if (before.taken_down === null) return before;
        if (reason === null) return showWithinAgain(tx, before, await stillThere(before));
        const patch = { taken_down: reason, taken_down_directly: null };
        tx.update(eventDocument(id), patchOf(EventDocument, patch));
        return { ...before, ...patch };
      };
      const event = await after();
      record(tx, { title: event.title, owner: event.host.id, before: before.taken_down ?? 'none' });
      return event;
    }),
  );
  if (!back.unsettled) return back;
  await settle(id);
  return look(id);
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
