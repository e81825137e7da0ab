import type { Transaction } from 'firebase-admin/firestore';
import { IsoTime } from '../contract/ids.ts';
import { EVENT_LISTED_DAYS, LIMITS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { Audience, admitWithin, closeWithin, publishWithin, type Shown } from '../store/audiences.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { eventDocument, events } from './document.ts';
import { EventDocument } from './schema.ts';

const DAY = 24 * 60 * 60 * 1000;

/** For other slices: to whom lists show the events that are for connections. */

/**
 * `audiences/event_{id}_{shard}`: some of those who may see an event for connections, and what lists go by. What is shown
 * of it is read from the event itself, whose counts change all the time.
 */
export const EventAudience = Audience.extend({ date: IsoTime, ends_at: IsoTime });

/** What the audience of an event is shown, in the form of its documents. */
export const shownOf = ({ id, host, date, ends_at, created_at }: EventDocument): Shown<typeof EventAudience> => ({
  kind: 'event',
  source: id,
  author: { id: host.id },
  date,
  ends_at,
  published_at: created_at,
  expires_at: new Date(Date.parse(ends_at) + EVENT_LISTED_DAYS * DAY).toISOString(),
});

/** Shows an event to all connections of its host. @returns how many documents that takes */
export const showWithin = (tx: Transaction, event: EventDocument, connections: readonly string[]): number =>
  publishWithin(tx, EventAudience, shownOf(event), connections);

/** Brings the times that lists go by up to date. */
export function moveWithin(tx: Transaction, event: EventDocument): void {
  const { date, ends_at, expires_at } = shownOf(event);
  const patch = patchOf(EventAudience, { date, ends_at, expires_at });
  for (let shard = 0; shard < event.shards; shard++) {
    tx.update(db().doc(paths.audience(`event_${event.id}_${shard}`)), patch);
  }
}

/** Takes an event out of everybody's lists. */
export const hideWithin = (tx: Transaction, { id, shards }: Pick<EventDocument, 'id' | 'shards'>): void =>
  closeWithin(tx, 'event', id, shards);

/** The events for connections of these people that aren't over. Index: events (host.id | listed, ends_at, date). */
export const closedEvents = (hosts: string[], at: string) =>
  events()
    .where('host.id', 'in', hosts)
    .where('listed', '==', 'connections')
    .where('ends_at', '>', storedTime(at))
    .orderBy('ends_at')
    .orderBy('date')
    .limit(LIMITS.closed_events);

/**
 * Shows events to somebody who has just become a connection of their host.
 * @param before how many connections the host had
 */
export function showMoreWithin(tx: Transaction, shown: readonly EventDocument[], member: string, before: number): void {
  for (const event of shown) {
    const shard = admitWithin(tx, EventAudience, shownOf(event), member, before);
    if (shard < event.shards) continue;
    tx.update(eventDocument(event.id), patchOf(EventDocument, { shards: shard + 1 }));
  }
}
