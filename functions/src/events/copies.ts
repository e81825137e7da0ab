import { collectionOf, paths } from '../contract/paths.ts';
import { collection, patchOf } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { differs } from '../users/document.ts';
import type { Person } from '../users/schema.ts';
import { tokensOf } from './document.ts';
import { EventDocument } from './schema.ts';

/** The newest events that follow their host's profile. */
const MOST = 300;

/**
 * Brings what events show of their host up to date, and what they are found under. Index: events (host.id, date desc).
 * @returns how many were looked at
 */
export async function refreshHost(person: Person): Promise<number> {
  const { docs } = await collection(collectionOf(paths.event('_')), EventDocument)
    .where('host.id', '==', person.id)
    .orderBy('date', 'desc')
    .limit(MOST)
    .get();
  return refreshEach(docs, ({ host, title, location }) =>
    differs(host, person)
      ? patchOf(EventDocument, { host: person, search_tokens: tokensOf(title, location, person) })
      : null,
  );
}
