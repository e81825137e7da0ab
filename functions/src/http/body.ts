import type { IncomingMessage } from 'node:http';
import { ApiError } from '../contract/api-error.ts';
import { LIMITS } from '../contract/limits.ts';

/** A request with its body: as `receive()` leaves it, or as the Functions runtime hands it over. */
export type RawRequest = IncomingMessage & { rawBody?: Buffer };

/** @returns the bytes of the body, empty if there is none */
export const rawBody = (req: RawRequest): Buffer => req.rawBody ?? Buffer.alloc(0);

/** @returns the media type that the client sent, without parameters, in lower case */
export const mediaType = (req: IncomingMessage): string => contentType(req).split(';')[0]?.trim().toLowerCase() ?? '';

/** @returns the `Content-Type` header that the client sent */
export const contentType = (req: IncomingMessage): string => req.headers['content-type'] ?? '';

/** @throws ApiError 415 for a compressed body: nothing here is large enough to need it, and a bomb is small */
export function refuseCompressed(req: IncomingMessage): void {
  const encoding = (req.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'identity') throw new ApiError('unsupported_media_type', 'Send the body uncompressed.');
}

/** Half a surrogate pair can be written in JSON, but is no text: Firestore refuses to store it. */
const wholeText = (key: string, value: unknown): unknown => {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw new Error('Not text.');
  return value;
};

/**
 * @returns the JSON value of the body; `{}` for an empty one
 * @throws ApiError 413 past 1 MB, 415 for another type, 400 for malformed JSON
 */
export function readJson(req: RawRequest): unknown {
  const bytes = rawBody(req);
  if (bytes.length === 0) return {};
  refuseCompressed(req);
  if (bytes.length > LIMITS.json_body) throw new ApiError('payload_too_large', 'The body is larger than 1 MB.');
  if (mediaType(req) !== 'application/json') {
    throw new ApiError('unsupported_media_type', 'Send the body as application/json.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, /\\ud[89a-f]/i.test(text) ? wholeText : undefined);
  } catch {
    throw new ApiError('malformed_body', 'The body is not valid JSON.');
  }
}
