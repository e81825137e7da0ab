import { patchOf } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { differs } from '../users/document.ts';
import type { Person } from '../users/schema.ts';
import { conversations } from './documents.ts';
import { ConversationDocument } from './schema.ts';

/** The latest conversations that follow a profile: a bound on what one change of a name can cost. */
const MOST = 2_000;

/**
 * Brings what conversations show of somebody up to date. Index: conversations (members, updated_at desc).
 * @returns how many were looked at
 */
export async function refreshParticipant(person: Person): Promise<number> {
  const { docs } = await conversations()
    .where('members', 'array-contains', person.id)
    .orderBy('updated_at', 'desc')
    .limit(MOST)
    .get();
  const patch = patchOf(ConversationDocument, { [`people.${person.id}`]: person });
  return refreshEach(docs, ({ people }) => {
    const copy = people[person.id];
    return copy && differs(copy, person) ? patch : null;
  });
}
