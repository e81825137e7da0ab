import { countDay } from '../../functions/src/staff/analytics.ts';
import type * as routes from '../../functions/src/staff/routes.ts';
import { get, newPerson, patch } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';

/** The entry in the audit log of what staff only look at. */
const looked = (items: unknown[]): ReturnType<typeof page> => [page(items)[0], 1, 2];

export const costs = {
  getOverview: {
    ask: async () => {
      await countDay();
      return get('/admin/overview', await newStaff('overview'));
    },
    floor: ({ days, recent }: { days: unknown[]; recent: unknown[] }) => [days.length + recent.length + 6, 1, 2],
  },
  exportOverview: {
    ask: async () => get('/admin/overview.csv', await newStaff('overview')),
    floor: fixed(1, 1, 2),
  },
  getQueues: {
    ask: async () => get('/staff/queues', await newStaff('reports', 'verifications')),
    floor: fixed(6, 0, 1),
  },
  listUsers: { ask: async () => get('/admin/users', await newStaff('users')), floor: looked },
  lookAtUser: {
    ask: async () => get(`/admin/users/${(await newPerson()).id}`, await newStaff('users')),
    floor: fixed(4, 1, 2),
  },
  listAudit: { ask: async () => get('/admin/audit', await newStaff('audit')), floor: looked },
  exportAudit: {
    ask: async () => get('/admin/audit.csv?target=nothing', await newStaff('audit')),
    floor: fixed(1, 1, 2),
  },
  changeUser: {
    ask: async () => {
      const [staff, person] = [await newStaff('users'), await newPerson()];
      return patch(`/admin/users/${person.id}`, { suspension: { reason: 'Sold followers.' } }, staff);
    },
    floor: fixed(3, 4, 3),
  },
} satisfies Scenarios<typeof routes>;
