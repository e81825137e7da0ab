import { ConnectionDocument, type ConnectionStatus } from '../../functions/src/connections/schema.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { Edges, shardFor } from '../../functions/src/store/edges.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How often each state occurs, in a hundred. */
const STATES: { weight: number; value: ConnectionStatus }[] = [
  { weight: 70, value: 'accepted' },
  { weight: 18, value: 'pending' },
  { weight: 9, value: 'rejected' },
  { weight: 3, value: 'blocked' },
];

/** What the first of the cast must find, so that every screen has something to show. */
const FOR_THE_FIRST: { status: ConnectionStatus; sent: boolean }[] = [
  ...Array.from({ length: 9 }, (_, i) => ({ status: 'accepted' as const, sent: i % 2 === 0 })),
  ...Array.from({ length: 4 }, () => ({ status: 'pending' as const, sent: false })),
  ...Array.from({ length: 2 }, () => ({ status: 'pending' as const, sent: true })),
  { status: 'rejected', sent: true },
  { status: 'blocked', sent: true },
];

/** How many ties each person starts, on average. */
const PER_PERSON = 5;

/** @returns ties in all states, at most one a pair; counts them into the profiles' `connection_count` */
function tieAll({ faker, now }: World, profiles: Profile[]): ConnectionDocument[] {
  const made = new Map<string, ConnectionDocument>();
  const tie = (sender: Profile, receiver: Profile, status: ConnectionStatus) => {
    const id = pairId(sender.id, receiver.id);
    if (sender.id === receiver.id || made.has(id)) return;
    const asked = now - faker.number.int({ min: 1, max: 60 * 24 * 60 }) * 60_000;
    const answered = Math.min(now, asked + faker.number.int({ min: 1, max: 3 }) * (DAY_MS / 4));
    const accepted = status === 'accepted';
    made.set(id, {
      id,
      members: [sender.id, receiver.id].sort(),
      sender: toPerson(sender),
      receiver: toPerson(receiver),
      status,
      created_at: new Date(asked).toISOString(),
      responded_at: status === 'pending' ? null : new Date(answered).toISOString(),
      asks: 1,
      blocked_by: status === 'blocked' ? sender.id : null,
      blocked_at: status === 'blocked' ? new Date(answered).toISOString() : null,
      before_block: null,
      edge_shards: accepted
        ? { [sender.id]: shardFor(sender.connection_count), [receiver.id]: shardFor(receiver.connection_count) }
        : null,
    });
    if (accepted) {
      sender.connection_count += 1;
      receiver.connection_count += 1;
    }
  };
  const [first, ...others] = profiles;
  FOR_THE_FIRST.forEach(({ status, sent }, i) => {
    const other = others[i];
    if (first && other) sent ? tie(first, other, status) : tie(other, first, status);
  });
  for (const profile of others) {
    for (const other of faker.helpers.arrayElements(others, { min: 1, max: 2 * PER_PERSON - 1 })) {
      tie(profile, other, faker.helpers.weightedArrayElement(STATES));
    }
  }
  return [...made.values()];
}

const made = new WeakMap<World, ConnectionDocument[]>();

/** For the slices after: what is between the people of the world. */
export const tiesOf = (world: World): readonly ConnectionDocument[] => made.get(world) ?? [];

export const make: Make = (world) => {
  const edges = new Map<string, string[]>();
  const ties = tieAll(world, profilesOf(world));
  made.set(world, ties);
  for (const connection of ties) {
    world.document(paths.connection(connection.id), ConnectionDocument, () => connection);
    for (const [uid, shard] of Object.entries(connection.edge_shards ?? {})) {
      const path = paths.edges(uid, shard);
      const other = connection.members.find((member) => member !== uid) ?? '';
      edges.set(path, [...(edges.get(path) ?? []), other]);
    }
  }
  for (const [path, ids] of edges) world.document(path, Edges, () => ({ ids }));
};
