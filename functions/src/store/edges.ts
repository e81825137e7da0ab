import { FieldValue, Timestamp, type Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { QUIET, type Quiet } from '../contract/topics.ts';
import { db } from '../firebase.ts';
import { collection, documentOf, readTogether } from './converter.ts';

/**
 * Up to `LIMITS.edges_per_shard` accepted connections of one person in one document, so that to reach N people
 * costs ⌈N/5000⌉ reads. Not indexed: each element would count towards a document's index entries.
 */
export const Edges = z.object({
  ids: z.array(Uid),
  /** Who of them has switched which topic off, or all that this person does: a fan-out asks nobody. */
  quiet: z.record(z.string(), z.array(Uid)).optional(),
  /** When any of it was last changed, by Firestore's own clock. */
  changed_at: IsoTime.optional(),
});

/** Goes with every change of an edge document, so that a fan-out can ask whether there was one. */
const CHANGED = { changed_at: FieldValue.serverTimestamp() };

/** What takes somebody out of another's edge document by an `update()`. */
export const withoutEdge = (other: string): Record<string, FieldValue> => ({
  ...CHANGED,
  ids: FieldValue.arrayRemove(other),
  ...Object.fromEntries(QUIET.map((key) => [`quiet.${key}`, FieldValue.arrayRemove(other)])),
});

/** Says in `uid`'s edge document what their connection `other` doesn't want to be told of. Without a read, and twice is once. */
export function setQuiet(tx: Transaction, uid: string, other: string, shard: number, quiet: Quiet): void {
  const lists = QUIET.map((key) => [key, quiet[key] ? FieldValue.arrayUnion(other) : FieldValue.arrayRemove(other)]);
  tx.set(db().doc(paths.edges(uid, shard)), { ...CHANGED, quiet: Object.fromEntries(lists) }, { merge: true });
}

/** The shard that the next connection of somebody with `count` connections goes into. */
export const shardFor = (count: number): number => Math.floor(Math.max(0, count) / LIMITS.edges_per_shard);

/** Adds `other` to `uid`'s connections, within a transaction. Without a read, and twice is once. */
export function addEdge(tx: Transaction, uid: string, other: string, shard: number): void {
  tx.set(db().doc(paths.edges(uid, shard)), { ...CHANGED, ids: FieldValue.arrayUnion(other) }, { merge: true });
}

/** Takes `other` out of `uid`'s connections, within a transaction. Without a read, and twice is once. */
export function removeEdge(tx: Transaction, uid: string, other: string, shard: number): void {
  const quiet = Object.fromEntries(QUIET.map((key) => [key, FieldValue.arrayRemove(other)]));
  tx.set(db().doc(paths.edges(uid, shard)), { ...CHANGED, ids: FieldValue.arrayRemove(other), quiet }, { merge: true });
}

/** @returns the connections of each of `uids` that lie in their first shard, in the same order: one read a person */
export async function firstShards(uids: string[]): Promise<string[][]> {
  if (uids.length === 0) return [];
  const shards = await readTogether(db(), ...uids.map((uid) => documentOf(paths.edges(uid, 0), Edges)));
  return shards.map((shard) => shard?.ids ?? []);
}

/** All whom somebody is connected with. */
export interface Connected {
  ids: string[];
  /** Those of them who want to be told of a topic, and haven't muted whom they are connected with. */
  whoWant(topic: string): string[];
  /** When they were these, by Firestore's own clock. */
  readAt: Timestamp;
}

/**
 * @returns all accepted connections of `uid`: one read a shard. The subcollection is read, and not as many shards as a
 *   count would say: after removals from the first, ids stay in later ones.
 * @param tx within which none of them can leave, and nobody can be added
 */
export async function connectionsOf(uid: string, tx?: Transaction): Promise<Connected> {
  const query = collection(collectionOf(paths.edges(uid, '_')), Edges);
  const { docs, readTime } = await (tx ? tx.get(query) : query.get());
  const shards = docs.map((doc) => doc.data());
  return {
    ids: shards.flatMap(({ ids }) => ids),
    readAt: readTime,
    whoWant: (topic) =>
      shards.flatMap(({ ids, quiet }) => {
        const silent = new Set([...(quiet?.[topic] ?? []), ...(quiet?.everything ?? [])]);
        return silent.size > 0 ? ids.filter((id) => !silent.has(id)) : ids;
      }),
  };
}

/** A commit is seen a little later than its own time says. */
const OVERLAP_MS = 10_000;

/**
 * @returns whether somebody's connections, or what these want to be told of, may be others than they were: one read,
 *   however many there are
 */
export async function changedSince(uid: string, time: Timestamp): Promise<boolean> {
  const since = Timestamp.fromMillis(time.toMillis() - OVERLAP_MS);
  const edges = db().collection(collectionOf(paths.edges(uid, '_')));
  return !(await edges.where('changed_at', '>', since).limit(1).select().get()).empty;
}
