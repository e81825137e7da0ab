import type { ErrorCode, FieldError } from '../contract/errors.ts';

interface Explained {
  /** When it is answered. */
  when: string;
  /** What a client does about it. */
  remedy: string;
  /** A true one. */
  detail: string;
  errors?: FieldError[];
}

/** Every error code for those who write clients, in the order in which they meet them. Exhaustive, like the statuses. */
export const EXPLAINED: Record<ErrorCode, Explained> = {
  invalid_request: {
    when: 'A field, a query parameter or the `Idempotency-Key` is missing, unknown or not valid.',
    remedy: 'Show each entry of `errors` at its field. Sending the same again gives the same answer.',
    detail: 'Enter a valid email address.',
    errors: [{ field: 'email', message: 'Enter a valid email address.' }],
  },
  malformed_body: {
    when: 'The body is no JSON, or a broken or incomplete multipart form.',
    remedy: 'A fault of the client: mend how it writes the body.',
    detail: 'The body is not valid JSON.',
  },
  invalid_cursor: {
    when: 'The `cursor` belongs to another list or another filter.',
    remedy: 'Start at the first page again, without a cursor.',
    detail: 'This cursor is not valid here. Start again without one.',
  },
  not_authenticated: {
    when: 'The route needs a token, and none was sent.',
    remedy: 'Sign in.',
    detail: 'Authentication credentials were not provided.',
  },
  invalid_token: {
    when: 'The token has expired, was revoked, or is none. From `refresh`: the session has ended.',
    remedy: 'Refresh once, and repeat the request. When refreshing answers this, too: sign in again.',
    detail: 'Given token not valid. Sign in again or refresh it.',
  },
  invalid_credentials: {
    when: 'Unknown name, wrong password or disabled account: they are answered alike.',
    remedy: 'Let the person try again, or offer a password mail.',
    detail: 'No active account found with the given credentials.',
  },
  permission_denied: {
    when: 'Signed in, but not allowed to do this.',
    remedy: 'Don’t repeat it; read again what is shown.',
    detail: 'You do not have permission to perform this action.',
  },
  recent_sign_in_required: {
    when: 'An account without a password is to be deleted, and it signed in too long ago.',
    remedy: 'Let the person sign in once more, and repeat the request at once.',
    detail: 'This account has no password. Sign in again, and then delete it.',
  },
  account_suspended: {
    when: 'The account is suspended or deleted. At login, with the right password, `suspension` says why and until when.',
    remedy: 'Sign out, and show `detail`, or what `suspension` says.',
    detail: 'This account is suspended or has been deleted.',
  },
  account_leaving: {
    when: 'Login and password are right, and the account is about to be deleted.',
    remedy: 'Ask whether it is to stay, and send both to `POST /users/profile/restore`.',
    detail: 'This account is going to be deleted on 30 November 2026. Restore it to sign in.',
  },
  not_found: {
    when: 'It doesn’t exist, or the caller may not know of it. Ids and names that can’t exist are answered like this, too.',
    remedy: 'Take it off the screen.',
    detail: 'Not found.',
  },
  method_not_allowed: {
    when: 'The address exists, but not with this method.',
    remedy: 'A fault of the client: the header `Allow` says which methods there are.',
    detail: 'Method "PUT" not allowed.',
  },
  conflict: {
    when: 'The request is fine, but not as things stand now: already connected, already answered.',
    remedy: 'Show `detail`, and read again how things stand.',
    detail: 'You are already connected.',
  },
  in_progress: {
    when: 'The first request with this `Idempotency-Key` is still at work.',
    remedy: 'Repeat it with the same key after `Retry-After` seconds.',
    detail: 'A request with this Idempotency-Key is still running. Try again in a moment.',
  },
  answer_lost: {
    when: 'A request with this key came before; it may have been carried out, but its answer is gone.',
    remedy: 'Look what it did before you send it with another key.',
    detail:
      'This request came before, and its answer is gone. See what it did before you send it with another Idempotency-Key.',
  },
  expired: {
    when: 'What was asked for had its time, and that is over: a story after 24 hours.',
    remedy: 'Take it off the screen, and go on with what comes next.',
    detail: 'This story has expired.',
  },
  payload_too_large: {
    when: 'The JSON body or the file is too large.',
    remedy: 'Send less; for pictures, make them smaller.',
    detail: 'The body is larger than 1 MB.',
  },
  unsupported_media_type: {
    when: 'The body isn’t what the route takes, is compressed, or the file isn’t of an accepted type, whatever it is called.',
    remedy: 'Set `Content-Type`; let people choose another file.',
    detail: 'Send the body as application/json.',
  },
  idempotency_key_reused: {
    when: 'The key was used for a request with another content.',
    remedy: 'Make a new key for each thing that a person does.',
    detail: 'This Idempotency-Key was used for another request.',
  },
  rate_limited: {
    when: 'A limit is used up.',
    remedy: 'Wait `Retry-After` seconds before you repeat it.',
    detail: 'Request was throttled. Expected available in 42 seconds.',
  },
  internal: {
    when: 'A fault of ours.',
    remedy: 'Repeat it once. If it stays, tell us the `request_id`.',
    detail: 'Something went wrong on our side. Try again, and tell us the request_id if it persists.',
  },
  unavailable: {
    when: 'Something behind the API is busy or out of reach.',
    remedy: 'Repeat it after `Retry-After` seconds, a POST with an `Idempotency-Key`; wait longer each time.',
    detail: 'Infloo is busy. Try again in a moment.',
  },
};
