import type * as routes from '../../functions/src/moderation/routes.ts';
import { connect, del, get, newPerson, people, post } from '../support/api.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';

export const costs = {
  // Somebody one is connected with: the connection ends, too.
  blockPerson: {
    ask: async () => {
      const [me, other] = await people(2);
      if (!me || !other) throw new Error('Two people were asked for.');
      await connect(me, other);
      return post(`/users/${other.id}/block`, undefined, me);
    },
    floor: fixed(3, 7, 2),
  },
  unblockPerson: {
    ask: async ({ me }) => {
      const other = await newPerson();
      await post(`/users/${other.id}/block`, undefined, me);
      return del(`/users/${other.id}/block`, me);
    },
    floor: fixed(1, 2, 2),
  },
  listBlocks: {
    ask: async ({ me }) => {
      const other = await newPerson();
      await post(`/users/${other.id}/block`, undefined, me);
      const reply = await get('/users/blocks', me);
      await del(`/users/${other.id}/block`, me);
      return reply;
    },
    floor: page,
  },
} satisfies Scenarios<typeof routes>;
