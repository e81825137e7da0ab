import { z } from 'zod';
import { Uid } from '../contract/ids.ts';
import { route } from '../http/route.ts';
import * as schema from './schema.ts';
import * as users from './users.ts';

const byId = z.strictObject({ id: Uid });

export const changeUser = route({
  method: 'patch',
  path: '/admin/users/{id}',
  auth: { staff: 'users' },
  audit: 'Changed what somebody may do',
  records: true,
  summary: 'Suspend somebody, restore them, or change their role, sessions or rights as staff',
  description:
    'One thing at a time. A suspension holds at once, in the API and in the rules: the person is told why and until when at login, and nobody finds them or what they made meanwhile. It ends by itself.',
  params: byId,
  body: schema.UserChange,
  response: [200, schema.ManagedUser],
  refuses: ['conflict'],
  // Documents, claims and revocation; and, where somebody is suspended or restored, what they made, as far as time allows.
  cost: { reads: 20, writes: 5, trips: 16, rare: { reads: 6000, writes: 4000, deletes: 2000, trips: 6000 } },
  handler: ({ user, params, body, record }) => users.changeUser(user, params.id, body, record),
});
