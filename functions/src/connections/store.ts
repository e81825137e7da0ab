import type { Query, Transaction } from 'firebase-admin/firestore';
import { ApiError, forbidden, invalidField, notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { pairId, pairMembers } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { collection, patchOf } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { readPage } from '../store/pages.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { type Action, asksSoFar, decide } from './policy.ts';
import { type Connection, ConnectionDocument, type ConnectionsQuery, VISIBLE_STATUS } from './schema.ts';
import { connectionDocument, newRequest, type Pair, readPair, tieWithin, untieWithin } from './ties.ts';

/** The change that `action` makes. @throws ApiError when it makes none */
function allowed(connection: ConnectionDocument | undefined, uid: string, action: Action) {
  const outcome = decide(connection, uid, action, now());
  if ('change' in outcome) return outcome.change;
  // In the same words as where there is nobody: a block must not be told from an unknown id.
  if (outcome.refuse === 'hidden') throw action === 'request' ? invalidReceiver() : notFound();
  throw outcome.refuse === 'forbidden' ? forbidden(outcome.detail) : new ApiError('conflict', outcome.detail);
}

/** A request whose sender has left meanwhile goes, and there is nothing to answer. */
const GONE = Symbol('gone');

/** Marks `connection` accepted, and counts and lists each for the other; removes it where one of them has left. */
async function acceptWithin(tx: Transaction, { connection, people }: Pair): Promise<ConnectionDocument | typeof GONE> {
  if (!connection || people.size < 2) {
    if (connection) tx.delete(connectionDocument(connection.id));
    return GONE;
  }
  const edge_shards = await tieWithin(tx, connection.id, people);
  const patch = { status: 'accepted', responded_at: isoNow(), edge_shards } as const;
  tx.update(connectionDocument(connection.id), patchOf(ConnectionDocument, patch));
  return { ...connection, ...patch };
}

/** For who is to be found by nobody for a time: their request waits. */
const NOT_THERE = 'This person isn’t there at the moment. Their request stays open.';

/** Somebody whom many ask or answer at once has one profile, at which they all meet. */
const CONTENDED = { maxAttempts: 10 };

/** A connection as its members see it: accepted or open, never blocked or withdrawn. */
const visible = (connection: ConnectionDocument): Connection => connection as Connection;

/**
 * Asks somebody to connect: one look at both and at what is between them, and one write. It takes the same time for
 * somebody who isn't there and for somebody who has blocked. A request that crosses theirs accepts it.
 * @throws ApiError 400 for oneself, 404 for nobody, 409 for what is asked, connected, declined or withdrawn already
 */
export async function request(caller: Caller, receiverId: string): Promise<Connection> {
  if (receiverId === caller.uid) throw invalidField('receiver', 'You cannot connect with yourself.');
  const pair = pairId(caller.uid, receiverId);
  const asked = await inTurn(pair, () =>
    db().runTransaction(async (tx) => {
      const found = await readPair(tx, pair);
      const [sender, receiver] = [found.people.get(caller.uid), found.people.get(receiverId)];
      if (!sender || isWithheld(sender)) throw notFound();
      if (!receiver || isWithheld(receiver)) throw invalidReceiver();
      if (allowed(found.connection, caller.uid, 'request') === 'accept') {
        return (await acceptWithin(tx, found)) as ConnectionDocument;
      }
      const asks = asksSoFar(found.connection, caller.uid, now()) + 1;
      const fresh = newRequest(toPerson(sender), toPerson(receiver), asks);
      tx.set(connectionDocument(pair), fresh);
      return fresh;
    }, CONTENDED),
  );
  return visible(asked);
}

const invalidReceiver = () =>
  new ApiError('not_found', 'Not found.', {
    errors: [{ field: 'receiver', message: 'There is nobody with this id.' }],
  });

/** @throws ApiError 404 to strangers, so that they don't learn who knows whom; 403 to the sender; 409 once answered */
export async function respond(caller: Caller, pair: string, status: 'accepted' | 'rejected'): Promise<Connection> {
  if (!pairMembers(pair).includes(caller.uid)) throw notFound();
  const answer = async (tx: Transaction) => {
    if (status === 'accepted') {
      const found = await readPair(tx, pair);
      allowed(found.connection, caller.uid, 'accept');
      if ([...found.people.values()].some(isWithheld)) throw new ApiError('conflict', NOT_THERE);
      return acceptWithin(tx, found);
    }
    const connection = (await tx.get(connectionDocument(pair))).data();
    allowed(connection, caller.uid, 'reject');
    const patch = { status, responded_at: isoNow() };
    tx.update(connectionDocument(pair), patchOf(ConnectionDocument, patch));
    return { ...(connection as ConnectionDocument), ...patch };
  };
  // Many answers at once all count in one profile.
  const answered = await inTurn(caller.uid, () => db().runTransaction(answer, CONTENDED));
  if (answered === GONE) throw notFound();
  return visible(answered);
}

/** Withdraws one's request, or disconnects; the other side isn't told. @throws ApiError 404, 409 */
export async function remove(caller: Caller, pair: string): Promise<void> {
  if (!pairMembers(pair).includes(caller.uid)) throw notFound();
  const removal = (present: (tx: Transaction) => Promise<Iterable<string>>) =>
    db().runTransaction(async (tx) => {
      const connection = (await tx.get(connectionDocument(pair))).data();
      allowed(connection, caller.uid, 'remove');
      if (!connection) return;
      // A request that is withdrawn is remembered, so that it isn't asked again at once.
      const withdrawn = { status: 'withdrawn', responded_at: isoNow() } as const;
      if (connection.status === 'pending') {
        tx.update(connectionDocument(pair), patchOf(ConnectionDocument, withdrawn));
        return;
      }
      await untieWithin(tx, connection, await present(tx));
      tx.delete(connectionDocument(pair));
    });
  try {
    await removal(async () => pairMembers(pair));
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
    // The other one's account is just ending: what is there of the two is mended, and the rest is gone.
    await removal(async (tx) => (await readPair(tx, pair)).people.keys());
  }
}

/**
 * Those that are accepted by when that was, the others by when they were asked.
 * Indexes: (members | sender.id | receiver.id, status, created_at desc | responded_at desc).
 */
export async function list(
  uid: string,
  { status, direction }: ConnectionsQuery,
  page: PageQuery,
): Promise<Page<Connection>> {
  let query: Query<ConnectionDocument> = collection(collectionOf(paths.connection('_')), ConnectionDocument);
  if (direction === 'sent') query = query.where('sender.id', '==', uid);
  else if (direction === 'received') query = query.where('receiver.id', '==', uid);
  else query = query.where('members', 'array-contains', uid);
  query = status ? query.where('status', '==', status) : query.where('status', 'in', [...VISIBLE_STATUS]);
  const field = status === 'accepted' ? 'responded_at' : 'created_at';
  const { items, next } = await readPage(query, [{ field, direction: 'desc' }], page);
  return { items: items.map(visible), next };
}
