import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { pairId, pairMembers } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { closedEvents, showMoreWithin as showMoreEventsWithin } from '../events/audience.ts';
import { isoNow } from '../runtime/clock.ts';
import { dismissWithin, sharedBetween } from '../store/audiences.ts';
import { documentOf, readTogether } from '../store/converter.ts';
import { addEdge, removeEdge, shardFor } from '../store/edges.ts';
import { sideBySide } from '../store/meter.ts';
import { liveStories, showMoreWithin } from '../stories/audience.ts';
import { userDocument } from '../users/documents.ts';
import type { Person, ProfileDocument } from '../users/schema.ts';
import { ConnectionDocument } from './schema.ts';

/** For other slices: what two people have between them, and how it is made and undone within a transaction. */

export const connectionDocument = (pair: string) => documentOf(paths.connection(pair), ConnectionDocument);

/** @returns a request as it is written first */
export const newRequest = (sender: Person, receiver: Person, asks = 1): ConnectionDocument => ({
  id: pairId(sender.id, receiver.id),
  members: [sender.id, receiver.id].sort(),
  sender,
  receiver,
  status: 'pending',
  created_at: isoNow(),
  responded_at: null,
  asks,
  blocked_by: null,
  blocked_at: null,
  before_block: null,
  edge_shards: null,
});

export interface Pair {
  connection: ConnectionDocument | undefined;
  /** The profiles by uid; one who has left has none. */
  people: ReadonlyMap<string, ProfileDocument>;
}

/** Reads what is between two people, and both their profiles, in one round trip. */
export async function readPair(tx: Transaction, pair: string): Promise<Pair> {
  const [a, b] = pairMembers(pair);
  const [connection, first, second] = await readTogether(
    tx,
    connectionDocument(pair),
    userDocument(a),
    userDocument(b),
  );
  return {
    connection,
    people: new Map([first, second].flatMap((profile) => (profile ? [[profile.id, profile]] : []))),
  };
}

/**
 * Counts and lists each for the other, and shows each what the other has to be seen. It reads, so it comes before the
 * first write.
 * @returns the shards in which they stand, to be kept in the connection
 */
export async function tieWithin(
  tx: Transaction,
  pair: string,
  people: Pair['people'],
): Promise<Record<string, number>> {
  const [a, b] = pairMembers(pair);
  const countOf = (uid: string) => people.get(uid)?.connection_count ?? 0;
  const [live, planned] = await sideBySide([
    async () => (await tx.get(liveStories([a, b], isoNow()))).docs.map((doc) => doc.data()),
    async () => (await tx.get(closedEvents([a, b], isoNow()))).docs.map((doc) => doc.data()),
  ]);
  const shards = { [a]: shardFor(countOf(a)), [b]: shardFor(countOf(b)) };
  for (const [me, other] of [
    [a, b],
    [b, a],
  ] as const) {
    addEdge(tx, me, other, shards[me] ?? 0);
    tx.update(userDocument(me), { connection_count: FieldValue.increment(1) });
    showMoreWithin(
      tx,
      live.filter(({ author }) => author.id === me),
      other,
      countOf(me),
    );
    showMoreEventsWithin(
      tx,
      planned.filter(({ host }) => host.id === me),
      other,
      countOf(me),
    );
  }
  return shards;
}

/**
 * Undoes that for an accepted connection: neither sees anything of the other's any more, nor has seen it. It reads, so
 * it comes before the first write.
 * @param present who of them is still there; whoever isn't has neither a count nor a list. Where one is left out by
 *   mistake the commit fails, so a caller that knows nothing of it names both.
 */
export async function untieWithin(
  tx: Transaction,
  { id, edge_shards }: Pick<ConnectionDocument, 'id' | 'edge_shards'>,
  present: Iterable<string>,
): Promise<void> {
  const [a, b] = pairMembers(id);
  dismissWithin(tx, await sharedBetween(tx, [a, b], isoNow()));
  for (const me of present) {
    removeEdge(tx, me, me === a ? b : a, edge_shards?.[me] ?? 0);
    tx.update(userDocument(me), { connection_count: FieldValue.increment(-1) });
  }
}
