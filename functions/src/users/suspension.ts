import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { z } from 'zod';
import { ApiError } from '../contract/api-error.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { auth, db } from '../firebase.ts';
import { isRevokedFor, revoke } from '../http/revocations.ts';
import { unregisterAll } from '../notifications/devices.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { codeOf } from '../store/codes.ts';
import { collection, patchOf, readTogether, storedTime } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { writeClaims } from './claims.ts';
import { isLeaving, isSuspensionOver, withheldFor } from './document.ts';
import { accountDocument, userDocument } from './documents.ts';
import { Account, ProfileDocument, type Suspension } from './schema.ts';
import { followWithheld } from './withhold.ts';

// Whether somebody is suspended stands in their documents. Claims, revocations and what others see of them follow from
// these, by `enforceStanding()`, and so does the end of it: by the clock, which tokens carry with them, and by the job.

/** When a suspension ends that has no end: the last moment that Firestore knows. */
const NEVER = '9999-12-31T23:59:59.000Z';

/** What leads to a suspension that staff set themselves; of others it is the report that was decided. */
const DIRECTLY = 'staff';
/** How many are remembered of those that hold at once: of more, those that end last. */
const MOST = 20;

type Target = Pick<ProfileDocument, 'id' | 'username' | 'withheld'>;
type Held = NonNullable<Account['suspensions']>[number];

const endOf = ({ until }: Pick<Suspension, 'until'>): string => until ?? NEVER;

/** @returns those that aren't over, the one that ends last first; of those that end together the earliest */
const inForce = (all: readonly Held[]): Held[] =>
  all
    .filter((one) => !isSuspensionOver(one))
    .sort((a, b) => endOf(b).localeCompare(endOf(a)) || a.since.localeCompare(b.since))
    .slice(0, MOST);

/** Writes what holds of somebody, as two writes of a larger commit; `enforceStanding()` comes after it. */
function writeWithin(tx: Transaction, profile: Target, all: readonly Held[]): void {
  const held = inForce(all);
  const [first] = held;
  const suspended_until = first ? endOf(first) : FieldValue.delete();
  const fields = { ...withheldFor(profile, 'suspended', first !== undefined), suspended_until };
  tx.update(userDocument(profile.id), patchOf(ProfileDocument, fields));
  const suspension = first && { reason: first.reason, until: first.until, since: first.since };
  tx.update(
    accountDocument(profile.id),
    patchOf(Account, {
      suspension: suspension ?? FieldValue.delete(),
      suspensions: first ? held : FieldValue.delete(),
    }),
  );
}

/**
 * Suspends somebody, as two writes of a larger commit; `enforceStanding()` comes after it. Of several suspensions the one
 * that ends last holds; again for the same cause it sets other terms.
 * @param by what leads to it: staff directly, or the report that was decided
 * @param since when it was decided
 */
export function suspendWithin(
  tx: Transaction,
  profile: Target,
  { suspensions = [] }: Pick<Account, 'suspensions'>,
  { reason, until }: Omit<Suspension, 'since'>,
  by = DIRECTLY,
  since = isoNow(),
): void {
  const others = suspensions.filter((one) => one.by !== by);
  writeWithin(tx, profile, [...others, { reason, until, since, by }]);
}

/** Ends the suspension that one decision led to, in the same way; others go on. */
export function liftWithin(tx: Transaction, profile: Target, account: Account, by: string): void {
  const { suspensions = [] } = account;
  // Staff may have restored them meanwhile.
  if (!suspensions.some((one) => one.by === by)) return;
  writeWithin(
    tx,
    profile,
    suspensions.filter((one) => one.by !== by),
  );
}

/** Ends whatever suspends somebody, in the same way. */
export const restoreWithin = (tx: Transaction, profile: Target): void => writeWithin(tx, profile, []);

/** Ends what the tokens open that somebody had before they were suspended: after the claims, so that none is made in between. */
async function endTokens(uid: string, since: string): Promise<void> {
  if (await isRevokedFor(uid, 'suspended', since)) return;
  await unregisterAll(uid);
  await auth().revokeRefreshTokens(uid);
  await revoke(uid, 'suspended', since);
}

/**
 * Has tokens, and what others see of somebody, say what their documents say: whoever suspends, hides or restores somebody
 * calls it after the commit, and the trigger of the profile does, should they have died on the way. May run twice.
 * @param hasTime for what others see: there may be much of it
 * @returns how many documents were looked at
 */
export async function enforceStanding(uid: string, hasTime = () => true): Promise<number> {
  const [profile, account] = await readTogether(db(), userDocument(uid), accountDocument(uid));
  if (!profile || !account) return 0;
  try {
    await writeClaims(uid);
    if (isLeaving(profile)) {
      await unregisterAll(uid);
      await auth().revokeRefreshTokens(uid);
    }
    if (account.suspension) await endTokens(uid, account.suspension.since);
  } catch (error) {
    // The account has ended meanwhile.
    if (codeOf(error) !== 'auth/user-not-found') throw error;
  }
  return followWithheld(uid, hasTime);
}

/**
 * Ends a suspension whose time is over; what they made is shown again by the trigger of the profile.
 * @returns whether there was one
 */
async function endIfOver(uid: string): Promise<boolean> {
  const ended = await db().runTransaction(async (tx) => {
    const [profile, account] = await readTogether(tx, userDocument(uid), accountDocument(uid));
    if (!profile || !account?.suspension || !isSuspensionOver(account.suspension)) return false;
    restoreWithin(tx, profile);
    return true;
  });
  if (ended) await writeClaims(uid);
  return ended;
}

const Suspended = z.object({ sub: z.string(), suspended_until: z.number() });

/** What Auth has just answered says of its account; its signature is Auth's own business. */
const claimsIn = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}');

const told = (time: string): string => new Date(time).toUTCString().replace(/:\d\d GMT$/, ' UTC');

/**
 * Tells somebody who has just shown that they know the password why they don't get in. Whose suspension is over is let in,
 * and is found again. Costs nothing where there is none.
 * @param access the token that they would get
 * @throws ApiError 403 with the reason, when it ends, and the token, which opens what they may still do
 */
export async function refuseSuspended(access: string): Promise<void> {
  const { data } = Suspended.safeParse(claimsIn(access));
  if (!data) return;
  if (data.suspended_until * 1000 <= now()) {
    await endIfOver(data.sub);
    return;
  }
  const suspension = (await accountDocument(data.sub).get()).data()?.suspension;
  if (!suspension) return;
  const { reason, until } = suspension;
  const length = until === null ? '' : ` until ${told(until)}`;
  throw new ApiError('account_suspended', `This account is suspended${length}: ${reason}`, {
    suspension: { reason, until, access },
  });
}

/** People a query. */
const PAGE = 100;

/** Ends the suspensions whose time is over. It may stop anywhere, and run twice. */
export async function endSuspensions(): Promise<Report> {
  const report = { ended: 0, failed: 0 };
  const due = collection(collectionOf(paths.user('_')), ProfileDocument)
    .where('suspended_until', '<=', storedTime(isoNow()))
    .orderBy('suspended_until');
  for await (const page of pagesOf(due, PAGE)) {
    for (const { id } of page) {
      try {
        if (await endIfOver(id)) report.ended += 1;
      } catch (error) {
        // One that fails must not keep the others: the next run finds it again.
        report.failed += 1;
        logger.error('a suspension did not end', {
          uid: id,
          stack: stackOf(error),
        });
      }
    }
  }
  return report;
}
