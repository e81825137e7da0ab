import { UPLOADS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { EventAudience, shownOf } from '../../functions/src/events/audience.ts';
import { coverPath } from '../../functions/src/events/cover.ts';
import { tokensOf } from '../../functions/src/events/document.ts';
import { nextReminder } from '../../functions/src/events/policy.ts';
import { Attendee, EventDocument } from '../../functions/src/events/schema.ts';
import { publicUrl, saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE } from '../../functions/src/store/images.ts';
import { toPerson } from '../../functions/src/users/document.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { attendeesOf } from './attendance.ts';
import { connectedWith } from './connections.ts';
import { WRITTEN_BY_HAND } from './people/people.ts';
import { cityOf, type Place, zoneOf } from './people/places.ts';
import { render } from './pictures/render.ts';
import { illustration, type Picture } from './pictures/scenes.ts';
import { AHEAD } from './programme/ahead.ts';
import type { Entry } from './programme/entry.ts';
import { SO_FAR } from './programme/so-far.ts';
import { timesOf } from './programme/times.ts';
import { VENUES } from './programme/venues.ts';
import { characterOf, profileOf, profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const [WIDTH, HEIGHT] = [1280, 720];

/** How long before its beginning, or before today, an event was announced, at most. */
const ANNOUNCED_DAYS = 24;
/** How many of those who aren't in the programme host something of the kind. */
const HOSTS = 0.3;

/** An event, and who hosts it where. */
interface Planned {
  entry: Entry;
  host: Profile;
  place: Place;
  location: string;
}

const inProgramme = [...SO_FAR, ...AHEAD];

/** What is written by hand, as far as its hosts are in the world; the others host what goes with their trade. */
function plan(world: World): Planned[] {
  const { faker } = world;
  const written = inProgramme.flatMap((entry) => {
    const host = profileOf(world, entry.by);
    const location = entry.venue ? `${entry.venue}, ${cityOf(entry.place)}` : '';
    return host ? [{ entry, host, place: entry.place, location }] : [];
  });
  const repeated = inProgramme.filter(({ when, cancelled }) => when !== 'now' && !cancelled);
  const others = profilesOf(world)
    .slice(WRITTEN_BY_HAND)
    .flatMap((host) => {
      const { category, place } = characterOf(world, host);
      const found = repeated.filter((entry) => entry.category === category);
      if (found.length === 0 || !faker.datatype.boolean({ probability: HOSTS })) return [];
      const { cast: _, ...entry } = faker.helpers.arrayElement(found);
      const location = entry.venue ? `${faker.helpers.arrayElement(VENUES)}, ${cityOf(place)}` : '';
      return [{ entry, host, place, location }];
    });
  return [...written, ...others];
}

function eventOf(world: World, { entry, host, place, location }: Planned, i: number): EventDocument | null {
  const { faker, now, seed } = world;
  const time_zone = zoneOf(place);
  const times = timesOf(entry, time_zone, now);
  if (!times) return null;
  const [date, ends_at] = times.map((ms) => new Date(ms).toISOString()) as [string, string];
  const ago = HOUR + ANNOUNCED_DAYS * DAY * faker.number.float() ** 2;
  const created = Math.max(Math.min(now, times[0]) - ago, Date.parse(host.created_at) + HOUR);
  const at = new Date(Math.min(created, now - HOUR)).toISOString();
  const { title, description, capacity = null, cancelled } = entry;
  const person = toPerson(host);
  const visibility = entry.connectionsOnly ? 'connections' : 'public';
  return {
    id: `demo-event-${seed}-${String(i).padStart(4, '0')}`,
    title,
    description,
    date,
    ends_at,
    time_zone,
    location,
    link: location === '' ? `https://meet.example/${host.username.replace(/[._]/g, '-')}` : null,
    cover: null,
    host: person,
    visibility,
    capacity,
    counts: { interested: 0, going: 0, invited: 0, waiting: 0 },
    status: cancelled ? 'cancelled' : 'scheduled',
    cancel_message: cancelled ?? null,
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
    next_reminder_at: cancelled ? null : nextReminder(date, now),
    shards: 0,
    unsettled: false,
  };
}

/** @returns what an event is about as a cover in every stored size, in the order of the variants */
const draw = (picture: Picture): Promise<Buffer[]> =>
  render(
    illustration(picture, WIDTH, HEIGHT),
    UPLOADS.cover.variants.map(({ w }) => w),
  );

function addCover(world: World, event: EventDocument, drawn: readonly Buffer[]): void {
  const version = `seed${world.seed}`;
  const sizes: Record<string, string> = {};
  for (const [i, { name }] of UPLOADS.cover.variants.entries()) {
    const path = coverPath(event.host.id, event.id, version, name);
    const bytes = drawn[i] ?? Buffer.alloc(0);
    sizes[name] = publicUrl(path);
    world.files.push({ path, save: () => saveFile(path, bytes, PICTURE_TYPE, 'public') });
  }
  event.cover = { version, sizes };
}

/** Shows an event for connections to those whom its host has. */
function addAudience(world: World, event: EventDocument): void {
  if (event.listed !== 'connections') return;
  const members = connectedWith(world, event.host.id);
  if (members.length === 0) return;
  event.shards = 1;
  world.document(paths.audience(`event_${event.id}_0`), EventAudience, () => ({ ...shownOf(event), members }));
}

/** Events in all states, and people in them. */
export const make: Make = async (world) => {
  const planned = plan(world);
  const pictures = [...new Set(planned.map(({ entry }) => entry.picture))];
  const drawn = new Map(await Promise.all(pictures.map(async (picture) => [picture, await draw(picture)] as const)));
  for (const [i, one] of planned.entries()) {
    const event = eventOf(world, one, i);
    if (!event) continue;
    world.document(paths.event(event.id), EventDocument, () => event);
    for (const attendee of attendeesOf(world, event, one.entry)) {
      world.document(paths.attendee(event.id, attendee.id), Attendee, () => attendee);
    }
    addAudience(world, event);
    addCover(world, event, drawn.get(one.entry.picture) ?? []);
  }
};
