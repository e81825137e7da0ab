import type * as routes from '../../functions/src/account/routes.ts';
import type { DeletedAccount } from '../../functions/src/account/schema.ts';
import { host } from '../events/make.ts';
import { tell } from '../notifications/tell.ts';
import { connect, get, newPerson, type Person, post, send } from '../support/api.ts';
import { fixed, type Scenarios } from '../support/costs.ts';

const leaving = (method: string, path: string): Scenarios<typeof routes>['deleteAccount'] => ({
  ask: async () => {
    const leaver = await newPerson();
    await connect(leaver, await newPerson());
    await tell(leaver, 0);
    return send(method, path, { as: leaver, body: { password: leaver.password, at_once: true } });
  },
  floor: ({ removed }: DeletedAccount) => [removed.connections + removed.documents, 2 * removed.connections, 2],
});

/** Somebody with a connection and an event, who is about to leave. */
async function aboutToLeave(): Promise<Person> {
  const leaver = await newPerson();
  await connect(leaver, await newPerson());
  await host(leaver);
  await post('/users/profile/delete', { password: leaver.password }, leaver);
  return leaver;
}

export const costs = {
  restoreAccount: {
    ask: async () => {
      const { username, password } = await aboutToLeave();
      return post('/users/profile/restore', { username, password });
    },
    floor: fixed(8, 5, 5),
  },
  getCertificate: {
    ask: async () => {
      const leaver = await newPerson();
      const body = { password: leaver.password, at_once: true };
      const { certificate } = (await post('/users/profile/delete', body, leaver)).body;
      return get(`/users/certificates/${certificate}`);
    },
    floor: fixed(1, 0, 1),
  },
  requestExport: {
    ask: async () => post('/users/export', undefined, await newPerson()),
    floor: fixed(2, 1, 2),
  },
  getExport: { ask: ({ me }) => get('/users/export', me), floor: fixed(1, 0, 1) },
  deleteAccount: leaving('delete', '/users/profile'),
  deleteAccountByPost: leaving('post', '/users/profile/delete'),
} satisfies Scenarios<typeof routes>;
