import type * as routes from '../../functions/src/connections/routes.ts';
import { connect, del, get, newPerson, type Person, patch, post } from '../support/api.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';

const ask = async (from: Person, to: Person) => post('/connections/request', { receiver: to.id }, from);

export const costs = {
  listConnections: { ask: ({ me }) => get('/connections?limit=3', me), floor: page },
  requestConnection: { ask: async ({ me }) => ask(me, await newPerson()), floor: fixed(2, 1, 2) },
  answerConnection: {
    ask: async ({ me }) => {
      const { body } = await ask(await newPerson(), me);
      return patch(`/connections/${body.id}/action`, { status: 'accepted' }, me);
    },
    floor: fixed(1, 5, 2),
  },
  removeConnection: {
    ask: async ({ me }) => {
      const leaver = await newPerson();
      return del(`/connections/${await connect(leaver, me)}`, leaver);
    },
    floor: fixed(1, 4, 2),
  },
  listMutuals: {
    ask: ({ me, strangers }) => get(`/users/${strangers[1].username}/mutuals`, me),
    floor: ({ people }: { people: unknown[] }) => [4 + people.length, 0, 4],
  },
  suggestConnections: {
    ask: ({ me }) => get('/connections/suggestions', me),
    // My edges, each friend's edges and profile, and the pair with each of those found, beside their profiles.
    floor: (found: unknown[]) => [5 + 2 * found.length, 0, 3],
  },
} satisfies Scenarios<typeof routes>;
