import { PROFILES } from '../contract/examples.ts';
import type { Docs } from '../http/describe.ts';
import { OTHERS } from '../users/docs.ts';
import type * as routes from './routes.ts';

export const docs = {
  searchPeople: { tag: OTHERS, query: { search: 'roastery', role: 'brand' }, answer: [PROFILES.bob] },
} satisfies Docs<typeof routes>;
