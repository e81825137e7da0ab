import { invalidField, invalidFields } from '../contract/api-error.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import type { Attempt } from '../http/limit.ts';
import { sendMail } from '../runtime/mail.ts';
import { patchOf } from '../store/converter.ts';
import { accountDocument } from './documents.ts';
import { EMAIL_TAKEN, sendEmailChange } from './identity.ts';
import { Account } from './schema.ts';
import { confirmPassword, findSignIn, ownEmail } from './sign-in.ts';

/** Enough of an address to be known by whoever it belongs to: n•••@example.com */
const hinted = (email: string): string => email.replace(/^(.).*@/u, '$1•••@');

const PARAGRAPHS = '\n\n';

/** To the address that is there: whoever reads it may not be the one who asks. */
const aboutToChange = (to: string, email: string) => ({
  to,
  subject: 'Your Infloo account is about to get another email address',
  text: [
    `Somebody who knows the password of your Infloo account wants to use ${hinted(email)} instead of this address. It changes when they open the link in the mail that went there.`,
    'If that was you, there is nothing else to do.',
    'If it wasn’t, choose “Forgot your password?” where you sign in to Infloo, and set a new one by the link that comes to this address. That signs out everybody who is signed in with the old one. Do it now: once the address has changed, no link comes here any more.',
  ].join(PARAGRAPHS),
});

/** To the address that was there, which can’t sign in any more. */
const hasChanged = (to: string, email: string) => ({
  to,
  subject: 'Your Infloo account has another email address',
  text: [
    `Your Infloo account now belongs to ${email === '' ? 'no address' : hinted(email)}, and no longer to this one. Every device is signed out.`,
    'If that was you, there is nothing else to do.',
    'If it wasn’t, somebody else has your account. Look for a mail by which the change can be taken back, and answer this one, so that we can help you.',
  ].join(PARAGRAPHS),
});

/**
 * Has the account document follow the address that Firebase Auth has, where it can be changed behind our back; and tells
 * the address that was there, once, whoever sees it first.
 */
export async function keepEmail(uid: string, email: string, stored: string): Promise<void> {
  if (email === stored) return;
  const former = await db().runTransaction(async (tx) => {
    const account = (await tx.get(accountDocument(uid))).data();
    if (!account || account.email === email) return '';
    tx.update(accountDocument(uid), patchOf(Account, { email }));
    return account.email;
  });
  if (former) await sendMail(hasChanged(former, email));
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
 * Has a mail sent to the address that is to take the place of the one that is there, by whoever knows the password; and one
 * to the one that is there, which says what to do where it was somebody else.
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
  await sendMail(aboutToChange(current, email));
}
