import { paths } from '../../functions/src/contract/paths.ts';
import { STAFF_PERMISSIONS } from '../../functions/src/contract/roles.ts';
import type { EventDocument } from '../../functions/src/events/schema.ts';
import { dayOf } from '../../functions/src/staff/analytics.ts';
import { AnalyticsDay, StaffMember } from '../../functions/src/staff/schema.ts';
import type { Profile } from '../../functions/src/users/schema.ts';
import { DEMO_STAFF } from './cast.ts';
import { tiesOf } from './connections.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days that were counted. */
const DAYS = 90;
/** What is of the last days alone in this world is spread over all of them: twice as much comes after so many. */
const DOUBLED = 15;
/** How busy the days of a week are, Sunday first. */
const BUSY = [0.5, 0.9, 1.1, 1, 1.2, 1.4, 0.9] as const;

/** How much of something there was at the end of a day, so many days ago: it only grows, and all is there today. */
type Course = (ago: number) => number;

/** @returns the course of what tells when it came */
function byTime(now: number, times: readonly string[]): Course {
  const dates = times.map((time) => time.slice(0, 10)).sort();
  return (ago) => {
    const day = dayOf(now - ago * DAY_MS);
    return dates.findLastIndex((date) => date <= day) + 1;
  };
}

/** @returns how much of a whole had come by a day: more from week to week, and less at weekends */
function shareBy(now: number): Course {
  const weightOf = (ago: number) => 2 ** (-ago / DOUBLED) * (BUSY[new Date(now - ago * DAY_MS).getUTCDay()] ?? 1);
  const weights = Array.from({ length: DAYS }, (_, ago) => weightOf(ago));
  const sumFrom = (ago: number) => weights.slice(ago).reduce((sum, weight) => sum + weight, 0);
  return (ago) => sumFrom(ago) / sumFrom(0);
}

/** @returns what there was at the end of a day, so many days ago */
function totalsOf(world: World): (ago: number) => AnalyticsDay['totals'] {
  const { now } = world;
  const made = (path: RegExp) => world.documents.filter((each) => path.test(each.path));
  const created = (all: readonly { created_at: string }[]) => all.map(({ created_at }) => created_at);
  const joined = (belongs: (person: Profile) => boolean) => byTime(now, created(profilesOf(world).filter(belongs)));
  const accepted = tiesOf(world).filter(({ status }) => status === 'accepted');
  const planned = made(/^events\/[^/]+$/).map(({ value }) => value() as EventDocument);
  const share = shareBy(now);
  const spread = (path: RegExp): Course => {
    const { length } = made(path);
    return (ago) => Math.round(length * share(ago));
  };
  const courses: Record<keyof AnalyticsDay['totals'], Course> = {
    people: joined(() => true),
    influencers: joined(({ role }) => role === 'influencer'),
    brands: joined(({ role }) => role === 'brand'),
    entrepreneurs: joined(({ role }) => role === 'entrepreneur'),
    verified: joined(({ is_verified }) => is_verified),
    connections: byTime(
      now,
      accepted.flatMap(({ responded_at }) => responded_at ?? []),
    ),
    events: byTime(now, created(planned)),
    messages: spread(/^conversations\/[^/]+\/messages\/[^/]+$/),
    stories: spread(/^stories\/[^/]+$/),
  };
  const counted = Object.entries(courses);
  return (ago) => Object.fromEntries(counted.map(([what, course]) => [what, course(ago)])) as AnalyticsDay['totals'];
}

/** What the job would have counted on each of the last days, up to what the world holds. */
function addDays(world: World): void {
  const totalsBy = totalsOf(world);
  for (let ago = DAYS - 1; ago >= 0; ago--) {
    const at = world.now - ago * DAY_MS;
    const day = dayOf(at);
    const [totals, before] = [totalsBy(ago), totalsBy(ago + 1)];
    const came = (what: keyof NonNullable<AnalyticsDay['added']>) => totals[what] - before[what];
    const added = {
      people: came('people'),
      connections: came('connections'),
      events: came('events'),
      messages: came('messages'),
      stories: came('stories'),
    };
    const share = (percent: number) => Math.round((totals.people * (percent + ((at / DAY_MS) % 7))) / 100);
    world.document(paths.analytics(day), AnalyticsDay, () => ({
      day,
      totals,
      new_people: added.people,
      added,
      active: { day: share(30), week: share(60), month: share(85) },
      counted_at: new Date(at).toISOString(),
    }));
  }
}

/** One of the cast is staff, too; and staff see how the last days were. */
export const make: Make = (world) => {
  for (const { id: uid, username, created_at: since } of profilesOf(world)) {
    if (username !== DEMO_STAFF) continue;
    world.document(paths.staff(uid), StaffMember, () => ({ uid, permissions: [...STAFF_PERMISSIONS], since }));
  }
  addDays(world);
};
