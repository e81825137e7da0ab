import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { collection, patchOf } from '../store/converter.ts';
import { differs } from '../users/document.ts';
import type { Person } from '../users/schema.ts';
import { ConnectionDocument } from './schema.ts';

/** The newest connections that follow a profile: a bound on what one change of a name can cost. */
const MOST = 2_000;

/**
 * Brings what connections show of somebody up to date. Only what differs is written, so a second delivery writes nothing.
 * Index: connections (members, created_at desc).
 * @returns how many were looked at
 */
export async function refreshMember(person: Person): Promise<number> {
  const { docs } = await collection(collectionOf(paths.connection('_')), ConnectionDocument)
    .where('members', 'array-contains', person.id)
    .orderBy('created_at', 'desc')
    .limit(MOST)
    .get();
  const writer = db().bulkWriter();
  for (const doc of docs) {
    const { sender, receiver } = doc.data();
    const side = sender.id === person.id ? 'sender' : 'receiver';
    if (!differs(side === 'sender' ? sender : receiver, person)) continue;
    // One that is deleted meanwhile must not come back: an update doesn't create.
    writer.update(doc.ref, patchOf(ConnectionDocument, { [side]: person }), { exists: true }).catch(() => {});
  }
  await writer.close();
  return docs.length;
}
