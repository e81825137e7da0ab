/** What Firestore's errors carry as `code`: gRPC's (https://grpc.io/docs/guides/status-codes/). */
export const DEADLINE_EXCEEDED = 4;
export const NOT_FOUND = 5;
export const ALREADY_EXISTS = 6;
export const RESOURCE_EXHAUSTED = 8;
export const FAILED_PRECONDITION = 9;
export const ABORTED = 10;
export const INTERNAL = 13;
export const UNAVAILABLE = 14;

/** @returns the `code` of an error: a number from Firestore and Storage, a word such as `auth/…` from Auth */
export const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null | undefined)?.code;

/**
 * Faults that a later try may not meet: contention, a quota, a service out of reach. Firestore's as numbers, Cloud
 * Storage's as HTTP statuses, Firebase Auth's as words, the network's as Node names them, and our own `unavailable`.
 */
const PASSING: ReadonlySet<unknown> = new Set([
  DEADLINE_EXCEEDED,
  RESOURCE_EXHAUSTED,
  ABORTED,
  INTERNAL,
  UNAVAILABLE,
  408,
  429,
  500,
  502,
  503,
  504,
  'auth/internal-error',
  'auth/network-request-failed',
  'auth/network-error',
  'auth/network-timeout',
  'auth/quota-exceeded',
  'auth/too-many-requests',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'unavailable',
]);

/** The Admin SDK calls a token a bad argument, too, when it could not fetch the keys to check it with. */
const keysOutOfReach = (error: unknown): boolean =>
  error instanceof Error && /error fetching (public keys|json web keys)/i.test(error.message);

/** @returns whether the same call may succeed in a moment */
export const isPassing = (error: unknown): boolean => PASSING.has(codeOf(error)) || keysOutOfReach(error);
