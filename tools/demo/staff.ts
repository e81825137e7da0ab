import { paths } from '../../functions/src/contract/paths.ts';
import { STAFF_PERMISSIONS } from '../../functions/src/contract/roles.ts';
import { dayOf } from '../../functions/src/staff/analytics.ts';
import { AnalyticsDay, StaffMember } from '../../functions/src/staff/schema.ts';
import { DEMO_STAFF } from './cast.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days that were counted. */
const DAYS = 90;

/** What the job would have counted on each of the last days; people are those of the world. */
function addDays(world: World): void {
  const people = profilesOf(world);
  for (let ago = DAYS - 1; ago >= 0; ago--) {
    const at = world.now - ago * DAY_MS;
    const day = dayOf(at);
    const there = people.filter(({ created_at }) => created_at.slice(0, 10) <= day);
    const amount = (role: string) => there.filter((person) => person.role === role).length;
    const share = (percent: number) => Math.round((there.length * (percent + ((at / DAY_MS) % 7))) / 100);
    /** Of what the world holds in the end, as much as belongs to those who were there. */
    const made = (path: RegExp) =>
      Math.round((world.documents.filter((each) => path.test(each.path)).length * there.length) / people.length);
    const newcomers = people.filter(({ created_at }) => created_at.startsWith(day)).length;
    world.document(paths.analytics(day), AnalyticsDay, () => ({
      day,
      totals: {
        people: there.length,
        influencers: amount('influencer'),
        brands: amount('brand'),
        entrepreneurs: amount('entrepreneur'),
        verified: there.filter(({ is_verified }) => is_verified).length,
        connections: Math.round(there.reduce((sum, { connection_count }) => sum + connection_count, 0) / 2),
        events: made(/^events\/[^/]+$/),
        messages: made(/^conversations\/[^/]+\/messages\/[^/]+$/),
        stories: made(/^stories\/[^/]+$/),
      },
      new_people: newcomers,
      added: { people: newcomers, connections: share(6), events: share(3), messages: share(90), stories: share(18) },
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
