import type { Transaction } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { withholdWithin } from '../store/audiences.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { bringEach } from '../store/copies.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { liveStories, storyDocument } from './audience.ts';
import { isHidden, withheldAs } from './policy.ts';
import { StoryDocument, type StoryWithheld } from './schema.ts';

async function setWithheld(
  tx: Transaction,
  story: StoryDocument,
  reason: StoryWithheld,
  holds: boolean,
): Promise<void> {
  const after = withheldAs(story, reason, holds);
  tx.update(storyDocument(story.id), patchOf(StoryDocument, { withheld: after.withheld }));
  if (isHidden(after) !== isHidden(story)) withholdWithin(tx, 'story', story.id, story.shards, isHidden(after));
}

/** Hides a story from everybody but its author, for staff, or shows it again; one that is gone is let be. */
export async function hideStoryWithin(tx: Transaction, id: string, hidden: boolean): Promise<void> {
  const [story] = await readTogether(tx, storyDocument(id));
  if (story) await setWithheld(tx, story, 'staff', hidden);
}

const isWithheldWithAuthor = ({ withheld = [] }: Pick<StoryDocument, 'withheld'>): boolean =>
  withheld.includes('author');

/** Brings one story in line with whether its author is to be found. */
const followOne = (id: string): Promise<void> =>
  db().runTransaction(async (tx) => {
    const story = (await tx.get(storyDocument(id))).data();
    if (!story) return;
    const [author] = await readTogether(tx, userDocument(story.author.id));
    if (!author || isWithheld(author) === isWithheldWithAuthor(story)) return;
    await setWithheld(tx, story, 'author', isWithheld(author));
  });

/**
 * Hides the stories of somebody who isn't to be found any more, or shows them again: who may see them, and who has, stays.
 * There are few, so they don't wait for time.
 * @param hidden whether they aren't to be found
 * @returns how many documents were looked at
 */
export const followAuthor = (uid: string, hidden: boolean): Promise<number> =>
  bringEach(liveStories([uid], isoNow()), (story) => isWithheldWithAuthor(story) === hidden, followOne);
