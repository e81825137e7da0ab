import {
  type DocumentReference,
  FieldPath,
  FieldValue,
  type Query,
  type Transaction,
  type WriteBatch,
} from 'firebase-admin/firestore';
import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { converter, documentOf, patchOf, storedTime } from './converter.ts';
import { eraseByPage } from './erasure.ts';
import { inTurn } from './in-turn.ts';

/**
 * Who may see something, and who has: up to `LIMITS.audience_members` people in one document, beside what is shown to
 * them. So a feed is one query, and reads exactly what it shows. A slice extends it by what its feed shows.
 */
export const Audience = z.object({
  /** A story that nobody is to see for now keeps its audience, under a kind that no feed asks for. */
  kind: z.enum(['story', 'hidden_story', 'event']),
  /** The id of what is shown. */
  source: z.string(),
  author: z.looseObject({ id: Uid }),
  members: z.array(Uid),
  /** Whoever has seen it, and when. */
  seen: z.record(Uid, IsoTime).optional(),
  /** When it was first to be seen. */
  published_at: IsoTime,
  expires_at: IsoTime,
});
type Kind = z.infer<typeof Audience>['kind'];

/** What is shown, and to whom it belongs: the same in each document of an audience. */
export type Shown<S extends z.ZodObject> = Omit<z.infer<S>, 'members' | 'seen'> & { kind: Kind; source: string };

/** What an audience belongs to; it counts in `view_count` who has seen it, and goes with it in one commit. */
const SOURCES = { story: paths.story, hidden_story: paths.story, event: paths.event } as const satisfies Record<
  Kind,
  (id: string) => string
>;

/** Hidden or not, the document is the same. */
const audiencePath = (kind: Kind, source: string, shard: number) =>
  paths.audience(`${kind === 'hidden_story' ? 'story' : kind}_${source}_${shard}`);

/** All audiences, as rows of a schema that names what is read of them. */
export const audiences = (): Query => db().collection(collectionOf(paths.audience('_')));

/**
 * Reads of an audience what `schema` has of it: its members would be much more than all the rest.
 * @param me of those who have seen it only them
 */
export const rowsOf = <S extends z.ZodObject>(query: Query, schema: S, ...me: string[]): Query<z.infer<S>> =>
  query
    .select(
      ...Object.keys(schema.shape).filter((field) => field !== 'seen' || me.length === 0),
      ...me.map((uid) => new FieldPath('seen', uid)),
    )
    .withConverter(converter(schema));

/** Shows something to `members`. @returns how many documents that takes */
export function publishWithin<S extends z.ZodObject>(
  tx: Transaction,
  schema: S,
  shown: Shown<S>,
  members: readonly string[],
): number {
  const shards = Math.ceil(members.length / LIMITS.audience_members);
  for (let shard = 0; shard < shards; shard++) {
    const own = members.slice(shard * LIMITS.audience_members, (shard + 1) * LIMITS.audience_members);
    tx.create(documentOf(audiencePath(shown.kind, shown.source, shard), schema), { ...shown, members: own } as never);
  }
  return shards;
}

/**
 * Shows something to one more. It reads nothing, and makes the document where there is none yet.
 * @param before how many the author is connected with, without them
 * @returns the number of the document in which they stand
 */
export function admitWithin<S extends z.ZodObject>(
  tx: Transaction,
  schema: S,
  shown: Shown<S>,
  member: string,
  before: number,
): number {
  const shard = Math.floor(Math.max(0, before) / LIMITS.audience_members);
  const fields = patchOf(schema, { ...shown, members: FieldValue.arrayUnion(member) } as never);
  tx.set(db().doc(audiencePath(shown.kind, shown.source, shard)), fields, { merge: true });
  return shard;
}

/** Hides what is shown from everybody for a time, or shows it again, to the same people. */
export function withholdWithin(tx: Transaction, kind: 'story', source: string, shards: number, hidden: boolean): void {
  const patch = patchOf(Audience, { kind: hidden ? 'hidden_story' : kind });
  for (let shard = 0; shard < shards; shard++) tx.update(db().doc(audiencePath(kind, source, shard)), patch);
}

/** Takes what is shown away from everybody. */
export function closeWithin(tx: Transaction | WriteBatch, kind: Kind, source: string, shards: number): void {
  for (let shard = 0; shard < shards; shard++) tx.delete(db().doc(audiencePath(kind, source, shard)));
}

const Membership = Audience.pick({ kind: true, source: true, author: true, seen: true });
type Membership = z.infer<typeof Membership>;

/** Somebody who may see something. */
export interface Member {
  document: DocumentReference;
  row: Membership;
  uid: string;
}

/**
 * Finds what two people show each other at this time.
 * Index: audiences (members, author.id, expires_at).
 */
export async function sharedBetween(tx: Transaction, [a, b]: readonly [string, string], at: string): Promise<Member[]> {
  // Nobody is in an audience of their own: whoever of the two isn't the author stands in it.
  const query = audiences()
    .where('author.id', 'in', [a, b])
    .where('members', 'array-contains-any', [a, b])
    .where('expires_at', '>', storedTime(at));
  const { docs } = await tx.get(rowsOf(query, Membership, a, b));
  return docs.map((doc) => {
    const row = doc.data();
    return { document: db().doc(doc.ref.path), row, uid: row.author.id === a ? b : a };
  });
}

/** Takes people out of audiences, as if they had never seen what is shown there. */
export function dismissWithin(tx: Transaction, members: readonly Member[]): void {
  for (const { document, row, uid } of members) {
    tx.update(document, 'members', FieldValue.arrayRemove(uid), new FieldPath('seen', uid), FieldValue.delete());
    if (!row.seen?.[uid]) continue;
    tx.update(db().doc(SOURCES[row.kind](row.source)), { view_count: FieldValue.increment(-1) });
  }
}

/** Audiences a transaction: each takes up to two writes. */
const PAGE = 100;

/**
 * Takes somebody who has left out of everybody's audiences.
 * Index: audiences (members, published_at desc).
 */
export const leaveAudiences = eraseByPage(PAGE, (uid) =>
  inTurn(`audiences of ${uid}`, () =>
    db().runTransaction(async (tx) => {
      const query = audiences().where('members', 'array-contains', uid).orderBy('published_at', 'desc').limit(PAGE);
      const { docs } = await tx.get(rowsOf(query, Membership, uid));
      const members = docs.map((doc) => ({ document: db().doc(doc.ref.path), row: doc.data(), uid }));
      dismissWithin(tx, members);
      return { found: members.length };
    }),
  ),
);
