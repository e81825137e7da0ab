import type { Caller } from '../http/auth.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf } from '../store/converter.ts';
import { accountDocument } from './documents.ts';
import { Account } from './schema.ts';
import { findSignIn } from './sign-in.ts';

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
