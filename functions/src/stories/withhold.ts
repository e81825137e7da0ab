import type { Transaction } from 'firebase-admin/firestore';
import { withholdWithin } from '../store/audiences.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { fitting, followBy } from '../users/follow.ts';
import { stories, storyDocument } from './audience.ts';
import { isHidden, withheldAs } from './policy.ts';
import { StoryDocument, type StoryWithheld } from './schema.ts';

function setWithheld(tx: Transaction, story: StoryDocument, reason: StoryWithheld, holds: boolean): void {
  const after = withheldAs(story, reason, holds);
  tx.update(storyDocument(story.id), patchOf(StoryDocument, { withheld: after.withheld }));
  if (isHidden(after) !== isHidden(story)) withholdWithin(tx, 'story', story.id, story.shards, isHidden(after));
}

/** Hides a story from everybody but its author, for staff, or shows it again; one that is gone is let be. */
export async function hideStoryWithin(tx: Transaction, id: string, hidden: boolean): Promise<void> {
  const [story] = await readTogether(tx, storyDocument(id));
  if (story) setWithheld(tx, story, 'staff', hidden);
}

const isWithheldWithAuthor = ({ withheld = [] }: Pick<StoryDocument, 'withheld'>): boolean =>
  withheld.includes('author');

/** Stories a commit, and what it writes at most: a document of an audience for 2,000 people. */
const PAGE = 100;
const WRITES = 400;

/** Hides the stories of somebody who isn't to be found any more, or shows them again: who may see them, and who has, stays. */
export const followAuthor = followBy<StoryDocument>({
  all: (uid) => stories().where('author.id', '==', uid),
  size: PAGE,
  bring: async (tx, found, hidden) => {
    const isOpen = (story: StoryDocument) => isWithheldWithAuthor(story) !== hidden;
    const writes = (story: StoryDocument) => (isOpen(story) ? 1 + story.shards : 0);
    const page = fitting(found, writes, WRITES);
    for (const story of page.filter(isOpen)) setWithheld(tx, story, 'author', hidden);
    return { brought: page.length, more: page.reduce((sum, story) => sum + writes(story), 0) };
  },
});
