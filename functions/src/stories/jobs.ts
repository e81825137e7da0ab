import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { LOST_AFTER_MS } from '../runtime/trigger.ts';
import { closeWithin } from '../store/audiences.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { leftBehind, removeFolder } from '../store/files.ts';
import { pagesOf } from '../store/pages.ts';
import { stories, storyDocument } from './audience.ts';
import { endOf, folderOf } from './policy.ts';
import { StoryDocument } from './schema.ts';

/** Stories that are read at a time, and how many are removed side by side. */
const PAGE = 200;
const AT_ONCE = 10;

/** The document goes last: as long as anything is left of a story, the next run finds it. */
async function removeExpired(doc: QueryDocumentSnapshot<StoryDocument>): Promise<'removed' | 'failed'> {
  const { id } = doc;
  try {
    const { author } = doc.data();
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
    logger.error('story left behind', { id, stack: stackOf(error) });
    return 'failed';
  }
}

async function removeAllExpired(): Promise<Report> {
  const report = { removed: 0, failed: 0 };
  const over = stories().where('expires_at', '<=', storedTime(isoNow())).orderBy('expires_at');
  for await (const page of pagesOf(over, PAGE)) {
    for (let i = 0; i < page.length; i += AT_ONCE) {
      const outcomes = await Promise.all(page.slice(i, i + AT_ONCE).map(removeExpired));
      for (const outcome of outcomes) report[outcome] += 1;
    }
  }
  return report;
}

const LOST = 'Something went wrong on our side. Post this video again.';

/** @returns whether it was still waiting */
async function giveUp({ id, author }: StoryDocument): Promise<boolean> {
  const given = await db().runTransaction(async (tx) => {
    const story = (await tx.get(storyDocument(id))).data();
    if (story?.media.state !== 'processing') return false;
    const media = { ...story.media, state: 'refused' as const, reason: LOST, files: {} };
    tx.update(storyDocument(id), patchOf(StoryDocument, { media }));
    return true;
  });
  if (given) await removeFolder(folderOf(author.id, id)).catch(leftBehind(folderOf(author.id, id)));
  return given;
}

/**
 * Says of videos whose trigger has failed for good that they are refused: nobody must wait for them any longer.
 * Index: stories (published_at, expires_at).
 */
async function giveUpOnVideos(): Promise<number> {
  const waiting = stories()
    .where('published_at', '==', null)
    .where('expires_at', '<=', storedTime(new Date(endOf(now() - LOST_AFTER_MS)).toISOString()))
    .orderBy('expires_at');
  let given = 0;
  for await (const page of pagesOf(waiting, PAGE)) {
    for (const doc of page) {
      const story = doc.data();
      if (story.media.state === 'processing' && (await giveUp(story))) given += 1;
    }
  }
  return given;
}

/**
 * Removes the files, the audiences and the documents of stories that are over, which nobody has seen since then; and
 * refuses videos that nobody is at work on.
 */
export async function expireStories(): Promise<Report> {
  return { ...(await removeAllExpired()), given_up: await giveUpOnVideos() };
}
