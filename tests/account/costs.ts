import type * as routes from '../../functions/src/account/routes.ts';
import type { DeletedAccount } from '../../functions/src/account/schema.ts';
import { tell } from '../notifications/tell.ts';
import { connect, newPerson, send } from '../support/api.ts';
import type { Scenarios } from '../support/costs.ts';

const leaving = (method: string, path: string): Scenarios<typeof routes>['deleteAccount'] => ({
  ask: async () => {
    const leaver = await newPerson();
    await connect(leaver, await newPerson());
    await tell(leaver, 0);
    return send(method, path, { as: leaver, body: { password: leaver.password } });
  },
  floor: ({ removed }: DeletedAccount) => [removed.connections + removed.documents, 2 * removed.connections, 2],
});

export const costs = {
  deleteAccount: leaving('delete', '/users/profile'),
  deleteAccountByPost: leaving('post', '/users/profile/delete'),
} satisfies Scenarios<typeof routes>;
