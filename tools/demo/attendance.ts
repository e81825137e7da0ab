import { pairId } from '../../functions/src/contract/pair.ts';
import { attendeeTokens } from '../../functions/src/events/document.ts';
import type { AttendanceStatus, Attendee, EventDocument } from '../../functions/src/events/schema.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { CAST } from './cast.ts';
import { tiesOf } from './connections.ts';
import { NEAR } from './people/categories.ts';
import type { Entry, Part } from './programme/entry.ts';
import { characterOf, profileOf, profilesOf } from './users.ts';
import type { World } from './world.ts';

const HOUR = 60 * 60 * 1000;

/** Of whom the others are drawn, at most: in large worlds not everybody is looked at. */
const POOL = 300;
/** How likely somebody is in an event: of the host's circle, of the same trade or place, of one near it, or just so. */
const LIKELY = { friend: 0.5, same: 0.35, near: 0.1, other: 0.02 };

const byPair = new WeakMap<World, Map<string, string>>();

/** @returns what is between two people; undefined for nothing */
function statusBetween(world: World, a: string, b: string): string | undefined {
  let ties = byPair.get(world);
  if (!ties) {
    ties = new Map(tiesOf(world).map(({ id, status }) => [id, status]));
    byPair.set(world, ties);
  }
  return a === b ? undefined : ties.get(pairId(a, b));
}

function likelihood(world: World, host: Profile, person: Profile, isFriend: boolean): number {
  if (isFriend) return LIKELY.friend;
  const [theirs, own] = [characterOf(world, host), characterOf(world, person)];
  if (theirs.category === own.category || theirs.place === own.place) return LIKELY.same;
  return NEAR[theirs.category].includes(own.category) ? LIKELY.near : LIKELY.other;
}

/** Somebody's answer before it is known whether there is a seat. */
interface Wish {
  person: Profile;
  part: Part;
  at: number;
}

/** What the others want; hosts invite their connections, and meet them. */
function wishesOf(world: World, event: EventDocument): Wish[] {
  const { faker, now } = world;
  const host = profileOf(world, event.host.username);
  if (!host) return [];
  const cast = new Set(CAST.map(({ username }) => username));
  const all = profilesOf(world).filter(({ id, username }) => id !== host.id && !cast.has(username));
  const [first, last] = [Date.parse(event.created_at), Math.min(now, Date.parse(event.date))];
  return faker.helpers.arrayElements(all, Math.min(POOL, all.length)).flatMap((person) => {
    const tie = statusBetween(world, host.id, person.id);
    const isFriend = tie === 'accepted';
    if (tie === 'blocked' || (event.visibility === 'connections' && !isFriend)) return [];
    if (!faker.datatype.boolean({ probability: likelihood(world, host, person, isFriend) })) return [];
    const part = faker.helpers.arrayElement(['going', 'going', 'interested', isFriend ? 'invited' : 'going'] as const);
    const since = Math.max(first, Date.parse(person.created_at));
    return since >= last ? [] : [{ person, part, at: faker.number.int({ min: since, max: last }) }];
  });
}

/** The cast's answers are written by hand: who has a seat came first, who waits came last. */
function castIn(world: World, event: EventDocument, { cast = {} }: Entry): Wish[] {
  const { now } = world;
  const [first, last] = [Date.parse(event.created_at), Math.min(now, Date.parse(event.date))];
  return Object.entries(cast).flatMap(([username, part], i) => {
    const person = profileOf(world, username);
    if (!person || person.id === event.host.id) return [];
    const early = Math.min(last, first + (i + 1) * HOUR);
    return [{ person, part, at: part === 'waiting' ? last : early }];
  });
}

/** Answers an event as the API would: the seats go first, and the others wait. */
function answer(event: EventDocument, { person, part, at }: Wish): Attendee {
  const full = event.capacity !== null && event.taken >= event.capacity;
  const wanted: AttendanceStatus = part === 'waiting' ? 'going' : part;
  const status = wanted === 'going' && full ? 'waiting' : wanted;
  event.counts[status] += 1;
  if (status === 'going' && event.capacity !== null) event.taken += 1;
  if (status === 'waiting') {
    event.waiting += 1;
    event.last_turn += 1;
  }
  return {
    id: person.id,
    event: event.id,
    host: event.host.id,
    status,
    since: new Date(at).toISOString(),
    turn: status === 'waiting' ? event.last_turn : null,
    invited_by: status === 'invited' ? event.host.id : null,
    search_tokens: attendeeTokens(person),
    date: event.date,
    ends_at: event.ends_at,
  };
}

/** @returns who is in an event, in the order in which they came; counts them into it. Where one of the cast waits, it is full. */
export function attendeesOf(world: World, event: EventDocument, entry: Entry): Attendee[] {
  const wishes = [...wishesOf(world, event), ...castIn(world, event, entry)];
  const goers = wishes.filter(({ part }) => part === 'going').length;
  const full = wishes.some(({ part }) => part === 'waiting') && goers > 0;
  if (full && event.capacity !== null) event.capacity = Math.min(event.capacity, goers);
  return wishes.toSorted((a, b) => a.at - b.at).map((wish) => answer(event, wish));
}
