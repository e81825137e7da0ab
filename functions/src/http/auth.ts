import type { DecodedIdToken } from 'firebase-admin/auth';
import { z } from 'zod';
import { ApiError, forbidden } from '../contract/api-error.ts';
import { ROLES, STAFF_PERMISSIONS, type StaffPermission } from '../contract/roles.ts';
import { auth } from '../firebase.ts';
import { isPassing } from '../store/codes.ts';
import { refusalOf } from './revocations.ts';

/** Who may call: anyone, anyone with or without a token, the signed-in, or staff with a named permission. */
export type AuthLevel = 'public' | 'optional' | 'user' | { staff: StaffPermission };

/**
 * The claims that only the server sets, and no request of a user's rewrites: authority must not get lost between two
 * writers. Nothing is taken from the standard `name` and `picture`: with the public API key everybody can have Auth say
 * there what they like.
 */
const Claims = z.object({
  uid: z.string(),
  iat: z.number(),
  auth_time: z.number(),
  login_at: z.number().optional(),
  /** Where the account has an address: Auth's own, which nobody else has. */
  email: z.string().optional(),
  username: z.string(),
  role: z.enum(ROLES),
  is_verified: z.boolean().catch(false),
  // A permission that this version doesn't know is no reason to drop those that it does.
  staff: z
    .array(z.string())
    .catch([])
    .transform((names) => STAFF_PERMISSIONS.filter((permission) => names.includes(permission))),
});

/** Who is asking, as the ID token says: to know it costs no read. At most an hour old. */
export interface Caller {
  uid: string;
  username: string;
  email: string | null;
  role: z.infer<typeof Claims>['role'];
  is_verified: boolean;
  staff: StaffPermission[];
  /** When the session began with a sign-in, in seconds: a `firebase_token` only carries one on. */
  signed_in_at: number;
}

const challenge = { headers: { 'WWW-Authenticate': 'Bearer realm="infloo"' } };
const missing = () => new ApiError('not_authenticated', 'Authentication credentials were not provided.', challenge);
const invalid = () => new ApiError('invalid_token', 'Given token not valid. Sign in again or refresh it.', challenge);

/** @throws ApiError without telling why, and without ever logging the token */
async function callerOf(header: string, evenDeleted: boolean): Promise<Caller> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (!token) throw invalid();
  let decoded: DecodedIdToken;
  try {
    decoded = await auth().verifyIdToken(token);
  } catch (error) {
    // Auth's keys could not be fetched: nobody must be signed out for that.
    if (isPassing(error)) throw error;
    throw invalid();
  }
  const claims = Claims.safeParse(decoded);
  // An account that Auth knows but that never registered here has no claims, and no business here.
  if (!claims.success) throw invalid();
  const refusal = await refusalOf(claims.data, evenDeleted ? 'deleted' : undefined);
  if (refusal) throw refusal;
  const { uid, username, email = null, role, is_verified, staff, auth_time, login_at } = claims.data;
  return { uid, username, email, role, is_verified, staff, signed_in_at: login_at ?? auth_time };
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
    throw missing();
  }
  const caller = await callerOf(header, evenDeleted);
  if (typeof level === 'object' && !caller.staff.includes(level.staff)) throw forbidden();
  return caller;
}
