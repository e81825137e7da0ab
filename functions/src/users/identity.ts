import * as logger from 'firebase-functions/logger';
import { z } from 'zod';
import { environment, params } from '../config.ts';
import { ApiError, invalidField, invalidFields, rateLimited } from '../contract/api-error.ts';
import { passwordSpellings } from '../contract/text.ts';
import { auth } from '../firebase.ts';
import { isFromBefore, isSuspended } from '../http/auth.ts';
import { suspendedOrDeleted } from '../http/revocations.ts';
import { now } from '../runtime/clock.ts';
import { codeOf } from '../store/codes.ts';
import type { LoginAnswer, Tokens } from './schema.ts';

/** A refused login takes at least this long, so that its duration tells nothing either. */
const REFUSAL_MS = 800;
/** Below what a request may take. */
const TIMEOUT_MS = 7_000;

const AuthError = z.object({ error: z.object({ message: z.string() }) });
const SignIn = z.object({ idToken: z.string(), refreshToken: z.string(), localId: z.string() });
const MFA = z.object({ mfaPendingCredential: z.string() });
const Refreshed = z.object({ id_token: z.string(), refresh_token: z.string() });

/**
 * The words with which Auth refuses somebody: `ServerError` of @firebase/auth, and what the REST reference adds. Any other
 * word is a fault of ours or of the project's settings.
 */
const REFUSALS = new Set([
  'INVALID_LOGIN_CREDENTIALS',
  'EMAIL_NOT_FOUND',
  'INVALID_PASSWORD',
  'INVALID_EMAIL',
  'INVALID_IDENTIFIER',
  'MISSING_EMAIL',
  'MISSING_PASSWORD',
  'USER_DISABLED',
  'USER_NOT_FOUND',
  // The project's password policy has become stricter: only a password mail helps.
  'PASSWORD_DOES_NOT_MEET_REQUIREMENTS',
  // A blocking function has said no.
  'BLOCKING_FUNCTION_ERROR_RESPONSE',
  'TOKEN_EXPIRED',
  'CREDENTIAL_TOO_OLD_LOGIN_AGAIN',
  'INVALID_REFRESH_TOKEN',
  'INVALID_ID_TOKEN',
  'MISSING_REFRESH_TOKEN',
  // A refresh token of another project.
  'PROJECT_NUMBER_MISMATCH',
]);
/** With these it asks for patience: with one account, or with the whole project. */
const PATIENCE = new Set(['TOO_MANY_ATTEMPTS_TRY_LATER', 'RESET_PASSWORD_EXCEED_LIMIT', 'QUOTA_EXCEEDED']);

const busy = () =>
  new ApiError('unavailable', 'Sign-in is busy. Try again in a moment.', { headers: { 'Retry-After': '5' } });

const patience = () => rateLimited('Too many attempts. Try again later.', 300);

/** What Admin says of a session that has been ended. */
const ENDED = new Set(['auth/id-token-revoked', 'auth/user-disabled', 'auth/user-not-found', 'auth/id-token-expired']);

const isUnfinished = (answer: unknown): boolean => !SignIn.safeParse(answer).success && MFA.safeParse(answer).success;

const badCredentials = () =>
  new ApiError('invalid_credentials', 'No active account found with the given credentials.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="infloo"' },
  });

/**
 * Calls a method of Firebase Auth's REST API (https://cloud.google.com/identity-platform/docs/reference/rest).
 * @returns the answer, or the word of the refusal. Never throws with what was sent: it holds passwords.
 * @throws ApiError 503 when Auth can't be reached
 */
