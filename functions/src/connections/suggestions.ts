import { pairId } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { documentOf, readTogether } from '../store/converter.ts';
import { firstShards } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld } from '../users/document.ts';
import { ProfileDocument } from '../users/schema.ts';
import { ConnectionDocument, type Suggestion } from './schema.ts';

/** Whose connections are looked at: as many of the newest as bound the cost. */
const SAMPLE = 20;
/** Read beyond what is asked for, because some turn out to be asked, declined or blocked. */
const SPARE = 5;

/** What `suggest()` reads at most for `limit` people. */
export const suggestionReads = (limit: number): number => 1 + SAMPLE + 2 * (limit + SPARE);

/**
 * @returns people two steps away, most mutual connections first; among equals the order is that of their ids.
 *   Nobody with whom there is anything already, be it a request or a block.
 */
export async function suggest(uid: string, limit: number): Promise<Suggestion[]> {
  const [mine = []] = await firstShards([uid]);
  const known = new Set([uid, ...mine]);
  const mutual = new Map<string, number>();
  for (const theirs of await firstShards(mine.slice(-SAMPLE))) {
    for (const id of theirs) if (!known.has(id)) mutual.set(id, (mutual.get(id) ?? 0) + 1);
  }
  const candidates = [...mutual]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, limit + SPARE)
    .map(([id]) => id);
  if (candidates.length === 0) return [];
  const [people, between] = await sideBySide([
    () => readTogether(db(), ...candidates.map((id) => documentOf(paths.user(id), ProfileDocument))),
    () =>
      readTogether(db(), ...candidates.map((id) => documentOf(paths.connection(pairId(uid, id)), ConnectionDocument))),
  ]);
  return candidates
    .flatMap((id, i) => {
      const person = people[i];
      const nothing = !between[i] || between[i].status === 'withdrawn';
      return person && nothing && !isWithheld(person) ? [{ ...person, mutual_count: mutual.get(id) ?? 0 }] : [];
    })
    .slice(0, limit);
}
