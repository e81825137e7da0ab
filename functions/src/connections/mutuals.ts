import { db } from '../firebase.ts';
import { readTogether } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { visibleProfile } from '../users/visible.ts';
import { MUTUALS_SHOWN, type Mutuals } from './schema.ts';

/**
 * Whom `me` and somebody both are connected with: all of them are connections of mine, so I know each.
 * @throws ApiError 404 for nobody, and for somebody who has blocked `me`
 */
export async function mutualsWith(me: string, username: string): Promise<Mutuals> {
  const { profile, relation } = await visibleProfile(me, username);
  if (relation === 'self' || relation === 'blocked') return { count: 0, people: [] };
  const [mine, theirs] = await sideBySide([() => connectionsOf(me), () => connectionsOf(profile.id)]);
  const known = new Set(theirs.ids);
  const both = mine.ids.filter((id) => known.has(id)).toReversed();
  const profiles = await readTogether(db(), ...both.slice(0, MUTUALS_SHOWN).map((id) => userDocument(id)));
  const people = profiles.flatMap((person) => (person && !isWithheld(person) ? [toPerson(person)] : []));
  // Where all are shown, who isn't to be found isn't counted either.
  return { count: both.length <= MUTUALS_SHOWN ? people.length : both.length, people };
}
