import { otherMember } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { EventAudience, shownOf } from '../../functions/src/events/audience.ts';
import { attendeeTokens, tokensOf } from '../../functions/src/events/document.ts';
import { nextReminder } from '../../functions/src/events/policy.ts';
import { type AttendanceStatus, Attendee, EventDocument } from '../../functions/src/events/schema.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { tiesOf } from './connections.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** Where they take place, and the clocks there. */
const PLACES: [location: string, zone: string][] = [
  ['Rooftop at the Standard, New York', 'America/New_York'],
  ['Markthalle Neun, Berlin', 'Europe/Berlin'],
  ['LX Factory, Lisbon', 'Europe/Lisbon'],
  ['Freedom Park, Lagos', 'Africa/Lagos'],
  ['Roppongi Hills, Tokyo', 'Asia/Tokyo'],
  ['', 'UTC'],
];

const TITLES = [
  'Summer Gala',
  'Creator Breakfast',
  'Coffee Tasting',
  'Brand Pitch Night',
  'Travel Vloggers Meetup',
  'Founders Fireside',
  'Photo Walk',
  'Podcast Live Recording',
  'Sustainable Fashion Swap',
  'Growth Workshop',
];

const DESCRIPTION =
  'Meet the people behind the accounts.\nBring a friend and something to show; drinks are on the house.';

/** How many events a person hosts, on average. */
const PER_PERSON = 0.4;

/** @returns when the event with this number begins, as hours from now: some are over, one is under way, most are ahead */
const beginsIn = ({ faker }: World, i: number): number =>
  [30, -1, 7 * 24, -9 * 24][i] ?? faker.number.int({ min: -60, max: 90 }) * 24 + faker.number.int({ min: 0, max: 23 });

function eventOf(world: World, host: Profile, i: number): EventDocument {
  const { faker, now } = world;
  const [location, time_zone] = PLACES[i % PLACES.length] ?? ['', 'UTC'];
  const title = TITLES[i % TITLES.length] ?? 'Meetup';
  const date = Math.round((now + beginsIn(world, i) * HOUR) / (HOUR / 2)) * (HOUR / 2);
  const created = Math.min(now, date) - faker.number.int({ min: 1, max: 30 }) * DAY;
  const at = new Date(created).toISOString();
  const person = toPerson(host);
  const visibility = i % 6 === 5 ? 'connections' : 'public';
  const cancelled = i % 11 === 10;
  return {
    id: `demo-event-${world.seed}-${String(i).padStart(4, '0')}`,
    title,
    description: DESCRIPTION,
    date: new Date(date).toISOString(),
    ends_at: new Date(date + 3 * HOUR).toISOString(),
    time_zone,
    location,
    link: location === '' ? 'https://meet.example/infloo' : null,
    cover: null,
    host: person,
    visibility,
    capacity: i % 3 === 0 ? 8 : null,
    counts: { interested: 0, going: 0, invited: 0, waiting: 0 },
    status: cancelled ? 'cancelled' : 'scheduled',
    cancel_message: cancelled ? 'The venue is closed. We are sorry!' : null,
    sequence: cancelled ? 1 : 0,
    created_at: at,
    updated_at: at,
    taken_down: null,
    listed: cancelled ? 'no' : visibility,
    search_tokens: tokensOf(title, location, person),
    counted_at: null,
    taken: 0,
    waiting: 0,
    last_turn: 0,
    changed: null,
    next_reminder_at: cancelled ? null : nextReminder(new Date(date).toISOString(), now),
    shards: 0,
    unsettled: false,
  };
}

/** Answers an event as the API would: the seats go first, and the others wait. */
function answer(event: EventDocument, person: Profile, wanted: AttendanceStatus, since: string): Attendee {
  const full = event.capacity !== null && event.taken >= event.capacity;
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
    since,
    turn: status === 'waiting' ? event.last_turn : null,
    invited_by: status === 'invited' ? event.host.id : null,
    search_tokens: attendeeTokens(person),
    date: event.date,
    ends_at: event.ends_at,
  };
}

/** Events in all states, and people in them. Hosts invite and meet connections, others come to what is public. */
export const make: Make = (world) => {
  const { faker } = world;
  const profiles = profilesOf(world);
  const ties = tiesOf(world);
  const between = (a: string, b: string) => ties.find(({ members }) => members.includes(a) && members.includes(b));
  const count = Math.max(4, Math.round(profiles.length * PER_PERSON));
  for (let i = 0; i < count; i++) {
    const host = profiles[i % profiles.length];
    if (!host) continue;
    const event = eventOf(world, host, i);
    world.document(paths.event(event.id), EventDocument, () => event);
    for (const person of faker.helpers.arrayElements(profiles, { min: 2, max: 14 })) {
      const { id } = person;
      const tie = between(host.id, id)?.status;
      const connected = tie === 'accepted';
      if (id === host.id || tie === 'blocked' || (event.visibility === 'connections' && !connected)) continue;
      const wanted = faker.helpers.arrayElement([
        'going',
        'going',
        'interested',
        connected ? 'invited' : 'going',
      ] as const);
      const attendee = answer(event, person, wanted, event.created_at);
      world.document(paths.attendee(event.id, id), Attendee, () => attendee);
    }
    const members = ties.filter(({ status, members }) => status === 'accepted' && members.includes(host.id));
    if (event.listed !== 'connections' || members.length === 0) continue;
    event.shards = 1;
    world.document(paths.audience(`event_${event.id}_0`), EventAudience, () => ({
      ...shownOf(event),
      members: members.map(({ id }) => otherMember(id, host.id)),
    }));
  }
};
