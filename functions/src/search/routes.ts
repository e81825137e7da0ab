import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import { withoutHidden } from '../moderation/hidden.ts';
import { Profile } from '../users/schema.ts';
import { SearchQuery } from './schema.ts';
import { findPeople } from './store.ts';

export const searchPeople = route({
  method: 'get',
  path: '/users',
  auth: 'user',
  summary: 'Find people, the verified first',
  query: SearchQuery,
  response: [200, z.array(Profile)],
  paged: true,
  // And who is hidden from whom: people who are left out have been read, too, and then those who follow.
  cost: {
    reads: (people) => perItem(people) + 1,
    writes: 0,
    trips: 1,
    rare: { reads: LIMITS.page.max + LIMITS.blocks, writes: 0, trips: 1 + LIMITS.blocks / LIMITS.page.max },
  },
  handler: ({ user, query, page }) =>
    withoutHidden(
      user.uid,
      page,
      (part) => findPeople(query, part),
      ({ id }) => id,
    ),
});
