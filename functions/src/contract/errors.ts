import { z } from 'zod';

/** Every way in which a request can end badly, as a stable word for programs. */
export const ERROR_CODES = [
  'invalid_request',
  'malformed_body',
  'invalid_cursor',
  'not_authenticated',
  'invalid_token',
  'invalid_credentials',
  'permission_denied',
  'recent_sign_in_required',
  'account_suspended',
  'account_leaving',
  'not_found',
  'method_not_allowed',
  'conflict',
  'in_progress',
  'answer_lost',
  'expired',
  'payload_too_large',
  'unsupported_media_type',
  'idempotency_key_reused',
  'rate_limited',
  'internal',
  'unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Exhaustive: a new code doesn't compile before it has a status. */
export const ERROR_STATUS = {
  invalid_request: 400,
  malformed_body: 400,
  invalid_cursor: 400,
  not_authenticated: 401,
  invalid_token: 401,
  invalid_credentials: 401,
  permission_denied: 403,
  recent_sign_in_required: 403,
  account_suspended: 403,
  account_leaving: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  in_progress: 409,
  answer_lost: 409,
  expired: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** The body of every error answer, `application/problem+json` (RFC 9457) with the seed's `detail` always there. */
export const Problem = z
  .object({
    detail: z.string().describe('What went wrong, for people'),
    code: z.enum(ERROR_CODES).describe('What went wrong, for programs'),
    status: z.int(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).describe('One entry a refused field'),
    request_id: z.string(),
    suspension: z
      .object({
        reason: z.string(),
        until: z.string().nullable().describe('When it ends by itself; null where it doesn’t'),
        access: z
          .string()
          .describe('Opens, for an hour, what a suspended person may still do: object, take their data, leave'),
      })
      .optional()
      .describe('Only at login with the right password'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
export type FieldError = Problem['errors'][number];
