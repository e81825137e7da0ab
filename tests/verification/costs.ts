import type * as routes from '../../functions/src/verification/routes.ts';
import { get, newPerson, send } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';
import { apply, approve, paper } from './apply.ts';

const STAFF = () => newStaff('verifications');
/** The entry in the audit log of what staff only look at. */
const looked = (items: unknown[]): ReturnType<typeof page> => {
  const [reads] = page(items);
  return [reads, 1, 2];
};

export const costs = {
  requestVerification: {
    ask: async () => send('post', '/users/verify', { as: await newPerson(), body: paper('identity') }),
    floor: fixed(1, 1, 2),
  },
  listVerifications: {
    ask: async ({ me }) => {
      await apply(me);
      return get('/users/verify', me);
    },
    floor: page,
  },
  listQueue: {
    ask: async () => {
      await apply(await newPerson());
      return get('/admin/verifications', await STAFF());
    },
    floor: looked,
  },
  getVerification: {
    ask: async () => get(`/admin/verifications/${(await apply(await newPerson())).id}`, await STAFF()),
    floor: fixed(2, 1, 2),
  },
  openVerificationFile: {
    ask: async () => get(`/admin/verifications/${(await apply(await newPerson())).id}/file`, await STAFF()),
    floor: fixed(1, 2, 2),
  },
  decideVerification: {
    ask: async () => approve(await apply(await newPerson()), await STAFF()),
    floor: fixed(1, 3, 2),
  },
} satisfies Scenarios<typeof routes>;
