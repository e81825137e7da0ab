import { z } from 'zod';
import { ApiError } from '../contract/api-error.ts';
import { TimedId } from '../contract/ids.ts';
import type { Caller } from '../http/auth.ts';
import type { Attempt } from '../http/limit.ts';
import { route } from '../http/route.ts';
import type { Erasure } from '../users/closing.ts';
import { LOGIN, PASSWORD } from '../users/limits.ts';
import { Login, LoginAnswer } from '../users/schema.ts';
import { confirmIdentity } from '../users/sign-in.ts';
import { askForExport, ownExport } from './ask-export.ts';
import { findCertificate } from './certificate.ts';
import { eraseAccount, erasureOf } from './erase.ts';
import { leaveAccount } from './leave.ts';
import { EXPORTS } from './limits.ts';
import { WORK } from './parts.ts';
import { restore } from './restore.ts';
import * as schema from './schema.ts';

/** What a request may spend on removing things, within the time that it has. */
const SECONDS = 6;

const isClosed = (erasure: Erasure | undefined): boolean => erasure?.state === 'erasing' || erasure?.state === 'erased';

/**
 * Asks once more who it is. Somebody who has asked already needs no password any more, unless they want more than before: of
 * two who ask at once the second may find it gone.
 * @returns how far the end of the account has come, if it has begun
 */
async function confirm(user: Caller, { password, at_once }: schema.DeleteAccount): Promise<Erasure | undefined> {
  const begun = async () => {
    const erasure = await erasureOf(user.uid);
    return isClosed(erasure) || (erasure && !at_once) ? erasure : undefined;
  };
  const already = await begun();
  if (already) return already;
  try {
    await confirmIdentity(user, password);
    return undefined;
  } catch (error) {
    const meanwhile = error instanceof ApiError ? await begun() : undefined;
    if (!meanwhile) throw error;
    return meanwhile;
  }
}

async function deleteFor(user: Caller, body: schema.DeleteAccount, attempt: Attempt): Promise<schema.DeletedAccount> {
  const begun = await attempt(() => confirm(user, body));
  const goOn = () =>
    body.at_once || isClosed(begun) ? eraseAccount(user.uid, SECONDS) : leaveAccount(user.uid, SECONDS);
  const erasure = begun?.state === 'erased' ? begun : await goOn();
  const { state, removed, erases_at, certificate } = erasure;
  // The certificate is for what can’t be taken back.
  return { status: state, erases_at, removed, certificate: isClosed(erasure) ? certificate : null };
}

/** As much as somebody has whom a request can just hide within its time. */
const HIDING = { reads: 20_000, writes: 10_000, deletes: 10_000, trips: 2_000 };

const spec = {
  auth: 'user',
  summary: 'Delete my account and everything of it',
  description:
    'It is hidden and signed out at once, and erased after some days, in which whoever signs in can restore it; or erased at once, for good. Answers 202 where that goes on by itself. Asking again is safe, and says how far it is.',
  body: schema.DeleteAccount,
  response: [200, schema.DeletedAccount],
  goesOn: ({ status }: schema.DeletedAccount) => status === 'erasing',
  evenFor: ['deleted', 'suspended'],
  limits: PASSWORD,
  // Asking again tells how far it is by now.
  once: false,
  // The last who can give rights to staff stays until somebody else can.
  refuses: ['recent_sign_in_required', 'conflict'],
  // Documents are what lies below the profile; each part that finds nothing bills a read, too.
  cost: {
    // A conversation is closed first, and below it there is more to look for than messages.
    reads: ({ removed }: schema.DeletedAccount) => removed.connections + 3 * removed.documents + WORK.length + 4,
    // Whoever leaves an audience is also taken out of what they have seen.
    writes: ({ removed }: schema.DeletedAccount) => 2 * (removed.connections + removed.documents) + 4,
    deletes: ({ removed }: schema.DeletedAccount) => removed.connections + removed.documents + 5,
    // What stays is stripped after the rest is gone.
    trips: 11,
    // To be hidden takes some reads and writes for each event and story.
    rare: HIDING,
  },
} as const;

export const deleteAccount = route({
  method: 'delete',
  path: '/users/profile',
  ...spec,
  handler: ({ user, body, attempt }) => deleteFor(user, body, attempt),
});

/** The same for clients that can't send a body with DELETE, and for proxies that refuse one. */
export const deleteAccountByPost = route({
  method: 'post',
  path: '/users/profile/delete',
  ...spec,
  handler: ({ user, body, attempt }) => deleteFor(user, body, attempt),
});

export const requestExport = route({
  method: 'post',
  path: '/users/export',
  auth: 'user',
  summary: 'Have a copy made of everything of mine',
  description:
    'One archive with a JSON file a collection, and my files. It is made meanwhile: ask how far it is. One that is being made already goes on; one that is there is replaced.',
  response: [202, schema.DataExport],
  limits: EXPORTS,
  // What belongs to them is theirs whatever they have done.
  evenFor: ['suspended'],
  refuses: ['not_found'],
  cost: { reads: 2, writes: 1, trips: 2 },
  handler: ({ user }) => askForExport(user.uid),
});

export const getExport = route({
  method: 'get',
  path: '/users/export',
  auth: 'user',
  summary: 'How far the copy of my data is, and where it can be fetched',
  description: 'The address opens the file for some minutes, to whoever has it: ask for it when it is needed.',
  response: [200, schema.DataExport],
  evenFor: ['suspended'],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ user }) => ownExport(user.uid),
});

export const restoreAccount = route({
  method: 'post',
  path: '/users/profile/restore',
  auth: 'public',
  summary: 'Bring my account back, and sign in',
  description:
    'For whom login answers `account_leaving`. Who isn’t leaving is signed in; 410 where the end has begun for good meanwhile.',
  body: Login,
  response: [200, LoginAnswer],
  limits: LOGIN,
  once: false,
  refuses: ['invalid_credentials', 'account_suspended', 'expired'],
  cost: {
    reads: 20,
    writes: 5,
    deletes: 1,
    trips: 14,
    rare: HIDING,
  },
  handler: ({ body, attempt }) => restore(body.username, body.password, attempt),
});

export const getCertificate = route({
  method: 'get',
  path: '/users/certificates/{id}',
  auth: 'public',
  summary: 'What was removed with an account',
  description: 'Whoever has the id may ask, since nothing in it names anybody. 404 until everything is removed.',
  params: z.strictObject({ id: TimedId }),
  response: [200, schema.Certificate],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ params }) => findCertificate(params.id),
});
