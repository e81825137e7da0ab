import { fromStored } from '../store/converter.ts';
import { StoryDocument } from './schema.ts';
import { finishStory } from './store.ts';

/**
 * A story was posted: goes over its video, and shows it then. A picture is shown already.
 * @returns how many documents its audience took
 */
export async function finishVideoOf(data: unknown): Promise<number> {
  const story = fromStored(StoryDocument, data);
  return story.media.kind === 'video' ? finishStory(story) : 0;
}
