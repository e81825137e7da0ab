import type * as routes from '../../functions/src/staff/routes.ts';
import { newPerson, patch } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { fixed, type Scenarios } from '../support/costs.ts';

export const costs = {
  changeUser: {
    ask: async () => {
      const [staff, person] = [await newStaff('users'), await newPerson()];
      return patch(`/admin/users/${person.id}`, { suspension: { reason: 'Sold followers.' } }, staff);
    },
    floor: fixed(3, 4, 3),
  },
} satisfies Scenarios<typeof routes>;
