import { newUid } from '../contract/ids.ts';
import type { Attempt } from '../http/limit.ts';
import { accountDocument, usernameDocument } from './documents.ts';
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
  // The claims are a registration's last step: without them it is still at work, or has broken off.
  if (!account.customClaims?.username && !(await finishRegistration(uid))) return refused;
  return { key: uid, email };
}

/**
 * @throws ApiError 401, alike for an unknown name, a wrong password, a disabled account and one that isn't whole; 403 with the
 *   reason for who is suspended, and knows the password
 */
export async function logIn(name: string, password: string, attempt: Attempt): Promise<LoginAnswer> {
  const started = performance.now();
  const { key, email } = await accountOf(name);
  const answer = await attempt(() => signIn(email, password, started), key);
  await refuseSuspended(answer.access);
  return answer;
}
