import { forbidden } from '../contract/api-error.ts';
import type { StaffPermission } from '../contract/roles.ts';
import { refusalOf } from './revocations.ts';
import { type Claims, claimsOf, invalidToken, missingToken } from './tokens.ts';

/** Who may call: anyone, anyone with or without a token, the signed-in, or staff with a named permission. */
export type AuthLevel = 'public' | 'optional' | 'user' | { staff: StaffPermission };

/** Who is asking, as the ID token says: to know it costs no read. At most an hour old. */
export interface Caller {
  uid: string;
  username: string;
  email: string | null;
  role: Claims['role'];
  staff: StaffPermission[];
  /** When the session began with a sign-in, in seconds: a `firebase_token` only carries one on. */
  signed_in_at: number;
}

/** Whether a session was opened by what was handed out before all sessions were ended. */
export const isFromBefore = ({ login_at, signed_out_at = 0 }: Pick<Claims, 'login_at' | 'signed_out_at'>): boolean =>
  login_at !== undefined && login_at < signed_out_at;

/** @throws ApiError without telling why */
async function callerOf(header: string, evenDeleted: boolean): Promise<Caller> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (!token) throw invalidToken();
  const claims = await claimsOf(token);
  if (isFromBefore(claims)) throw invalidToken();
  const refusal = await refusalOf(claims, evenDeleted ? 'deleted' : undefined);
  if (refusal) throw refusal;
  const { uid, username, email = null, role, staff, auth_time, login_at } = claims;
  return { uid, username, email, role, staff, signed_in_at: login_at ?? auth_time };
}

/**
 * @param header the `Authorization` header
 * @param evenDeleted whether tokens of an account that has been deleted are accepted, too
 * @returns the caller, or null where the level allows nobody to be there
 * @throws ApiError 401 without or with a bad token, 403 for the suspended and for staff without the permission
 */
export async function authenticate(
  level: AuthLevel,
  header: string | undefined,
  evenDeleted = false,
): Promise<Caller | null> {
  // Public routes don't look: a stale token must not keep anyone from signing in again.
  if (level === 'public') return null;
  if (!header) {
    if (level === 'optional') return null;
    throw missingToken();
  }
  const caller = await callerOf(header, evenDeleted);
  if (typeof level === 'object' && !caller.staff.includes(level.staff)) throw forbidden();
  return caller;
}
