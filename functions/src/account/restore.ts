import type { Attempt } from '../http/limit.ts';
import { signIn } from '../users/identity.ts';
import { confirmLogin } from '../users/login.ts';
import type { LoginAnswer } from '../users/schema.ts';
import { refuseSuspended } from '../users/suspension.ts';
import { returnAccount } from './leave.ts';

/** What a request may spend on showing things again. */
const SECONDS = 4;

/**
 * Brings an account back that is about to be deleted, and signs in.
 * @throws ApiError 401 and 403 as login does, 410 where it is too late
 */
export async function restore(name: string, password: string, attempt: Attempt): Promise<LoginAnswer> {
  const { uid, email, leaving, tokens } = await confirmLogin(name, password, attempt);
  if (leaving) await returnAccount(uid, SECONDS);
  // The tokens from before say nothing of who it is.
  const answer = leaving ? await signIn(email, password, performance.now()) : tokens;
  await refuseSuspended(answer.access);
  return answer;
}
