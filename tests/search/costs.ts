import type * as routes from '../../functions/src/search/routes.ts';
import { get } from '../support/api.ts';
import { page, type Scenarios } from '../support/costs.ts';

export const costs = {
  searchPeople: { ask: ({ me }) => get('/users?search=person&limit=5', me), floor: page },
} satisfies Scenarios<typeof routes>;
