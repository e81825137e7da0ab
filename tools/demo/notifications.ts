import pMap from 'p-map';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { DeviceDocument, NotificationDocument, PLATFORMS } from '../../functions/src/notifications/schema.ts';
import { collection, storedTime } from '../../functions/src/store/converter.ts';
import { CAST } from './cast.ts';
import { profilesOf } from './users.ts';
import type { Make, World } from './world.ts';

/** What is older, people have looked at. */
const UNREAD_HOURS = 24;

async function markOldRead({ accounts, now }: World): Promise<void> {
  const since = storedTime(new Date(now - UNREAD_HOURS * 60 * 60 * 1000).toISOString());
  const writer = db().bulkWriter({ throttling: false });
  const old = await pMap(
    accounts,
    async ({ uid }) => {
      const inbox = collection(collectionOf(paths.notification(uid, '_')), NotificationDocument);
      const { docs } = await inbox.where('created_at', '<', since).select().get();
      return docs.map(({ ref }) => writer.update(ref, { is_read: true }));
    },
    { concurrency: 16 },
  );
  await Promise.all([...old.flat(), writer.close()]);
}

/** Triggers write them; afterwards only the latest are unread. Each of the cast has a phone: what it is told stands in `pushes`. */
export const make: Make = (world) => {
  for (const [i, { id: uid, username }] of profilesOf(world).slice(0, CAST.length).entries()) {
    world.document(paths.device(uid, 'phone'), DeviceDocument, () => ({
      id: 'phone',
      kind: 'fid' as const,
      value: `installation-of-${username}`,
      platform: PLATFORMS[i % PLATFORMS.length] ?? 'android',
      registered_at: new Date(world.now).toISOString(),
      // Accounts are made when the world is, whatever moment it is of; a phone of a session from before is forgotten.
      signed_in_at: Date.parse('9999-12-31T00:00:00Z') / 1000,
    }));
  }
  world.afterwards.push(() => markOldRead(world));
};
