import { invalidField, invalidFields } from '../contract/api-error.ts';
import type { Caller } from '../http/auth.ts';
import type { Attempt } from '../http/limit.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf } from '../store/converter.ts';
import { accountDocument } from './documents.ts';
import { EMAIL_TAKEN, sendEmailChange } from './identity.ts';
import { Account } from './schema.ts';
import { confirmPassword, findSignIn, ownEmail } from './sign-in.ts';

/** Has the account document follow the address that Firebase Auth has, where it can be changed behind our back. */
export async function keepEmail(uid: string, email: string, stored: string): Promise<void> {
  if (email === stored) return;
  try {
    await accountDocument(uid).update(patchOf(Account, { email }));
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
  }
}

/**
 * @param stored the address of the account document
 * @returns the address that Auth has. It is only asked where the caller's token, which may be older, says another one.
 */
export async function currentEmail({ uid, email }: Pick<Caller, 'uid' | 'email'>, stored: string): Promise<string> {
  if (email === stored) return stored;
  const current = (await findSignIn({ uid }))?.email ?? '';
  await keepEmail(uid, current, stored);
  return current;
}

/**
 * Has a mail sent to the address that is to take the place of the one that is there, by whoever knows the password.
 * @throws ApiError 400 with the password that is wrong or the address that is taken, 409 for who has no password
 */
export async function requestEmailChange(
  { uid }: Pick<Caller, 'uid'>,
  { email, password }: { email: string; password: string },
  attempt: Attempt,
): Promise<void> {
  const current = await ownEmail(uid);
  if (email === current) throw invalidField('email', 'This is your address already.');
  const { access } = await attempt(() => confirmPassword(current, 'password', password));
  if (await findSignIn({ email })) throw invalidFields([EMAIL_TAKEN]);
  await sendEmailChange(access, email);
}
