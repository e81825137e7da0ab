import { ERROR_STATUS, type ErrorCode, type FieldError, type Problem } from './errors.ts';
import { shortened } from './length.ts';

/** An answer stays small however large the request was: a client needs the first faults, not a million of them. */
const MOST_ERRORS = 20;

/** @returns the errors that are told, cut to size */
function told(errors: Iterable<FieldError>): FieldError[] {
  const kept: FieldError[] = [];
  for (const { field, message } of errors) {
    kept.push({ field: shortened(field, 100), message: shortened(message, 300) });
    if (kept.length === MOST_ERRORS) break;
  }
  return kept;
}

/** The one error that is thrown on purpose; everything else becomes a 500 without its message. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  /** Headers that belong to the answer: `Allow`, `Retry-After`. */
  readonly headers: Record<string, string>;
  /** What somebody is told who is suspended. */
  readonly suspension: Problem['suspension'];

  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      errors?: Iterable<FieldError>;
      headers?: Record<string, string>;
      suspension?: NonNullable<Problem['suspension']>;
    } = {},
  ) {
    super(shortened(detail, 500));
    this.code = code;
    this.errors = told(more.errors ?? []);
    this.headers = more.headers ?? {};
    this.suspension = more.suspension;
  }
}

/** Whether `error` says no for good: what is asked the same way again gets the same answer, other than after a fault. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError && ERROR_STATUS[error.code] < 500 && error.code !== 'rate_limited';

export const notFound = (): ApiError => new ApiError('not_found', 'Not found.');

export const forbidden = (detail = 'You do not have permission to perform this action.'): ApiError =>
  new ApiError('permission_denied', detail);

/** @param errors one entry a refused field; the first one's message is the detail */
export function invalidFields(errors: Iterable<FieldError>): ApiError {
  const few = told(errors);
  return new ApiError('invalid_request', few[0]?.message ?? 'The request is not valid.', { errors: few });
}

/** @param message says what to do about `field` */
export const invalidField = (field: string, message: string): ApiError => invalidFields([{ field, message }]);

/** The refusal of what was done too often, with the whole seconds after which it may be done again. */
export const rateLimited = (detail: string, seconds: number): ApiError =>
  new ApiError('rate_limited', detail, { headers: { 'Retry-After': String(seconds) } });

/** The refusal of a request that may well succeed later: something behind the API is busy or out of reach. */
export const unavailable = (): ApiError =>
  new ApiError('unavailable', 'Infloo is busy. Try again in a moment.', { headers: { 'Retry-After': '5' } });
