import type { Transaction } from 'firebase-admin/firestore';
import { IsoTime } from '../contract/ids.ts';
import { MediaDocument } from '../contract/media.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { Audience, admitWithin, publishWithin, type Shown } from '../store/audiences.ts';
import { collection, documentOf, patchOf, storedTime } from '../store/converter.ts';
import { isHidden } from './policy.ts';
import { StoryDocument } from './schema.ts';

/** For other slices: to whom stories are shown. */

export const storyDocument = (id: string) => documentOf(paths.story(id), StoryDocument);
export const stories = () => collection(collectionOf(paths.story('_')), StoryDocument);

/** `audiences/story_{id}_{shard}`: some of those who may see a story, and all that the feed shows of it. */
export const StoryAudience = Audience.extend({
  ...StoryDocument.pick({ user: true, author: true, caption: true }).shape,
  media: MediaDocument,
  created_at: IsoTime,
});

/** What the audience of a story is shown, in the form of its documents. */
export const shownOf = (story: StoryDocument, published_at: string): Shown<typeof StoryAudience> => ({
  kind: isHidden(story) ? 'hidden_story' : 'story',
  source: story.id,
  user: story.user,
  author: story.author,
  caption: story.caption,
  media: story.media,
  created_at: story.created_at,
  published_at,
  expires_at: story.expires_at,
});

/** Shows a story to all connections of its author. @returns the story as it is then, for its document */
export function showWithin(
  tx: Transaction,
  story: StoryDocument,
  connections: readonly string[],
  published_at: string,
): StoryDocument {
  const shards = publishWithin(tx, StoryAudience, shownOf(story, published_at), connections);
  return { ...story, published_at, shards };
}

/** The stories of these people that aren't over. Index, with the order: stories (author.id, expires_at desc). */
export const storiesNotOver = (authors: string[], at: string) =>
  stories().where('author.id', 'in', authors).where('expires_at', '>', storedTime(at));

export const liveStories = (authors: string[], at: string) => storiesNotOver(authors, at).orderBy('expires_at', 'desc');

/**
 * Shows stories to somebody who has just become a connection of their author.
 * @param before how many connections the author had
 */
export function showMoreWithin(tx: Transaction, shown: readonly StoryDocument[], member: string, before: number): void {
  for (const story of shown) {
    // A video that isn't ready is shown to everybody once it is.
    if (story.published_at === null) continue;
    const shard = admitWithin(tx, StoryAudience, shownOf(story, story.published_at), member, before);
    if (shard < story.shards) continue;
    tx.update(storyDocument(story.id), patchOf(StoryDocument, { shards: shard + 1 }));
  }
}
