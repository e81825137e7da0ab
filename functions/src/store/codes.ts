/** What Firestore's errors carry as `code`: gRPC's (https://grpc.io/docs/guides/status-codes/). */
export const NOT_FOUND = 5;
export const ALREADY_EXISTS = 6;
export const RESOURCE_EXHAUSTED = 8;
export const FAILED_PRECONDITION = 9;
export const ABORTED = 10;
export const UNAVAILABLE = 14;

/** @returns the `code` of an error: a number from Firestore and Storage, a word such as `auth/…` from Auth */
export const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null | undefined)?.code;
