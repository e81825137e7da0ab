import { isDeepStrictEqual } from 'node:util';
import { auth, db } from '../firebase.ts';
import { isRevokedFor, revoke } from '../http/revocations.ts';
import { staffDocument } from '../staff/documents.ts';
import { readTogether } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { isLeaving } from './document.ts';
import { accountDocument, userDocument } from './documents.ts';
import type { Profile } from './schema.ts';

// The one place that writes custom claims. What they say follows from documents, so that two who change different
// things at once lose neither.

const inSeconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

/** @returns what tokens of somebody must say: nothing while they are leaving; null of somebody who isn't there */
async function claimsFor(uid: string): Promise<object | null> {
  const documents = [userDocument(uid), accountDocument(uid), staffDocument(uid)] as const;
  const [profile, account, staff] = await readTogether(db(), ...documents);
  if (!profile) return null;
  // A token that names nobody opens nothing, at either door.
  if (isLeaving(profile)) return {};
  const { username, role, suspended_until } = profile;
  const permissions = staff?.permissions ?? [];
  const { signed_out_at } = account ?? {};
  return {
    username,
    role,
    ...(permissions.length > 0 && { staff: permissions }),
    // In seconds, as tokens count.
    ...(signed_out_at && { signed_out_at: inSeconds(signed_out_at) }),
    ...(suspended_until && { suspended_until: inSeconds(suspended_until) }),
  };
}

/**
 * Brings the claims of somebody in line with their documents. Whoever changes one of these calls it after; when the last
 * of several at once is done, the claims say what the documents say.
 * @returns whether they said something else before
 * @throws what Auth says of an account that it doesn't know
 */
export async function writeClaims(uid: string): Promise<boolean> {
  return inTurn(`claims ${uid}`, async () => {
    let claims = await claimsFor(uid);
    if (isDeepStrictEqual((await auth().getUser(uid)).customClaims ?? {}, claims)) return false;
    for (;;) {
      if (!claims) return false;
      await auth().setCustomUserClaims(uid, claims);
      const now = await claimsFor(uid);
      if (isDeepStrictEqual(now, claims)) return true;
      claims = now;
    }
  });
}

/**
 * Has tokens say the role that somebody has by now; those from before open nothing any more. Whoever changes a role calls it
 * after the commit, and the trigger of the profile does, should they have died on the way. May run twice.
 * @param since when the role was changed
 */
export async function enforceRole(uid: string, since: string): Promise<void> {
  await writeClaims(uid);
  if (!(await isRevokedFor(uid, 'claims', since))) await revoke(uid, 'claims', since);
}

/** The first ones of a new account: with them a registration is whole, and before them nobody else writes any. */
export const giveFirstClaims = ({ id, username, role }: Profile): Promise<void> =>
  auth().setCustomUserClaims(id, { username, role });
