import { ApiError, invalidField } from '../contract/api-error.ts';
import { auth } from '../firebase.ts';
import { codeOf } from '../store/codes.ts';
import { loggedOut, signIn } from './identity.ts';

/** What Auth does for the caller's own account. @throws ApiError 401 when Auth knows it no longer: the token still lives */
export async function ofCaller<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (codeOf(error) === 'auth/user-not-found') throw loggedOut();
    throw error;
  });
}

/** @returns the account's own address, from Auth */
export async function ownEmail(uid: string): Promise<string> {
  const { email } = await ofCaller(auth().getUser(uid));
  if (!email) throw new ApiError('conflict', 'This account signs in without a password.');
  return email;
}

/** Asks for the password once more. @throws ApiError 400 naming `field` when it is wrong */
export async function confirmPassword(email: string, field: string, password: string): Promise<void> {
  await signIn(email, password, performance.now()).catch((error: unknown) => {
    const refused = error instanceof ApiError && error.code === 'invalid_credentials';
    throw refused ? invalidField(field, 'This is not your current password.') : error;
  });
}

/** Deletes the account at Auth; one that is gone already is no fault. */
export async function deleteSignIn(uid: string): Promise<void> {
  try {
    await auth().deleteUser(uid);
  } catch (error) {
    if (codeOf(error) !== 'auth/user-not-found') throw error;
  }
}
