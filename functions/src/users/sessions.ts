import { ApiError } from '../contract/api-error.ts';
import { auth } from '../firebase.ts';
import { revoke } from '../http/revocations.ts';
import { unregisterAll } from '../notifications/devices.ts';
import { isoNow } from '../runtime/clock.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf } from '../store/converter.ts';
import { writeClaims } from './claims.ts';
import { accountDocument } from './documents.ts';
import { loggedOut } from './identity.ts';
import { Account } from './schema.ts';
import { ofCaller } from './sign-in.ts';

/**
 * Ends every session: access tokens, what could renew them, and what a `firebase_token` from before could still open.
 * No phone is told anything more.
 * @param meanwhile is done when older tokens open nothing any more, and none can be renewed yet
 * @throws ApiError 401 where the account has ended
 */
export async function endSessions(uid: string, meanwhile = async () => {}): Promise<void> {
  await revoke(uid, 'signed_out');
  await meanwhile();
  await accountDocument(uid)
    .update(patchOf(Account, { signed_out_at: isoNow() }))
    .catch((error: unknown) => {
      throw codeOf(error) === NOT_FOUND ? loggedOut() : error;
    });
  await unregisterAll(uid);
  await ofCaller(writeClaims(uid));
  await ofCaller(auth().revokeRefreshTokens(uid));
}

/** Ends every session at somebody's wish. Of an account that has ended meanwhile none is left, which is as good. */
export const logOut = (uid: string): Promise<void> =>
  endSessions(uid).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.code === 'invalid_token')) throw error;
  });

/** Sets a new password, which also ends every session: first of all, so that a fault on the way leaves none open. */
export const setPassword = (uid: string, password: string): Promise<void> =>
  endSessions(uid, async () => {
    await ofCaller(auth().updateUser(uid, { password }));
  });
