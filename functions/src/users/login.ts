import { ApiError } from '../contract/api-error.ts';
import { newUid } from '../contract/ids.ts';
import type { Attempt } from '../http/limit.ts';
import { now } from '../runtime/clock.ts';
import { erasureDocument } from './closing.ts';
import { isLeaving } from './document.ts';
import { accountDocument, userDocument, usernameDocument } from './documents.ts';
import { keepEmail } from './email.ts';
import { signIn } from './identity.ts';
import { finishRegistration } from './registration.ts';
import type { LoginAnswer } from './schema.ts';
import { findSignIn } from './sign-in.ts';
import { refuseSuspended } from './suspension.ts';

/** Who is meant by a name at login. */
interface Named {
  /** The same for a username and the address of one account; told for a name that nobody has, too. */
  key: string;
  /** Whether the account is about to be deleted. */
  leaving?: boolean;
  /** null where nobody can log in by that name. */
  email: string | null;
}

/** @returns whose username it is; for a name that nobody has a uid that nobody has, so that no answer comes sooner */
async function uidOf(username: string): Promise<string> {
  // A name that no username can be is not worth a read, and may be no valid document id.
  if (!/^[A-Za-z0-9._]{3,30}$/.test(username) || /^(\.+|__.*__)$/.test(username)) return newUid();
  return (await usernameDocument(username).get()).data()?.uid ?? newUid();
}

/** @param name a username or an e-mail address */
async function accountOf(name: string): Promise<Named> {
  const byEmail = name.includes('@');
  const account = await findSignIn(byEmail ? { email: name } : { uid: await uidOf(name) });
  if (!account) return { key: `nobody ${name.toLowerCase()}`, email: null };
  const { uid, email = '' } = account;
  const refused = { key: uid, email: null };
  if (email === '') return refused;
  if (byEmail) {
    // Whom Auth knows, but who has no profile, would get tokens that open nothing. A username is proof of a profile.
    const stored = (await accountDocument(uid).get()).data();
    if (!stored) return refused;
    await keepEmail(uid, email, stored.email);
  }
  if (account.customClaims?.username) return { key: uid, email };
  const profile = (await userDocument(uid).get()).data();
  if (profile && isLeaving(profile)) return { key: uid, email, leaving: true };
  // The claims are a registration's last step: without them it is still at work, or has broken off.
  return (await finishRegistration(uid)) ? { key: uid, email } : refused;
}

/** Somebody whose name and password are right. */
interface Confirmed {
  uid: string;
  email: string;
  leaving: boolean;
  /** They open nothing where the account is about to be deleted. */
  tokens: LoginAnswer;
}

/** @throws ApiError 401, alike for an unknown name, a wrong password, a disabled account and one that isn't whole */
export async function confirmLogin(name: string, password: string, attempt: Attempt): Promise<Confirmed> {
  const started = performance.now();
  const { key, email, leaving = false } = await accountOf(name);
  const tokens = await attempt(() => signIn(email, password, started), key);
  // Without an address nothing is right.
  return { uid: key, email: email ?? '', leaving, tokens };
}

const dateOf = (iso: string | null | undefined): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso ?? now()));

/**
 * @throws ApiError 401 as `confirmLogin()`; 403 for who is suspended, and who is leaving and can be restored: only the
 *   right password learns of it
 */
export async function logIn(name: string, password: string, attempt: Attempt): Promise<LoginAnswer> {
  const { uid, leaving, tokens } = await confirmLogin(name, password, attempt);
  if (leaving) {
    const erasure = (await erasureDocument(uid).get()).data();
    const detail = `This account is going to be deleted on ${dateOf(erasure?.erases_at)}. Restore it to sign in.`;
    throw new ApiError('account_leaving', detail);
  }
  await refuseSuspended(tokens.access);
  return tokens;
}
