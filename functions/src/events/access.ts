import type { Firestore, Transaction } from 'firebase-admin/firestore';
import { connectionDocument } from '../connections/ties.ts';
import { forbidden, notFound } from '../contract/api-error.ts';
import { pairId } from '../contract/pair.ts';
import { db } from '../firebase.ts';
import { blocksDocument, hiddenBy } from '../moderation/hidden.ts';
import { readTogether } from '../store/converter.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import type { ProfileDocument } from '../users/schema.ts';
import { attendeeDocument, eventDocument } from './document.ts';
import { isHidden } from './policy.ts';
import type { Attendee, EventDocument } from './schema.ts';

/** What of an event concerns one person. */
export interface Seen {
  event: EventDocument;
  attendee: Attendee | undefined;
}

/** @throws ApiError 404 where the host's event is for connections and `me` is none */
async function expectConnected(source: Firestore | Transaction, event: EventDocument, me: string): Promise<void> {
  if (event.visibility === 'public') return;
  const [connection] = await readTogether(source, connectionDocument(pairId(me, event.host.id)));
  if (connection?.status !== 'accepted') throw notFound();
}

/**
 * Reads an event as `me` may see it: whoever is blocked, and who isn't connected with the host of an event for
 * connections, finds nothing. One round trip, for such an event a second.
 * @throws ApiError 404
 */
export async function seenBy(source: Firestore | Transaction, id: string, me: string): Promise<Seen> {
  const places = [eventDocument(id), attendeeDocument(id, me), blocksDocument(me)] as const;
  const [event, attendee, blocks] = await readTogether(source, ...places);
  return admit(source, me, event, attendee, await hiddenBy(source, me, blocks));
}

async function admit(
  source: Firestore | Transaction,
  me: string,
  event: EventDocument | undefined,
  attendee: Attendee | undefined,
  hidden: ReadonlySet<string>,
): Promise<Seen> {
  if (!event) throw notFound();
  if (event.host.id === me) return { event, attendee };
  if (hidden.has(event.host.id) || isHidden(event)) throw notFound();
  await expectConnected(source, event, me);
  return { event, attendee };
}

/** The same for who is going to take part: also whether they still are there, and to be found. @throws ApiError 404 */
export async function seenByParticipant(
  tx: Transaction,
  id: string,
  me: string,
): Promise<Seen & { profile: ProfileDocument }> {
  const places = [eventDocument(id), attendeeDocument(id, me), blocksDocument(me), userDocument(me)] as const;
  const [event, attendee, blocks, profile] = await readTogether(tx, ...places);
  if (!profile || isWithheld(profile)) throw notFound();
  return { ...(await admit(tx, me, event, attendee, await hiddenBy(tx, me, blocks))), profile };
}

/**
 * Reads an event for its host; one read where they are it.
 * @throws ApiError 404 for who may not see the event, 403 for whoever else isn't its host
 */
export async function hostedBy(source: Firestore | Transaction, id: string, me: string): Promise<EventDocument> {
  const [event] = await readTogether(source, eventDocument(id));
  if (!event) throw notFound();
  if (event.host.id === me) return event;
  await seenBy(source, id, me);
  throw forbidden('Only the host can do that.');
}

/** @returns those of others’ `events` that `me` may see, as far as blocks don’t decide: a read for each that isn't public */
export async function amongConnections(me: string, events: readonly EventDocument[]): Promise<EventDocument[]> {
  const closed = events.filter(({ visibility, host }) => visibility === 'connections' && host.id !== me);
  const hosts = [...new Set(closed.map(({ host }) => host.id))];
  const connections = await readTogether(db(), ...hosts.map((host) => connectionDocument(pairId(me, host))));
  const connected = new Set(hosts.filter((_, i) => connections[i]?.status === 'accepted'));
  return events.filter((event) => !isHidden(event) && (!closed.includes(event) || connected.has(event.host.id)));
}
