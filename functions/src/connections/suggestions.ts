import type { Query } from 'firebase-admin/firestore';
import { pairId } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import type { Role } from '../contract/roles.ts';
import { db } from '../firebase.ts';
import { collection, documentOf, readTogether } from '../store/converter.ts';
import { firstShards } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { normalize, searchToken } from '../store/tokens.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { placeOf } from './policy.ts';
import { ConnectionDocument, type Suggestion } from './schema.ts';

/** Whose connections are looked at: as many of the newest as bound the cost. */
const SAMPLE = 20;
/** Read beyond what is asked for, because some turn out to be asked, declined or blocked. */
const SPARE = 5;
/** How many are looked at of my category, of my place, and of everybody. */
const LOOK = 15;
/** With fewer connections somebody is new, and shown whoever is there. */
const FEW = 3;

/** What `suggest()` reads at most for `limit` people. */
export const suggestionReads = (limit: number): number => 2 + SAMPLE + 3 * LOOK + 2 * (limit + SPARE);

/** Whom each would rather meet. */
const SOUGHT: Partial<Record<Role, Role>> = { influencer: 'brand', brand: 'influencer' };

/** @returns how many of the newest of `mine` each person two steps away knows */
async function mutualsOf(mine: readonly string[], known: ReadonlySet<string>): Promise<Map<string, number>> {
  const mutual = new Map<string, number>();
  for (const theirs of await firstShards(mine.slice(-SAMPLE))) {
    for (const id of theirs) if (!known.has(id)) mutual.set(id, (mutual.get(id) ?? 0) + 1);
  }
  return mutual;
}

const keyOf = (location: string): string => normalize(placeOf(location));

/** @returns what of a profile is the same in mine */
const sharedWith = (me: ProfileDocument, person: ProfileDocument): Suggestion['shared'] => [
  ...(me.category_key !== '' && person.category_key === me.category_key ? (['category'] as const) : []),
  ...(keyOf(me.location) !== '' && keyOf(person.location) === keyOf(me.location) ? (['location'] as const) : []),
];

/** People of my category and place; for somebody new also whoever is there. The verified first, as in a search. */
async function alikeTo(me: ProfileDocument, isNew: boolean): Promise<ProfileDocument[]> {
  const people = collection(collectionOf(paths.user('_')), ProfileDocument);
  const place = searchToken(placeOf(me.location));
  const asked: Query<ProfileDocument>[] = [
    ...(me.category_key !== '' ? [people.where('category_key', '==', me.category_key)] : []),
    ...(place !== '' ? [people.where('search_tokens', 'array-contains', place)] : []),
    ...(isNew ? [people] : []),
  ];
  const found = await sideBySide(
    asked.map((query) => () => query.orderBy('is_verified', 'desc').orderBy('username_key').limit(LOOK).get()),
  );
  const each = found.flatMap(({ docs }) => docs.map((doc) => doc.data()));
  // Who only goes by the name of my place is nobody alike.
  return each.filter((person) => isNew || sharedWith(me, person).length > 0);
}

/**
 * @returns people to connect with: two steps away first, most mutual connections first, then who is of the same trade or
 *   place, whom one would rather meet first. Nobody with whom there is anything already, be it a request or a block.
 */
export async function suggest(uid: string, limit: number): Promise<Suggestion[]> {
  const [[mine = []], [me]] = await sideBySide([() => firstShards([uid]), () => readTogether(db(), userDocument(uid))]);
  if (!me) return [];
  const known = new Set([uid, ...mine]);
  const mutual = await mutualsOf(mine, known);
  const wanted = limit + SPARE;
  const close = [...mutual]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, wanted)
    .map(([id]) => id);
  const others = close.length < wanted ? await alikeTo(me, mine.length < FEW) : [];
  const worth = (person: ProfileDocument): number =>
    4 * sharedWith(me, person).length + (SOUGHT[me.role] === person.role ? 2 : 0) + (person.is_verified ? 1 : 0);
  const alike = new Map(
    others
      .filter(({ id }) => !known.has(id) && !mutual.has(id))
      .sort((a, b) => worth(b) - worth(a) || (a.id < b.id ? -1 : 1))
      .map((person) => [person.id, person]),
  );
  const candidates = [...close, ...alike.keys()].slice(0, wanted);
  if (candidates.length === 0) return [];
  const [people, between] = await sideBySide([
    () => readTogether(db(), ...close.map((id) => userDocument(id))),
    () =>
      readTogether(db(), ...candidates.map((id) => documentOf(paths.connection(pairId(uid, id)), ConnectionDocument))),
  ]);
  return candidates
    .flatMap((id, i) => {
      const person = people[i] ?? alike.get(id);
      const nothing = !between[i] || between[i].status === 'withdrawn';
      return person && nothing && !isWithheld(person)
        ? [{ ...person, mutual_count: mutual.get(id) ?? 0, shared: sharedWith(me, person) }]
        : [];
    })
    .slice(0, limit);
}
