import type { UserRecord } from 'firebase-admin/auth';
import { now } from '../runtime/clock.ts';
import { isLeaving } from './document.ts';
import type { ProfileDocument } from './schema.ts';

/**
 * How far an account has come. It has two halves, documents and then a sign-in with claims at Firebase Auth, and each
 * can be there without the other.
 * - `nobody`: no profile. Somebody signed up at Auth itself, or an account is being erased.
 * - `under way`: a registration may still be at work on it.
 * - `unfinished`: a registration broke off. Nobody has ever got in.
 * - `registered`: both halves are there.
 * - `leaving`: it is about to be deleted, and can be brought back: until then it has no claims.
 */
export type Standing = 'nobody' | 'under way' | 'unfinished' | 'registered' | 'leaving';

/** Longer than any request runs. */
const UNDER_WAY_MS = 2 * 60 * 1000;

/** Auth notes the two times of a new account one after the other, in whole seconds. */
const SAME_MOMENT_MS = 2_000;

/** @returns whether somebody has got into an account since it was made: nobody takes it over, whatever is missing of it */
export const wasUsed = ({ metadata }: Pick<UserRecord, 'metadata'>): boolean =>
  Date.parse(metadata.lastSignInTime ?? '') - Date.parse(metadata.creationTime) > SAME_MOMENT_MS;

export function standingOf(
  profile: Pick<ProfileDocument, 'created_at' | 'withheld'> | undefined,
  account: Pick<UserRecord, 'customClaims'> | null,
): Standing {
  if (!profile) return 'nobody';
  if (isLeaving(profile)) return 'leaving';
  if (account?.customClaims?.username) return 'registered';
  return now() - Date.parse(profile.created_at) < UNDER_WAY_MS ? 'under way' : 'unfinished';
}
