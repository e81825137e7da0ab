import { ApiError, unavailable } from '../contract/api-error.ts';
import { ERROR_STATUS, type Problem } from '../contract/errors.ts';
import { isPassing } from '../store/codes.ts';

/** What Node's own parsers and Express throw: an error with a 4xx status. */
const isHttpError = (error: unknown): error is Error & { status: number } =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;

/** Whatever was thrown, as an ApiError. `internal` says nothing of what happened inside. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isPassing(error)) return unavailable();
  if (isHttpError(error)) return new ApiError('invalid_request', 'The request could not be read.');
  return new ApiError(
    'internal',
    'Something went wrong on our side. Try again, and tell us the request_id if it persists.',
  );
}

/** @returns the body that tells `error` to a client */
export const problemOf = (error: ApiError, requestId: string): Problem => ({
  detail: error.message,
  code: error.code,
  status: ERROR_STATUS[error.code],
  errors: error.errors,
  request_id: requestId,
  ...(error.suspension && { suspension: error.suspension }),
});
