import type { ErrorCode, FieldError } from './errors.ts';

/** The one error that is thrown on purpose; everything else becomes a 500 without its message. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  /** Headers that belong to the answer: `Allow`, `Retry-After`. */
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, detail: string, more: { errors?: FieldError[]; headers?: Record<string, string> } = {}) {
    super(detail);
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

export const notFound = (): ApiError => new ApiError('not_found', 'Not found.');

export const forbidden = (detail = 'You do not have permission to perform this action.'): ApiError =>
  new ApiError('permission_denied', detail);

/** @param errors one entry a refused field; the first one's message is the detail */
export const invalidFields = (errors: FieldError[]): ApiError =>
  new ApiError('invalid_request', errors[0]?.message ?? 'The request is not valid.', { errors });

/** @param message says what to do about `field` */
export const invalidField = (field: string, message: string): ApiError => invalidFields([{ field, message }]);

/** The refusal of a request that may well succeed later: something behind the API is busy or out of reach. */
export const unavailable = (): ApiError =>
  new ApiError('unavailable', 'Infloo is busy. Try again in a moment.', { headers: { 'Retry-After': '5' } });
