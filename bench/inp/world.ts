import pMap from 'p-map';
import { placesOf } from '../../functions/src/chat/policy.ts';
import { ConversationDocument, MessageDocument } from '../../functions/src/chat/schema.ts';
import { ConnectionDocument } from '../../functions/src/connections/schema.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { NotificationDocument } from '../../functions/src/notifications/schema.ts';
import { writeClaims } from '../../functions/src/users/claims.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { DEMO_PASSWORD, DEMO_STAFF } from '../../tools/demo/cast.ts';
import { tiesOf } from '../../tools/demo/connections.ts';
import { makeWorld } from '../../tools/demo/populate.ts';
import { profileOf, profilesOf } from '../../tools/demo/users.ts';
import type { World } from '../../tools/demo/world.ts';

/** How much there is of everything: what a person has who has been there for long. */
export const SIZE = { people: 1000, requests: 60, messages: 5000, conversations: 40, notifications: 500, unread: 120 };

const MINUTE = 60_000;
const AT_ONCE = { concurrency: 16 };

export interface Scene {
  /** Staff, connected with nearly everybody. */
  me: Profile;
  password: string;
  /** With whom there is the long conversation, which ends in one unread message. */
  other: Profile;
}

const timeOf = ({ now }: World, minutesAgo: number): string => new Date(now - minutesAgo * MINUTE).toISOString();

/** Ties `me` to everybody who isn't yet: some wait for an answer. @returns who is connected */
function tieAll(world: World, me: Profile): Profile[] {
  const tied = new Set(tiesOf(world).map(({ id }) => id));
  const strangers = profilesOf(world).filter(({ id }) => id !== me.id && !tied.has(pairId(me.id, id)));
  for (const [i, other] of strangers.entries()) {
    const isOpen = i < SIZE.requests;
    const id = pairId(me.id, other.id);
    world.document(
      paths.connection(id),
      ConnectionDocument,
      (): ConnectionDocument => ({
        id,
        members: [me.id, other.id].sort(),
        sender: toPerson(other),
        receiver: toPerson(me),
        status: isOpen ? 'pending' : 'accepted',
        created_at: timeOf(world, 10 * i + 60),
        responded_at: isOpen ? null : timeOf(world, 10 * i + 30),
        blocked_by: null,
        blocked_at: null,
        before_block: null,
        asks: 1,
        edge_shards: isOpen ? null : { [me.id]: 0, [other.id]: 0 },
      }),
    );
  }
  const friends = strangers.slice(SIZE.requests);
  me.connection_count += friends.length;
  return friends;
}

/** Lines as people write them, of many lengths. */
const wordsOf = (n: number): string => `${n}: ${'and so on, as we said on the phone '.repeat((n * 7) % 9)}`.trim();

/** A conversation that ends with one unread message of the other. */
function converse(world: World, me: Profile, other: Profile, count: number, begin: number): void {
  const pair = pairId(me.id, other.id);
  const messages = Array.from({ length: count }, (_, n): MessageDocument => {
    const [from, to] = n % 3 === 1 && n < count - 1 ? [me, other] : [other, me];
    const id = `${pair}_${String(n).padStart(22, '0')}`;
    const timestamp = timeOf(world, begin + (count - n) * 7);
    return {
      ...{ id, sender: from.id, receiver: to.id, content: wordsOf(n), timestamp },
      ...{ deleted_at: null, client_id: null, attachment: null },
    };
  });
  for (const message of messages) world.document(paths.message(pair, message.id), MessageDocument, () => message);
  const members = [me.id, other.id].sort();
  const standing = { members, state: 'open' as const, requested_by: other.id, blocked: false, withheld: [] };
  const last_message = messages.at(-1);
  if (!last_message) return;
  world.document(paths.conversation(pair), ConversationDocument, () => ({
    ...standing,
    ...placesOf(standing),
    id: pair,
    people: { [me.id]: toPerson(me), [other.id]: toPerson(other) },
    last_message,
    unread: { [me.id]: 1, [other.id]: 0 },
    read_at: { [other.id]: messages.at(-2)?.timestamp ?? last_message.timestamp },
    updated_at: last_message.timestamp,
  }));
}

function notifyOften(world: World, me: Profile, friends: readonly Profile[]): void {
  for (let i = 0; i < SIZE.notifications; i++) {
    const person = friends[i % friends.length];
    if (!person) return;
    const { id, username, display_name, avatar_url } = person;
    const actor = { id, username, display_name, avatar_url };
    const row = `bench_${i}`;
    world.document(
      paths.notification(me.id, row),
      NotificationDocument,
      (): NotificationDocument => ({
        id: row,
        type: 'system',
        message: `${display_name} accepted your follow request`,
        ...{ actor, actors: [actor], actor_ids: [id] },
        reason: { topic: 'acceptance', through: id },
        target: { kind: 'user', id },
        is_read: i >= SIZE.unread,
        created_at: timeOf(world, 13 * i + 5),
        count: 1,
      }),
    );
  }
}

/**
 * Fills an empty suite, whose door is closed: the demo world with many people in it, and around one member of staff more
 * than most will ever have. What triggers would make of it isn't made.
 */
export async function seed(): Promise<Scene> {
  const world = await makeWorld({ size: SIZE.people, seed: 7 });
  const me = profileOf(world, DEMO_STAFF);
  if (!me) throw new Error(`Nobody is called ${DEMO_STAFF}.`);
  const friends = tieAll(world, me);
  const [other, ...rest] = friends;
  if (!other) throw new Error('Nobody to write with.');
  converse(world, me, other, SIZE.messages, 0);
  for (const [i, friend] of rest.slice(0, SIZE.conversations).entries()) converse(world, me, friend, 3, 200 * (i + 1));
  notifyOften(world, me, friends);
  const { email = '' } = world.accounts.find(({ uid }) => uid === me.id) ?? {};
  await auth().createUser({ uid: me.id, email, password: DEMO_PASSWORD });
  await pMap(world.files, ({ save }) => save(), AT_ONCE);
  const writer = db().bulkWriter({ throttling: false });
  // The writer swallows what goes wrong with a write; its promise tells.
  await Promise.all([...world.documents.map(({ create }) => create(writer)), writer.close()]);
  await db()
    .doc(paths.edges(me.id, 0))
    .set({ ids: friends.map(({ id }) => id) }, { merge: true });
  await writeClaims(me.id);
  return { me, password: DEMO_PASSWORD, other };
}
