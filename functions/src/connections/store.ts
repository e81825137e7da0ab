import { FieldValue, type Query, type Transaction } from 'firebase-admin/firestore';
import { ApiError, forbidden, invalidField, notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { otherMember, pairId, pairMembers } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { ALREADY_EXISTS, codeOf } from '../store/codes.ts';
import { collection, documentOf, patchOf, readTogether } from '../store/converter.ts';
import { addEdge, removeEdge, shardFor } from '../store/edges.ts';
import { readPage } from '../store/pages.ts';
import { toPerson } from '../users/document.ts';
import { type Person, ProfileDocument } from '../users/schema.ts';
import { type Action, decide } from './policy.ts';
import { type Connection, ConnectionDocument, type ConnectionsQuery, VISIBLE_STATUS } from './schema.ts';

const connectionDocument = (pair: string) => documentOf(paths.connection(pair), ConnectionDocument);
const userDocument = (uid: string) => documentOf(paths.user(uid), ProfileDocument);

const newRequest = (sender: Person, receiver: Person): ConnectionDocument => ({
  id: pairId(sender.id, receiver.id),
  members: [sender.id, receiver.id].sort(),
  sender,
  receiver,
  status: 'pending',
  created_at: new Date().toISOString(),
  responded_at: null,
  blocked_by: null,
  edge_shards: null,
});

/** The change that `action` makes. @throws ApiError when it makes none */
function allowed(connection: ConnectionDocument | undefined, uid: string, action: Action) {
  const outcome = decide(connection, uid, action, Date.now());
  if ('change' in outcome) return outcome.change;
  // In the same words as where there is nobody: a block must not be told from an unknown id.
  if (outcome.refuse === 'hidden') throw action === 'request' ? invalidReceiver() : notFound();
  throw outcome.refuse === 'forbidden' ? forbidden(outcome.detail) : new ApiError('conflict', outcome.detail);
}

/** Marks `connection` accepted, and counts and lists each for the other. */
function acceptWithin(
  tx: Transaction,
  connection: ConnectionDocument,
  counts: Record<string, number>,
): ConnectionDocument {
  const [a, b] = pairMembers(connection.id);
  const edge_shards = { [a]: shardFor(counts[a] ?? 0), [b]: shardFor(counts[b] ?? 0) };
  const patch = { status: 'accepted', responded_at: new Date().toISOString(), edge_shards } as const;
  tx.update(connectionDocument(connection.id), patchOf(ConnectionDocument, patch));
  for (const [me, other] of [
    [a, b],
    [b, a],
  ] as const) {
    addEdge(tx, me, other, edge_shards[me] ?? 0);
    tx.update(userDocument(me), { connection_count: FieldValue.increment(1) });
  }
  return { ...connection, ...patch };
}

/** Reads a pair's connection and both its people in one round trip. */
async function readPair(tx: Transaction, pair: string) {
  const [a, b] = pairMembers(pair);
  const [connection, userA, userB] = await readTogether(tx, connectionDocument(pair), userDocument(a), userDocument(b));
  return { connection, counts: { [a]: userA?.connection_count ?? 0, [b]: userB?.connection_count ?? 0 } };
}

/**
 * Asks somebody to connect. The common case, two strangers, is one look at both and a `create()`; only where there is
 * something between them already does a transaction look at it. A request that crosses theirs accepts it.
 * @throws ApiError 400 for oneself, 404 for nobody, 409 for what is asked, connected or declined already
 */
export async function request(caller: Caller, receiverId: string): Promise<Connection> {
  if (receiverId === caller.uid) throw invalidField('receiver', 'You cannot connect with yourself.');
  const [sender, receiver] = await readTogether(db(), userDocument(caller.uid), userDocument(receiverId));
  if (!sender) throw notFound();
  if (!receiver) throw invalidReceiver();
  const fresh = newRequest(toPerson(sender), toPerson(receiver));
  try {
    await connectionDocument(fresh.id).create(fresh);
    return fresh;
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
  return db().runTransaction(async (tx) => {
    const { connection, counts } = await readPair(tx, fresh.id);
    const change = allowed(connection, caller.uid, 'request');
    if (change === 'accept' && connection) return acceptWithin(tx, connection, counts);
    const asked = { ...fresh, created_at: new Date().toISOString() };
    tx.set(connectionDocument(fresh.id), asked);
    return asked;
  });
}

const invalidReceiver = () =>
  new ApiError('not_found', 'Not found.', {
    errors: [{ field: 'receiver', message: 'There is nobody with this id.' }],
  });

/** @throws ApiError 404 to strangers, so that they don't learn who knows whom; 403 to the sender; 409 once answered */
export async function respond(caller: Caller, pair: string, status: 'accepted' | 'rejected'): Promise<Connection> {
  if (!pairMembers(pair).includes(caller.uid)) throw notFound();
  const action = status === 'accepted' ? 'accept' : 'reject';
  return db().runTransaction(async (tx) => {
    if (action === 'accept') {
      const { connection, counts } = await readPair(tx, pair);
      allowed(connection, caller.uid, action);
      return acceptWithin(tx, connection as ConnectionDocument, counts);
    }
    const connection = (await tx.get(connectionDocument(pair))).data();
    allowed(connection, caller.uid, action);
    const patch = { status, responded_at: new Date().toISOString() };
    tx.update(connectionDocument(pair), patchOf(ConnectionDocument, patch));
    return { ...(connection as ConnectionDocument), ...patch };
  });
}

/** Withdraws one's request, or disconnects; the other side isn't told. */
export async function remove(caller: Caller, pair: string): Promise<void> {
  if (!pairMembers(pair).includes(caller.uid)) throw notFound();
  const other = otherMember(pair, caller.uid);
  await db().runTransaction(async (tx) => {
    const connection = (await tx.get(connectionDocument(pair))).data();
    allowed(connection, caller.uid, 'remove');
    tx.delete(connectionDocument(pair));
    if (connection?.status !== 'accepted') return;
    for (const [me, them] of [
      [caller.uid, other],
      [other, caller.uid],
    ] as const) {
      removeEdge(tx, me, them, connection.edge_shards?.[me] ?? 0);
      tx.update(userDocument(me), { connection_count: FieldValue.increment(-1) });
    }
  });
}

/** Indexes: (members | sender.id | receiver.id, status, created_at desc). */
export function list(uid: string, { status, direction }: ConnectionsQuery, page: PageQuery): Promise<Page<Connection>> {
  let query: Query<ConnectionDocument> = collection(collectionOf(paths.connection('_')), ConnectionDocument);
  if (direction === 'sent') query = query.where('sender.id', '==', uid);
  else if (direction === 'received') query = query.where('receiver.id', '==', uid);
  else query = query.where('members', 'array-contains', uid);
  query = status ? query.where('status', '==', status) : query.where('status', 'in', [...VISIBLE_STATUS]);
  return readPage(query, [{ field: 'created_at', direction: 'desc' }], page);
}
