import { folders } from '../contract/folders.ts';
import { STORY_HOURS } from '../contract/limits.ts';
import { STORY_WITHHELD, type StoryDocument, type StoryWithheld } from './schema.ts';

const DAY_MS = STORY_HOURS * 60 * 60 * 1000;

/** @returns whether nobody but its author is to see a story for now */
export const isHidden = ({ withheld = [] }: Pick<StoryDocument, 'withheld'>): boolean => withheld.length > 0;

/** @returns a story with one more, or one less, reason for which nobody is to see it */
export function withheldAs(story: StoryDocument, reason: StoryWithheld, holds: boolean): StoryDocument {
  const { withheld = [] } = story;
  return {
    ...story,
    withheld: STORY_WITHHELD.filter((other) => (other === reason ? holds : withheld.includes(other))),
  };
}

/** Where the files of a story lie. */
export const folderOf = (uid: string, id: string) => `${folders.stories(uid)}/${id}` as const;

/** @returns when a story ends that was made at this moment, in milliseconds since the epoch */
export const endOf = (made: number): number => made + DAY_MS;

/**
 * The order of the feed: one author's stories stand together, oldest first, as they are watched; authors with something
 * unseen come first, and among equals whoever has posted last.
 */
export function inFeedOrder<S extends { author: { id: string }; created_at: string; seen: boolean }>(
  stories: readonly S[],
): S[] {
  const authors = Map.groupBy(stories, ({ author }) => author.id);
  const groups = [...authors.values()].map((group) => {
    const own = group.toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1));
    return { own, seen: own.every(({ seen }) => seen), newest: own.at(-1)?.created_at ?? '' };
  });
  groups.sort((a, b) => Number(a.seen) - Number(b.seen) || (a.newest > b.newest ? -1 : 1));
  return groups.flatMap(({ own }) => own);
}
