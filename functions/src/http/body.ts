import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { ApiError } from '../contract/api-error.ts';
import { LIMITS } from '../contract/limits.ts';

interface Sent {
  type: string | undefined;
  encoding: string | undefined;
}
const sent = new WeakMap<IncomingMessage, Sent>();
const OPAQUE = 'application/octet-stream';

let installed = false;

/**
 * Keeps the platform from parsing bodies. The Functions runtime parses JSON before our code runs: it answers malformed
 * JSON by itself with a page of HTML, and it inflates compressed bodies up to 1 GB. Node announces each request before
 * any handler sees it; relabelled here as opaque bytes, the body reaches us untouched as `rawBody`.
 * Call it only in the process of an HTTP function: event functions need their JSON parsed.
 */
export function keepBodiesRaw(): void {
  if (installed) return;
  installed = true;
  subscribe('http.server.request.start', (message) => {
    const { headers } = (message as { request: IncomingMessage }).request;
    sent.set((message as { request: IncomingMessage }).request, {
      type: headers['content-type'],
      encoding: headers['content-encoding'],
    });
    // Without a type, too: what nobody names, the runtime would not read at all.
    headers['content-type'] = OPAQUE;
    delete headers['content-encoding'];
  });
}

/**
 * Keeps the platform's own router from choking on a path that can't be decoded, which it answers with a page of HTML:
 * with its percent signs taken literally, such a path names nothing that exists.
 */
export function keepPathsDecodable(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const [path = '', ...query] = (request.url ?? '').split('?');
    try {
      decodeURIComponent(path);
    } catch {
      request.url = [path.replaceAll('%', '%25'), ...query].join('?');
    }
  });
}

/** A request as the Functions runtime hands it over. */
export type RawRequest = IncomingMessage & { rawBody?: Buffer };

/** @returns the bytes of the body, empty if there is none */
export const rawBody = (req: RawRequest): Buffer => req.rawBody ?? Buffer.alloc(0);

/** @returns the media type that the client sent, without parameters, in lower case */
export const mediaType = (req: IncomingMessage): string => contentType(req).split(';')[0]?.trim().toLowerCase() ?? '';

/** @returns the `Content-Type` header that the client sent */
export const contentType = (req: IncomingMessage): string =>
  (sent.get(req) ?? { type: req.headers['content-type'] }).type ?? '';

/** @throws ApiError 415 for a compressed body: nothing here is large enough to need it, and a bomb is small */
export function refuseCompressed(req: IncomingMessage): void {
  const encoding = (sent.get(req)?.encoding ?? req.headers['content-encoding'] ?? 'identity').toLowerCase();
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
