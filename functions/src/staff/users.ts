import type { Transaction } from 'firebase-admin/firestore';
import { forbidden, invalidField, notFound } from '../contract/api-error.ts';
import type { Role } from '../contract/roles.ts';
import { db } from '../firebase.ts';
import type { RecordWithin } from '../http/audit.ts';
import type { Caller } from '../http/auth.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { timeFor } from '../runtime/time-left.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { enforceRole, writeClaims } from '../users/claims.ts';
import { accountDocument, userDocument } from '../users/documents.ts';
import { type Account, ProfileDocument, type Suspension } from '../users/schema.ts';
import { endSessions } from '../users/sessions.ts';
import { enforceStanding, restoreWithin, suspendWithin } from '../users/suspension.ts';
import { staffDocument } from './documents.ts';
import { expectMaySuspend } from './holders.ts';
import type { ManagedUser, StaffMember, UserChange } from './schema.ts';
import { changePermissions } from './store.ts';

/** How long a request may take for what others see of somebody; the trigger of the profile does the rest. */
const REQUEST_MS = 3_000;

/** What the documents say of somebody. */
interface Found {
  profile: ProfileDocument;
  account: Account;
  member: StaffMember | undefined;
}

async function find(source: Transaction | ReturnType<typeof db>, uid: string): Promise<Found> {
  const places = [userDocument(uid), accountDocument(uid), staffDocument(uid)] as const;
  const [profile, account, member] = await readTogether(source, ...places);
  if (!profile || !account) throw notFound();
  return { profile, account, member };
}

const toManaged = ({ profile, account, member }: Found): ManagedUser => ({
  ...profile,
  email: account.email,
  suspension: account.suspension ?? null,
  withheld: profile.withheld ?? [],
  permissions: member?.permissions ?? [],
});

/** @throws ApiError 404 */
export const managedUser = async (uid: string): Promise<ManagedUser> => toManaged(await find(db(), uid));

const inWords = (suspension: Omit<Suspension, 'since'> | undefined): string =>
  suspension ? `${suspension.until ?? 'without end'}: ${suspension.reason}` : 'none';

type Terms = NonNullable<UserChange['suspension']>;

/** Suspends somebody, sets other terms, or restores them. */
async function setSuspension(me: Caller, uid: string, terms: Terms | null, record: RecordWithin): Promise<void> {
  if (terms?.until && Date.parse(terms.until) <= now())
    throw invalidField('suspension.until', 'Choose a time to come.');
  await db().runTransaction(async (tx) => {
    const { profile, account } = await find(tx, uid);
    const after = terms ? { reason: terms.reason, until: terms.until ?? null } : undefined;
    if (after) await expectMaySuspend(tx, me, uid);
    if (after) suspendWithin(tx, profile, account, after);
    else if (account.suspension) restoreWithin(tx, profile);
    record(tx, { change: 'suspension', before: inWords(account.suspension), after: inWords(after) });
  });
  await enforceStanding(uid, timeFor(REQUEST_MS));
}

async function setRole(uid: string, role: Role, record: RecordWithin): Promise<void> {
  const changed = await db().runTransaction(async (tx) => {
    const { profile } = await find(tx, uid);
    record(tx, { change: 'role', before: profile.role, after: role });
    if (profile.role === role) return false;
    tx.update(userDocument(uid), patchOf(ProfileDocument, { role }));
    return true;
  });
  // Also where nothing has changed: whoever changed it may have died before it held.
  if (changed) await enforceRole(uid, isoNow());
  else await writeClaims(uid);
}

async function signOut(uid: string, record: RecordWithin): Promise<void> {
  await db().runTransaction(async (tx) => {
    await find(tx, uid);
    record(tx, { change: 'sessions', after: 'ended' });
  });
  await endSessions(uid);
}

/**
 * Changes something of somebody, for staff.
 * @throws ApiError 403 for oneself, 404 when there is no such person, 400, 409
 */
export async function changeUser(
  me: Caller,
  uid: string,
  { suspension, role, sign_out, permissions }: UserChange,
  record: RecordWithin,
): Promise<ManagedUser> {
  if (uid === me.uid) throw forbidden('Nobody decides about themselves.');
  if (suspension !== undefined) await setSuspension(me, uid, suspension, record);
  if (role) await setRole(uid, role, record);
  if (sign_out) await signOut(uid, record);
  if (permissions) {
    const { changed } = await changePermissions(
      uid,
      () => permissions,
      (tx, { before, after }) =>
        record(tx, { change: 'permissions', before: before || 'none', after: after || 'none' }),
    );
    if (!changed) await db().runTransaction(async (tx) => record(tx, { change: 'permissions', after: 'as before' }));
  }
  return managedUser(uid);
}
