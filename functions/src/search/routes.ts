import { z } from 'zod';
import { perItem, route } from '../http/route.ts';
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
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ query, page }) => findPeople(query, page),
});
