import type { Transaction } from 'firebase-admin/firestore';
import type { EventWithheld } from '../contract/events.ts';
import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { bringEach } from '../store/copies.ts';
import { connectionsOf } from '../store/edges.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { hideWithin, showWithin } from './audience.ts';
import { eventDocument, eventsOf } from './document.ts';
import { isHidden, listedFor, withheldAs } from './policy.ts';
import { EventDocument } from './schema.ts';

/**
 * Hides an event from everybody but its host for a reason, or shows it again when none is left. It reads, so it comes before
 * the first write.
 * @returns it as it is then
 */
export async function withholdWithin(
  tx: Transaction,
  event: EventDocument,
  reason: EventWithheld,
  holds: boolean,
): Promise<EventDocument> {
  const after = withheldAs(event, reason, holds);
  after.listed = listedFor(after);
  const closed = event.visibility === 'connections';
  // Who is connected with the host by now: nobody is shown to an audience that isn't there.
  const appears = closed && event.listed === 'no' && after.listed === 'connections';
  const connected = appears ? (await connectionsOf(event.host.id, tx)).ids : [];
  if (appears) after.shards = showWithin(tx, after, connected);
  else if (isHidden(after) && event.shards > 0) {
    hideWithin(tx, event);
    after.shards = 0;
  }
  const { withheld, listed, shards } = after;
  tx.update(eventDocument(event.id), patchOf(EventDocument, { withheld, listed, shards }));
  return after;
}

/** Hides an event from everybody but its host, for staff, or shows it again; one that is gone is let be. */
export async function hideEventWithin(tx: Transaction, id: string, hidden: boolean): Promise<void> {
  const [event] = await readTogether(tx, eventDocument(id));
  if (event) await withholdWithin(tx, event, 'staff', hidden);
}

const isWithheldWithHost = ({ withheld = [] }: Pick<EventDocument, 'withheld'>): boolean => withheld.includes('host');

/** Brings one event in line with whether its host is to be found. */
const followOne = (id: string): Promise<void> =>
  db().runTransaction(async (tx) => {
    const event = (await tx.get(eventDocument(id))).data();
    if (!event) return;
    const [host] = await readTogether(tx, userDocument(event.host.id));
    if (!host || isWithheld(host) === isWithheldWithHost(event)) return;
    await withholdWithin(tx, event, 'host', isWithheld(host));
  });

/**
 * Hides the events of somebody who isn't to be found any more, or shows them again; those that are next come first.
 * Index: events (host.id, date desc).
 * @param hidden whether they aren't to be found
 * @returns how many documents were looked at
 */
export const followHost = (uid: string, hidden: boolean, hasTime: () => boolean): Promise<number> =>
  bringEach(eventsOf(uid).orderBy('date', 'desc'), (event) => isWithheldWithHost(event) === hidden, followOne, hasTime);
