import { paths } from '../../functions/src/contract/paths.ts';
import { type Cast, type Rows, type Seed, shows } from '../rules/table.ts';
import { get } from '../support/api.ts';
import { postPicture } from './post.ts';

let id: string;

export const rows = {
  story: {
    path: () => paths.story(id),
    allow: { get: ['owner'] },
    rest: {
      get: (cast: Cast, actor) => shows('/stories/my_stories', cast, actor, (all) => all.some((one) => one.id === id)),
    },
  },
  // Who else may see a story, and who has, is for nobody's eyes: connections see it in the feed.
  audience: { path: () => paths.audience(`story_${id}_0`) },
} satisfies Rows;

export const seed: Seed = async ({ owner, connected }) => {
  id = await postPicture(owner);
  if ((await get('/stories', connected)).body.length !== 1) throw new Error('The story is shown to nobody.');
};
