import { ConnectionDocument, type ConnectionStatus } from '../../functions/src/connections/schema.ts';
import { otherMember, pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { Edges, shardFor } from '../../functions/src/store/edges.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { CAST } from './cast.ts';
import { CIRCLES } from './circles.ts';
import { NEAR } from './people/categories.ts';
import { characterOf, profileOf, profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How often each state occurs, in a hundred. */
const STATES: { weight: number; value: ConnectionStatus }[] = [
  { weight: 80, value: 'accepted' },
  { weight: 14, value: 'pending' },
  { weight: 5, value: 'rejected' },
  { weight: 1, value: 'blocked' },
];

/** How many ties each person starts, at most. */
const PER_PERSON = 9;

/** When somebody asked: how many minutes ago. */
interface Asked {
  asked?: number;
}

/** Ties between people, at most one a pair. Acceptances are counted into the profiles' `connection_count`. */
class Ties {
  readonly made = new Map<string, ConnectionDocument>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Nobody asked before both were there, and old friends have known each other for long. */
  #timeOf(sender: Profile, receiver: Profile, status: ConnectionStatus): number {
    const { faker, now } = this.#world;
    const both = Math.max(Date.parse(sender.created_at), Date.parse(receiver.created_at)) + HOUR_MS;
    const longest = status === 'pending' ? Math.min(now - both, 12 * DAY_MS) : now - both;
    return now - faker.number.int({ min: HOUR_MS, max: Math.max(HOUR_MS, longest) });
  }

  tie(sender: Profile, receiver: Profile, status: ConnectionStatus, { asked }: Asked = {}): void {
    const { faker, now } = this.#world;
    const id = pairId(sender.id, receiver.id);
    if (sender.id === receiver.id || this.made.has(id)) return;
    const at = asked === undefined ? this.#timeOf(sender, receiver, status) : now - asked * MINUTE_MS;
    const answered = Math.min(now - MINUTE_MS, at + faker.number.int({ min: 4 * MINUTE_MS, max: 40 * HOUR_MS }));
    const accepted = status === 'accepted';
    this.made.set(id, {
      id,
      members: [sender.id, receiver.id].sort(),
      sender: toPerson(sender),
      receiver: toPerson(receiver),
      status,
      created_at: new Date(at).toISOString(),
      responded_at: status === 'pending' ? null : new Date(answered).toISOString(),
      asks: 1,
      blocked_by: status === 'blocked' ? sender.id : null,
      blocked_at: status === 'blocked' ? new Date(answered).toISOString() : null,
      before_block: null,
      edge_shards: accepted
        ? { [sender.id]: shardFor(sender.connection_count), [receiver.id]: shardFor(receiver.connection_count) }
        : null,
    });
    if (!accepted) return;
    sender.connection_count += 1;
    receiver.connection_count += 1;
  }
}

/** What is written by hand. */
function tieCircles(world: World, ties: Ties): void {
  for (const [username, circle] of Object.entries(CIRCLES)) {
    const me = profileOf(world, username);
    const known = (names: readonly string[] = []) => names.flatMap((name) => profileOf(world, name) ?? []);
    if (!me) continue;
    for (const [i, friend] of known(circle.friends).entries()) {
      i % 3 === 1 ? ties.tie(me, friend, 'accepted') : ties.tie(friend, me, 'accepted');
    }
    for (const [i, person] of known(circle.asking).entries()) {
      ties.tie(person, me, 'pending', { asked: 35 + 400 * i * i });
    }
    for (const [i, person] of known(circle.asked).entries())
      ties.tie(me, person, 'pending', { asked: 1500 + 2000 * i });
    for (const person of known(circle.declined)) ties.tie(me, person, 'rejected');
    for (const person of known(circle.blocked)) ties.tie(me, person, 'blocked');
  }
}

/** People by what they could have to do with each other: their trade, and where they live. */
function groupsOf(world: World, profiles: Profile[]): (profile: Profile) => Profile[][] {
  const groups = new Map<string, Profile[]>();
  const add = (key: string, profile: Profile) => groups.set(key, [...(groups.get(key) ?? []), profile]);
  for (const profile of profiles) {
    const { category, place } = characterOf(world, profile);
    add(category, profile);
    add(place, profile);
  }
  return (profile) => {
    const { category, place } = characterOf(world, profile);
    // The own trade counts twice.
    return [category, category, place, ...NEAR[category]].map((key) => groups.get(key) ?? []);
  };
}

/** Who isn't of the cast finds others by what they do; now and then somebody quite different. */
function tieOthers(world: World, ties: Ties): void {
  const { faker } = world;
  const profiles = profilesOf(world).filter(({ username }) => CAST.every((lead) => lead.username !== username));
  if (profiles.length === 0) return;
  const groupsFor = groupsOf(world, profiles);
  for (const profile of profiles) {
    const groups = groupsFor(profile);
    for (let i = faker.number.int({ min: 2, max: PER_PERSON }); i > 0; i--) {
      const group = i % 5 === 0 ? profiles : faker.helpers.arrayElement(groups);
      if (group.length === 0) continue;
      ties.tie(profile, faker.helpers.arrayElement(group), faker.helpers.weightedArrayElement(STATES));
    }
  }
}

const made = new WeakMap<World, ConnectionDocument[]>();

/** For the slices after: what is between the people of the world. */
export const tiesOf = (world: World): readonly ConnectionDocument[] => made.get(world) ?? [];

/** @returns the uids of those who are connected with somebody */
export function connectedWith(world: World, uid: string): string[] {
  const accepted = tiesOf(world).filter(({ status, members }) => status === 'accepted' && members.includes(uid));
  return accepted.map(({ id }) => otherMember(id, uid));
}

export const make: Make = (world) => {
  const edges = new Map<string, string[]>();
  const ties = new Ties(world);
  tieCircles(world, ties);
  tieOthers(world, ties);
  made.set(world, [...ties.made.values()]);
  for (const connection of ties.made.values()) {
    world.document(paths.connection(connection.id), ConnectionDocument, () => connection);
    for (const [uid, shard] of Object.entries(connection.edge_shards ?? {})) {
      const path = paths.edges(uid, shard);
      edges.set(path, [...(edges.get(path) ?? []), otherMember(connection.id, uid)]);
    }
  }
  for (const [path, ids] of edges) world.document(path, Edges, () => ({ ids }));
};
