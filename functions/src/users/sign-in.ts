import type { UserRecord } from 'firebase-admin/auth';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { auth } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { now } from '../runtime/clock.ts';
import { codeOf } from '../store/codes.ts';
import { loggedOut, signIn } from './identity.ts';
import type { LoginAnswer } from './schema.ts';

/** What Auth does for the caller's own account. @throws ApiError 401 when Auth knows it no longer: the token still lives */
export async function ofCaller<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (codeOf(error) === 'auth/user-not-found') throw loggedOut();
    throw error;
  });
}

/** @returns the account at Auth, by uid or address; null where there is none */
export const findSignIn = (by: { uid: string } | { email: string }): Promise<UserRecord | null> =>
  ('uid' in by ? auth().getUser(by.uid) : auth().getUserByEmail(by.email)).catch((error: unknown) => {
    if (['auth/user-not-found', 'auth/invalid-email'].includes(String(codeOf(error)))) return null;
    throw error;
  });

/** @returns the account's own address, from Auth */
export async function ownEmail(uid: string): Promise<string> {
  const { email } = await ofCaller(auth().getUser(uid));
  if (!email) throw new ApiError('conflict', 'This account signs in without a password.');
  return email;
}

/** Asks for the password once more. @returns a session of its own @throws ApiError 400 naming `field` when it is wrong */
export async function confirmPassword(email: string, field: string, password: string): Promise<LoginAnswer> {
  return signIn(email, password, performance.now()).catch((error: unknown) => {
    const refused = error instanceof ApiError && error.code === 'invalid_credentials';
    throw refused ? invalidField(field, 'This is not your current password.') : error;
  });
}

/** How long a sign-in stands for the password of somebody who has none. */
const RECENT_S = 5 * 60;

/**
 * Asks once more who somebody is: by their password, or, where the account has none, by a sign-in of the last five
 * minutes. An account that nobody can sign in to any more has only its session to show.
 * @throws ApiError 400 naming `password` when it is missing or wrong, 403 when the sign-in is too long ago
 */
export async function confirmIdentity(
  { uid, signed_in_at }: Pick<Caller, 'uid' | 'signed_in_at'>,
  password: string | undefined,
): Promise<void> {
  const { email, providerData } = await ofCaller(auth().getUser(uid));
  if (email && providerData.some(({ providerId }) => providerId === 'password')) {
    if (password === undefined) throw invalidField('password', 'Enter your password.');
    await confirmPassword(email, 'password', password);
    return;
  }
  const canSignIn = email !== undefined || providerData.length > 0;
  if (canSignIn && now() / 1000 - signed_in_at > RECENT_S) {
    throw new ApiError('recent_sign_in_required', 'This account has no password. Sign in again, and then delete it.');
  }
}

/** Deletes the account at Auth; one that is gone already is no fault. */
export async function deleteSignIn(uid: string): Promise<void> {
  try {
    await auth().deleteUser(uid);
  } catch (error) {
    if (codeOf(error) !== 'auth/user-not-found') throw error;
  }
}
