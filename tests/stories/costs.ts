import type * as routes from '../../functions/src/stories/routes.ts';
import { connect, del, get, newPerson, type Person, people, post } from '../support/api.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';
import { postPicture, storyForm } from './post.ts';

/** Two who are connected, and stories of the first. */
async function shown(count = 1): Promise<{ author: Person; viewer: Person; ids: string[] }> {
  const [author, viewer] = (await people(2)) as [Person, Person];
  await connect(author, viewer);
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push(await postPicture(author));
  return { author, viewer, ids };
}

export const costs = {
  listStories: { ask: async () => get('/stories?limit=2', (await shown(3)).viewer), floor: page },
  latestStory: { ask: async () => get('/stories/latest', (await shown()).viewer), floor: fixed(1, 0, 1) },
  listMyStories: { ask: async () => get('/stories/my_stories', (await shown(2)).author), floor: page },
  // The author's own summary and how many they have, beside their connections.
  postStory: {
    ask: async () => {
      const [author, friend] = (await people(2)) as [Person, Person];
      await connect(author, friend);
      return post('/stories', storyForm(), author);
    },
    floor: fixed(1, 2, 2),
  },
  deleteStory: {
    ask: async () => {
      const { author, ids } = await shown();
      return del(`/stories/${ids[0]}`, author);
    },
    floor: fixed(1, 2, 2),
  },
  viewStory: {
    ask: async () => {
      const { viewer, ids } = await shown();
      return post(`/stories/${ids[0]}/view`, undefined, viewer);
    },
    floor: fixed(1, 2, 2),
  },
  listViewers: {
    ask: async () => {
      const { author, viewer, ids } = await shown();
      const other = await newPerson();
      await connect(author, other);
      for (const one of [viewer, other]) await post(`/stories/${ids[0]}/view`, undefined, one);
      return get(`/stories/${ids[0]}/viewers`, author);
    },
    floor: (viewers: unknown[]) => [viewers.length + 1, 0, 2],
  },
} satisfies Scenarios<typeof routes>;
