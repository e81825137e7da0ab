import type * as routes from '../../functions/src/account/routes.ts';
import { tell } from '../notifications/tell.ts';
import { connect, newPerson, send } from '../support/api.ts';
import type { Scenarios } from '../support/costs.ts';

export const costs = {
  deleteAccount: {
    ask: async () => {
      const leaver = await newPerson();
      await connect(leaver, await newPerson());
      await tell(leaver, 0);
      return send('delete', '/users/profile', { as: leaver, body: { password: leaver.password } });
    },
    floor: ({ removed }: { removed: { connections: number; documents: number } }) => [
      removed.connections + removed.documents,
      2 * removed.connections,
      2,
    ],
  },
} satisfies Scenarios<typeof routes>;
