import { db } from '../firebase.ts';
import { readTogether } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { seenBy } from './access.ts';
import type { FriendsGoing } from './schema.ts';
import { attendees } from './seats.ts';

/** How many people a query can name, and how many such queries are asked at most. */
const NAMED = 30;
export const QUERIES = 30;
/** How many of those going are read, where they are fewer than queries would be. */
export const FEW = 30;
/** How many are shown by name, and of how many it is looked whether they are to be found: who isn't doesn't count. */
const SHOWN = 10;
export const LOOKED_AT = 30;

/** Those of `mine` who are going, by whichever way reads less: through those going, or through my connections. */
async function goingAmong(id: string, going: number, mine: readonly string[]): Promise<string[]> {
  const all = attendees(id).where('status', '==', 'going');
  if (going <= Math.max(FEW, Math.min(QUERIES, mine.length / NAMED))) {
    const known = new Set(mine);
    const { docs } = await all.limit(FEW).select('id').get();
    return docs.map((doc) => doc.id).filter((uid) => known.has(uid));
  }
  const groups = Array.from({ length: Math.min(QUERIES, Math.ceil(mine.length / NAMED)) }, (_, i) =>
    mine.slice(i * NAMED, (i + 1) * NAMED),
  );
  const found = await sideBySide(groups.map((group) => () => all.where('id', 'in', group).select('id').get()));
  return found.flatMap(({ docs }) => docs.map((doc) => doc.id));
}

/**
 * Which connections of mine go to an event: exact for the first 900 of them, and for events with few people. Who isn't to be
 * found for now is left out as far as thirty of them go.
 * @throws ApiError 404
 */
export async function friendsGoing(me: string, id: string): Promise<FriendsGoing> {
  const [{ event }, { ids }] = await sideBySide([() => seenBy(db(), id, me), () => connectionsOf(me)]);
  const going = ids.length === 0 ? [] : await goingAmong(id, event.counts.going, ids);
  const known = going.slice(0, LOOKED_AT);
  const profiles = await readTogether(db(), ...known.map((uid) => userDocument(uid)));
  const people = profiles.flatMap((profile) => (profile && !isWithheld(profile) ? [toPerson(profile)] : []));
  return { count: going.length - known.length + people.length, people: people.slice(0, SHOWN) };
}
