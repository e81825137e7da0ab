import type { IncomingMessage } from 'node:http';
import { ApiError, unavailable } from '../contract/api-error.ts';
import { LIMITS } from '../contract/limits.ts';
import type { RawRequest } from './body.ts';
import { hold, keep, release } from './held.ts';

/**
 * The first bytes of each body weigh nothing, so that large ones never keep small ones out: an instance has 80 requests
 * at most. And who announces more than they send gets no memory for it.
 */
export const SMALL = 64 * 1024;

/**
 * Puts a body together. One of known length is written where it stays, as it comes: pieces that are joined at the end
 * take twice as much.
 */
class Gathering {
  readonly #announced: number;
  #pieces: Buffer[] = [];
  #whole: Buffer | undefined;
  #length = 0;

  /** @param announced 0 where nobody knows */
  constructor(announced: number) {
    this.#announced = announced;
  }

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#announced <= SMALL || this.#length <= SMALL) return;
    this.#whole ??= Buffer.allocUnsafeSlow(this.#announced);
    let at = this.#length - this.#pieces.reduce((sum, { length }) => sum + length, 0);
    for (const waiting of this.#pieces.splice(0)) at += waiting.copy(this.#whole, at);
  }

  clear(): void {
    this.#pieces = [];
    this.#whole = undefined;
  }

  end(): Buffer {
    if (this.#whole) return this.#whole;
    const [first, ...more] = this.#pieces;
    return first && more.length === 0 ? first : Buffer.concat(this.#pieces);
  }
}

/** The refusal of a body that is longer than any route takes. */
export const bodyTooLarge = (): ApiError =>
  new ApiError(
    'payload_too_large',
    `The body is larger than ${LIMITS.body / 1024 / 1024} MB. Put larger files into your inbox, and send the path.`,
  );

/** @returns how long a body will be: 0 where none comes, null where nobody knows */
export function announcedLength({ headers }: IncomingMessage): number | null {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : null;
}

/**
 * Receives the body, as it is sent: nothing is unpacked.
 * @throws ApiError 413 past what any route takes, 503 where the instance has no room, 400 where the client breaks off
 */
export async function receive(req: RawRequest): Promise<void> {
  // The Functions runtime has received it.
  if (req.rawBody || req.readableEnded) return;
  const announced = announcedLength(req);
  if (announced === 0) return;
  const gathering = new Gathering(announced ?? 0);
  let length = 0;
  let full = false;
  const giveUp = () => {
    full = true;
    gathering.clear();
  };
  // What is joined at the end is there twice then.
  const times = announced === null ? 2 : 1;
  const take = (chunk: Buffer) => {
    length += chunk.length;
    // What follows is thrown away as it comes: who still sends would otherwise never get to read the answer.
    if (full) return;
    if (length > LIMITS.body) {
      giveUp();
      release(req);
      return;
    }
    const weight = times * Math.min(chunk.length, Math.max(0, length - SMALL));
    if (hold(req, weight, giveUp)) gathering.add(chunk);
    else giveUp();
  };
  await new Promise<void>((resolve, reject) => {
    req.on('data', take);
    req.on('end', resolve);
    req.on('error', reject);
    req.on('close', () => reject(new ApiError('malformed_body', 'The body is incomplete.')));
  });
  if (length > LIMITS.body) throw bodyTooLarge();
  if (full) throw unavailable();
  keep(req);
  req.rawBody = gathering.end();
}
