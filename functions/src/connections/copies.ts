import { collectionOf, paths } from '../contract/paths.ts';
import { collection, patchOf } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { differs } from '../users/document.ts';
import type { Person } from '../users/schema.ts';
import { ConnectionDocument } from './schema.ts';

/** The newest connections that follow a profile: a bound on what one change of a name can cost. */
const MOST = 2_000;

/**
 * Brings what connections show of somebody up to date. Index: connections (members, created_at desc).
 * @returns how many were looked at
 */
export async function refreshMember(person: Person): Promise<number> {
  const { docs } = await collection(collectionOf(paths.connection('_')), ConnectionDocument)
    .where('members', 'array-contains', person.id)
    .orderBy('created_at', 'desc')
    .limit(MOST)
    .get();
  return refreshEach(docs, (connection) => {
    const side = connection.sender.id === person.id ? 'sender' : 'receiver';
    return differs(connection[side], person) ? patchOf(ConnectionDocument, { [side]: person }) : null;
  });
}
