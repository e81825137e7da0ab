import * as logger from 'firebase-functions/logger';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { closeWithin } from '../store/audiences.ts';
import { storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { stories, storyDocument } from './audience.ts';
import { folderOf } from './policy.ts';
import type { StoryDocument } from './schema.ts';

/** Stories that are read at a time, and how many are removed side by side. */
const PAGE = 200;
const AT_ONCE = 10;

/** The document goes last: as long as anything is left of a story, the next run finds it. */
async function removeExpired({ id, author }: StoryDocument): Promise<'removed' | 'failed'> {
  try {
    await removeFolder(folderOf(author.id, id));
    await db().runTransaction(async (tx) => {
      const story = (await tx.get(storyDocument(id))).data();
      if (!story) return;
      closeWithin(tx, 'story', id, story.shards);
      tx.delete(storyDocument(id));
    });
    return 'removed';
  } catch (error) {
    // One that can't be removed keeps none of the others.
    logger.error('story left behind', { id, stack: error instanceof Error ? error.stack : String(error) });
    return 'failed';
  }
}

/** Removes the files, the audiences and the documents of stories that are over; nobody has seen them since then. */
export async function expireStories(): Promise<Report> {
  const report = { removed: 0, failed: 0 };
  const over = stories().where('expires_at', '<=', storedTime(isoNow())).orderBy('expires_at').limit(PAGE);
  let { docs } = await over.get();
  while (docs.length > 0) {
    for (let i = 0; i < docs.length; i += AT_ONCE) {
      const some = docs.slice(i, i + AT_ONCE).map((doc) => removeExpired(doc.data()));
      for (const outcome of await Promise.all(some)) report[outcome] += 1;
    }
    const last = docs.at(-1);
    docs = docs.length === PAGE && last ? (await over.startAfter(last).get()).docs : [];
  }
  return report;
}
