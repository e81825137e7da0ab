import { route } from '../http/route.ts';
import { PASSWORD } from '../users/limits.ts';
import { confirmPassword, ownEmail } from '../users/sign-in.ts';
import { eraseAccount } from './erase.ts';
import * as schema from './schema.ts';

export const deleteAccount = route({
  method: 'delete',
  path: '/users/profile',
  auth: 'user',
  summary: 'Delete my account and everything of it, for good',
  body: schema.DeleteAccount,
  response: [200, schema.DeletedAccount],
  limits: PASSWORD,
  // Documents are what lies below the profile; a query that finds nothing bills one, too.
  refuses: ['conflict'],
  cost: {
    reads: ({ removed }) => removed.connections + removed.documents + 3,
    writes: ({ removed }) => 2 * removed.connections + 1,
    deletes: ({ removed }) => removed.connections + removed.documents + 2,
    trips: 7,
  },
  handler: async ({ user, body, attempt }) => {
    const email = await ownEmail(user.uid);
    await attempt(() => confirmPassword(email, 'password', body.password));
    return eraseAccount(user);
  },
});
