import { hash } from 'node:crypto';
import { z } from 'zod';
import { environment } from '../config.ts';
import { ApiError } from '../contract/api-error.ts';
import { ROLES, STAFF_PERMISSIONS } from '../contract/roles.ts';
import { auth } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import { isPassing } from '../store/codes.ts';

/**
 * The claims that only the server sets, and no request of a user's rewrites: authority must not get lost between two
 * writers. Nothing is taken from the standard `name` and `picture`: with the public API key everybody can have Auth say
 * there what they like.
 */
const Claims = z.object({
  uid: z.string(),
  iat: z.number(),
  exp: z.number(),
  auth_time: z.number(),
  login_at: z.number().optional(),
  /** When all sessions were last ended: one that a `firebase_token` from before opens, however late, is none. */
  signed_out_at: z.number().optional(),
  /** Until then the account is suspended. The token itself says so, and so opens again what it did when that is over. */
  suspended_until: z.number().optional(),
  /** Where the account has an address: Auth's own, which nobody else has. */
  email: z.string().optional(),
  username: z.string(),
  role: z.enum(ROLES),
  // A permission that this version doesn't know is no reason to drop those that it does.
  staff: z
    .array(z.string())
    .catch([])
    .transform((names) => STAFF_PERMISSIONS.filter((permission) => names.includes(permission))),
});
export type Claims = z.infer<typeof Claims>;

const CHALLENGE = { headers: { 'WWW-Authenticate': 'Bearer realm="infloo"' } };
export const missingToken = () =>
  new ApiError('not_authenticated', 'Authentication credentials were not provided.', CHALLENGE);
export const invalidToken = () =>
  new ApiError('invalid_token', 'Given token not valid. Sign in again or refresh it.', CHALLENGE);

/** How long a signature that has been checked is not checked again, and how many of them are remembered. */
const REMEMBERED_MS = 5 * 60 * 1000;
const MOST = 10_000;

/** By the token's hash: the tokens themselves are kept nowhere. */
const checked = new Map<string, { claims: Claims; until: number }>();

function remember(key: string, claims: Claims): void {
  // Dropped wholesale: an instance rarely sees so many people in five minutes.
  if (checked.size >= MOST) checked.clear();
  checked.set(key, { claims, until: Math.min(claims.exp * 1000, now() + REMEMBERED_MS) });
}

const verifyToken = (token: string): Promise<unknown> => auth().verifyIdToken(token);

/**
 * Checks a token's signature, and what it claims. One that has been found good is taken for good for five minutes, or
 * until it expires: its bytes are the same, so the same signature would be checked again. Whether it has been revoked is
 * another question (`revocations.ts`), asked each time.
 * @param verify how the signature is checked
 * @throws ApiError 401 without telling why, and without ever logging the token; what says that Auth is out of reach
 */
export async function claimsOf(token: string, verify = verifyToken): Promise<Claims> {
  const key = hash('sha256', token, 'base64url');
  const known = checked.get(key);
  if (known && known.until > now()) return known.claims;
  let decoded: unknown;
  try {
    decoded = await verify(token);
  } catch (error) {
    // Auth's keys could not be fetched: nobody must be signed out for that.
    if (isPassing(error)) throw error;
    throw invalidToken();
  }
  const claims = Claims.safeParse(decoded);
  // An account that Auth knows but that never registered here has no claims, and no business here.
  if (!claims.success) throw invalidToken();
  // Auth's emulator signs nothing, and is asked about the account each time.
  if (!environment().authEmulator) remember(key, claims.data);
  return claims.data;
}