async function call(service: 'identitytoolkit' | 'securetoken', method: string, body: URLSearchParams | object) {
  const { authEmulator } = environment();
  const host = `${service}.googleapis.com`;
  const base = authEmulator ? `http://${authEmulator}/${host}` : `https://${host}`;
  const form = body instanceof URLSearchParams;
  const response = await fetch(`${base}/v1/${method}?key=${encodeURIComponent(params.webApiKey.value())}`, {
    method: 'POST',
    headers: { 'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: form ? body.toString() : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw busy();
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return { answer, refusal: null };
  // "WORD : explanation"
  const [word] = /^[A-Z][A-Z_]{3,}/.exec(AuthError.safeParse(answer).data?.error.message ?? '') ?? [];
  return { answer, refusal: response.status < 500 && word ? word : `HTTP ${response.status}` };
}

/**
 * Calls a method whose refusal the client may know of.
 * @throws ApiError 429 when Auth asks for patience, 503 when it is broken; Error for a word that tells a fault of ours
 */
async function callForClient(...[service, method, body]: Parameters<typeof call>) {
  const { answer, refusal } = await call(service, method, body);
  if (refusal && PATIENCE.has(refusal)) throw patience();
  if (refusal?.startsWith('HTTP 5')) throw busy();
  if (refusal && !REFUSALS.has(refusal)) throw new Error(`Firebase Auth refused ${method}: ${refusal}`);
  return { answer, refusal };
}

/** Waits until `REFUSAL_MS` after `started`: a refusal is as slow as the slowest of them. */
const hideDuration = (started: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, started + REFUSAL_MS - performance.now())));

/**
 * @param email of the account, or null where there is none: refused in the same words after the same time
 * @param password as it was typed
 * @throws ApiError 401, alike for an unknown name, a wrong password and a disabled account
 */
export async function signIn(email: string | null, password: string, started: number): Promise<LoginAnswer> {
  for (const spelling of passwordSpellings(password)) {
    const { answer, refusal } = await callForClient('identitytoolkit', 'accounts:signInWithPassword', {
      // Asked even without an account, so that both ways make the same calls.
      email: email ?? 'nobody@infloo.invalid',
      password: spelling,
      returnSecureToken: true,
    });
    // A second factor, which only Auth's own door can add, isn't asked for here: such a sign-in isn't finished.
    if (refusal || email === null || isUnfinished(answer)) continue;
    const { idToken, refreshToken, localId } = SignIn.parse(answer);
    return {
      access: idToken,
      refresh: refreshToken,
      firebase_token: await auth().createCustomToken(localId, { login_at: Math.floor(now() / 1000) }),
    };
  }
  await hideDuration(started);
  throw badCredentials();
}

export const loggedOut = () => new ApiError('invalid_token', 'Given token not valid. Sign in again.');

/** @throws ApiError 401 for a token that is not, or no longer, good */
export async function refreshTokens(refresh: string): Promise<Tokens> {
  const { answer, refusal } = await callForClient(
    'securetoken',
    'token',
    new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh }),
  );
  if (refusal) throw loggedOut();
  const { id_token, refresh_token } = Refreshed.parse(answer);
  // Asked once more, of the account itself: the session may have been ended, and the emulator doesn't look.
  const { username, login_at, signed_out_at, suspended_until } = await auth()
    .verifyIdToken(id_token, true)
    .catch((error: unknown) => {
      if (ENDED.has(String(codeOf(error)))) throw loggedOut();
      throw error;
    });
  // Somebody who never registered here, or was made anew at Auth after a deletion, would get tokens that open nothing.
  if (typeof username !== 'string' || isFromBefore({ login_at, signed_out_at })) throw loggedOut();
  if (isSuspended({ suspended_until })) throw suspendedOrDeleted();
  return { access: id_token, refresh: refresh_token };
}

/**
 * Has Firebase Auth send its mail, if there is somebody to send it to. Answers alike, and takes equally long, whatever
 * Auth says: it says most of its words only for addresses that exist.
 */
export async function sendPasswordReset(email: string): Promise<void> {
  const started = performance.now();
  const { refusal } = await call('identitytoolkit', 'accounts:sendOobCode', { requestType: 'PASSWORD_RESET', email });
  if (refusal && !REFUSALS.has(refusal)) logger.error('a password mail was not sent', { refusal });
  await hideDuration(started);
}

/** In the words of registration: the person must know what to correct. */
export const EMAIL_TAKEN = { field: 'email', message: 'A user with that email already exists.' };

/**
 * Has Firebase Auth send a mail to `email`; whoever opens its link makes it the address of the account.
 * @param access a token of the account that is minutes old at most
 * @throws ApiError 400 where somebody has the address, or there is no such address; 401 where the account is gone; 429, 503
 */
export async function sendEmailChange(access: string, email: string): Promise<void> {
  const { refusal } = await call('identitytoolkit', 'accounts:sendOobCode', {
    requestType: 'VERIFY_AND_CHANGE_EMAIL',
    idToken: access,
    newEmail: email,
  });
  if (refusal === null) return;
  if (refusal === 'EMAIL_EXISTS') throw invalidFields([EMAIL_TAKEN]);
  if (refusal === 'INVALID_NEW_EMAIL') throw invalidField('email', 'Enter a valid email address.');
  if (PATIENCE.has(refusal)) throw patience();
  if (refusal.startsWith('HTTP 5')) throw busy();
  // The account has ended meanwhile.
  if (REFUSALS.has(refusal)) throw loggedOut();
  throw new Error(`Firebase Auth refused to change an address: ${refusal}`);
}
