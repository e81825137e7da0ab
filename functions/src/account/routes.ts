import { ApiError } from '../contract/api-error.ts';
import type { Caller } from '../http/auth.ts';
import type { Attempt } from '../http/limit.ts';
import { route } from '../http/route.ts';
import type { Erasure } from '../users/closing.ts';
import { PASSWORD } from '../users/limits.ts';
import { confirmIdentity } from '../users/sign-in.ts';
import { eraseAccount, erasureOf } from './erase.ts';
import { WORK } from './parts.ts';
import * as schema from './schema.ts';

/** What a request may spend on removing things, within the time that it has. */
const SECONDS = 6;

/**
 * Asks once more who it is. Somebody who has asked already needs no password any more: of two who ask at once the second may
 * find it gone.
 * @returns how far the end of the account has come, if it has begun
 */
async function confirm(user: Caller, password: string | undefined): Promise<Erasure | undefined> {
  const begun = await erasureOf(user.uid);
  if (begun) return begun;
  try {
    await confirmIdentity(user, password);
    return undefined;
  } catch (error) {
    const meanwhile = error instanceof ApiError ? await erasureOf(user.uid) : undefined;
    if (!meanwhile) throw error;
    return meanwhile;
  }
}

async function deleteFor(user: Caller, password: string | undefined, attempt: Attempt): Promise<schema.DeletedAccount> {
  const begun = await attempt(() => confirm(user, password));
  const { state, removed } = begun?.state === 'erased' ? begun : await eraseAccount(user.uid, SECONDS);
  return { status: state, removed };
}

const spec = {
  auth: 'user',
  summary: 'Delete my account and everything of it, for good',
  description: 'Answers 202 where the rest goes on by itself. Asking again is safe, and says how far it is.',
  body: schema.DeleteAccount,
  response: [200, schema.DeletedAccount],
  goesOn: ({ status }: schema.DeletedAccount) => status === 'erasing',
  evenFor: ['deleted', 'suspended'],
  limits: PASSWORD,
  // Asking again tells how far it is by now.
  once: false,
  refuses: ['recent_sign_in_required'],
  // Documents are what lies below the profile; each part that finds nothing bills a read, too.
  cost: {
    // A conversation is closed first, and below it there is more to look for than messages.
    reads: ({ removed }: schema.DeletedAccount) => removed.connections + 3 * removed.documents + WORK.length + 3,
    // Whoever leaves an audience is also taken out of what they have seen.
    writes: ({ removed }: schema.DeletedAccount) => 2 * (removed.connections + removed.documents) + 3,
    deletes: ({ removed }: schema.DeletedAccount) => removed.connections + removed.documents + 3,
    trips: 9,
  },
} as const;

export const deleteAccount = route({
  method: 'delete',
  path: '/users/profile',
  ...spec,
  handler: ({ user, body, attempt }) => deleteFor(user, body.password, attempt),
});

/** The same for clients that can't send a body with DELETE, and for proxies that refuse one. */
export const deleteAccountByPost = route({
  method: 'post',
  path: '/users/profile/delete',
  ...spec,
  handler: ({ user, body, attempt }) => deleteFor(user, body.password, attempt),
});
