import pMap from 'p-map';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { NotificationDocument } from '../../functions/src/notifications/schema.ts';
import { collection, storedTime } from '../../functions/src/store/converter.ts';
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

/** Triggers write them; afterwards only the latest are unread. */
export const make: Make = (world) => {
  world.afterwards.push(() => markOldRead(world));
};
