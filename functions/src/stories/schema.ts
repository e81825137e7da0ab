import { z } from 'zod';
import { lines, shown } from '../contract/fields.ts';
import { IsoTime, TimedId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { Media, MediaDocument } from '../contract/media.ts';
import { uploadedPath } from '../contract/uploads.ts';
import { Person } from '../users/schema.ts';

/** What everybody sees of a story who may see it. */
const facts = {
  id: TimedId,
  user: z.string().describe('The author’s username'),
  author: Person,
  caption: shown(LIMITS.caption),
  created_at: IsoTime,
  expires_at: IsoTime.describe('24 hours after `created_at`'),
};

/** A story as its author sees it. */
export const Story = z
  .object({ ...facts, media: Media, view_count: z.int().describe('People who have seen it, each once') })
  .meta({ id: 'Story' });
export type Story = z.infer<typeof Story>;

/** A story in the feed of somebody who is connected with its author. */
export const FeedStory = z
  .object({ ...facts, media: Media, seen: z.boolean().describe('Whether I have seen it') })
  .meta({ id: 'FeedStory' });
export type FeedStory = z.infer<typeof FeedStory>;

export const STORY_WITHHELD = ['author', 'staff'] as const;
export type StoryWithheld = (typeof STORY_WITHHELD)[number];

/** `stories/{id}`: listened to by its author, who sees there what becomes of a video, and how many have seen it. */
export const StoryDocument = z.object({
  ...facts,
  media: MediaDocument,
  view_count: z.int(),
  /** When it was first shown to others; null while a video isn’t ready. */
  published_at: IsoTime.nullable(),
  /** How many documents its audience has. */
  shards: z.int(),
  /** Why nobody but its author is to see it for now: who made it isn't to be found, or staff have hidden it. */
  withheld: z.array(z.enum(STORY_WITHHELD)).optional(),
});
export type StoryDocument = z.infer<typeof StoryDocument>;

const texts = {
  caption: lines(LIMITS.caption).optional(),
  alt: lines(LIMITS.alt).optional().describe('What is to be seen, for those who don’t see it'),
};

/** The text fields of the multipart body, beside the file in `content_file`. */
export const PostStory = z.strictObject(texts);

/** The same where the SDK has put the file into the inbox. */
export const PostUploadedStory = z
  .strictObject({ ...uploadedPath('story').shape, ...texts })
  .meta({ id: 'PostUploadedStory' });

/** Somebody who has seen a story. */
export const Viewer = Person.extend({ viewed_at: IsoTime }).meta({ id: 'Viewer' });
export type Viewer = z.infer<typeof Viewer>;

/** Asked now and then: when it has changed, the feed has something new. */
export const LatestStory = z
  .object({
    latest: IsoTime.nullable().describe('When the newest story came up that I may see; null where there is none'),
  })
  .meta({ id: 'LatestStory' });
export type LatestStory = z.infer<typeof LatestStory>;
