import { ApiError, notFound } from '../contract/api-error.ts';
import { madeAt } from '../contract/ids.ts';
import { db } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import { closeWithin } from '../store/audiences.ts';
import { leftBehind, removeFolder } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import { storyDocument } from './audience.ts';
import { endOf, folderOf } from './policy.ts';

/** Of many who see one story at once each changes the same document. */
export const CONTENDED = { maxAttempts: 10 };

/** Whatever has been removed meanwhile, and without a look: the id itself says when its time is over. */
export function refuseExpired(id: string): void {
  if (endOf(madeAt(id)) <= now()) throw new ApiError('expired', 'This story has expired.');
}

/**
 * Takes a story back: at once from everybody, and then its files.
 * @throws ApiError 404 for somebody else's, 410 for one that is over
 */
export async function removeStory(uid: string, id: string): Promise<void> {
  refuseExpired(id);
  await inTurn(id, () =>
    db().runTransaction(async (tx) => {
      const story = (await tx.get(storyDocument(id))).data();
      if (story?.author.id !== uid) throw notFound();
      closeWithin(tx, 'story', id, story.shards);
      tx.delete(storyDocument(id));
    }, CONTENDED),
  );
  await removeFolder(folderOf(uid, id)).catch(leftBehind(folderOf(uid, id)));
}
