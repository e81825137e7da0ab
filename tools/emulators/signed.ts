import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the Storage emulator serves beside addresses of files: the APIs of the SDKs, which have rules or credentials. */
const API = /^\/(v0|b|download\/storage\/v1|storage\/v1|upload\/storage\/v1|internal)(\/|$)/i;
/** Whatever name a client has for this machine, the addresses are signed for this one: `10.0.2.2` on an Android emulator. */
const HOST = '127.0.0.1';
/** The clock of who signed may be ahead. */
const SKEW_MS = 15 * 60 * 1000;
const LONGEST_SECONDS = 7 * 24 * 60 * 60;
const ALGORITHM = 'GOOG4-RSA-SHA256';

type Refusal = [status: number, code: string, message: string];
const DENIED: Refusal = [403, 'AccessDenied', 'Access denied.'];
const MALFORMED: Refusal = [400, 'InvalidArgument', 'The signature’s parameters are not valid.'];
const MISMATCH: Refusal = [403, 'SignatureDoesNotMatch', 'The signature does not belong to this request.'];
const EXPIRED: Refusal = [400, 'ExpiredToken', 'The provided token has expired.'];

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** What was signed (https://cloud.google.com/storage/docs/authentication/canonical-requests). */
function signedText(method: string, path: string, query: URLSearchParams): string {
  const canonicalQuery = [...query]
    .filter(([name]) => name !== 'X-Goog-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const request = [method, path, canonicalQuery, `host:${HOST}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const [, ...scope] = (query.get('X-Goog-Credential') ?? '').split('/');
  const digest = createHash('sha256').update(request).digest('hex');
  return [ALGORITHM, query.get('X-Goog-Date'), scope.join('/'), digest].join('\n');
}

/** @returns when the address was made, in milliseconds; NaN where it doesn't say */
const dateOf = (query: URLSearchParams): number =>
  Date.parse(
    (query.get('X-Goog-Date') ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );

/**
 * Cloud Storage's answer to who asks for a file by its bare or signed address (V4), in a bucket that is open to nobody.
 * @returns why not, or null where the file is to be served, or where something else is asked
 */
export function refusalOf(
  { method = 'GET', url = '/' }: { method?: string | undefined; url?: string | undefined },
  key: KeyObject,
  now: number,
): Refusal | null {
  const [path = '', search = ''] = url.split('?', 2);
  if (!['GET', 'HEAD'].includes(method) || API.test(path) || !/^\/[^/]+\/./.test(path)) return null;
  const query = new URLSearchParams(search);
  const signature = query.get('X-Goog-Signature');
  if (signature === null) return DENIED;
  const [date, seconds] = [dateOf(query), Number(query.get('X-Goog-Expires'))];
  const isWhole = Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_SECONDS;
  const isKnown = query.get('X-Goog-Algorithm') === ALGORITHM && query.get('X-Goog-SignedHeaders') === 'host';
  if (Number.isNaN(date) || !isWhole || !isKnown || !/^([0-9a-f]{2})+$/.test(signature)) return MALFORMED;
  const text = Buffer.from(signedText(method, path, query));
  if (!verify('sha256', text, key, Buffer.from(signature, 'hex'))) return MISMATCH;
  if (date > now + SKEW_MS) return DENIED;
  return now >= date + seconds * 1000 ? EXPIRED : null;
}

/** @param pem the private key that signs */
export const verifierOf = (pem: string): KeyObject => createPublicKey(pem);

/**
 * The emulator puts the last part of the path behind what the file itself says of its name, and browsers save it under that:
 * Cloud Storage doesn't.
 */
function keepName(res: ServerResponse): void {
  const set = res.setHeader.bind(res);
  res.setHeader = (name, value) => {
    const isName = name.toLowerCase() === 'content-disposition' && typeof value === 'string';
    return set(name, isName ? value.replace(/(;\s*filename[^;]*=.*); filename\*=[^;]*$/, '$1') : value);
  };
}

/**
 * Every request at the port of the Storage emulator comes through here; `handle` passes it on. The emulator itself gives
 * each file to whoever knows its path, and looks at no signature.
 */
export function atStorage(key: KeyObject, req: IncomingMessage, res: ServerResponse, handle: () => void): void {
  const refusal = refusalOf(req, key, Date.now());
  if (!refusal) {
    keepName(res);
    handle();
    return;
  }
  const [status, code, message] = refusal;
  res.writeHead(status, { 'Content-Type': 'application/xml; charset=UTF-8', 'Cache-Control': 'private, max-age=0' });
  res.end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  req.resume();
}
