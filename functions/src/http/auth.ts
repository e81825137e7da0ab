import { forbidden } from '../contract/api-error.ts';
import type { StaffPermission } from '../contract/roles.ts';
import { now } from '../runtime/clock.ts';
import { type Reason, refusalOf, suspendedOrDeleted } from './revocations.ts';
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

/** Whether a token says that its account is suspended at this time. */
export const isSuspended = ({ suspended_until = 0 }: Pick<Claims, 'suspended_until'>): boolean =>
  suspended_until * 1000 > now();

/** @throws ApiError without telling why */
async function callerOf(header: string, spared: readonly Reason[]): Promise<Caller> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (!token) throw invalidToken();
  const claims = await claimsOf(token);
  if (isFromBefore(claims)) throw invalidToken();
  const refusal = await refusalOf(claims, spared);
  if (refusal) throw refusal;
  if (isSuspended(claims) && !spared.includes('suspended')) throw suspendedOrDeleted();
  const { uid, username, email = null, role, staff, auth_time, login_at } = claims;
  return { uid, username, email, role, staff, signed_in_at: login_at ?? auth_time };
}

/**
 * @param header the `Authorization` header
 * @param spared of those who are out, who is let in all the same: the suspended, or whose account has been deleted
 * @returns the caller, or null where the level allows nobody to be there
 * @throws ApiError 401 without or with a bad token, 403 for the suspended and for staff without the permission
 */
export async function authenticate(
  level: AuthLevel,
  header: string | undefined,
  spared: readonly Reason[] = [],
): Promise<Caller | null> {
  // Public routes don't look: a stale token must not keep anyone from signing in again.
  if (level === 'public') return null;
  if (!header) {
    if (level === 'optional') return null;
    throw missingToken();
  }
  const caller = await callerOf(header, spared);
  if (typeof level === 'object' && !caller.staff.includes(level.staff)) throw forbidden();
  return caller;
}
