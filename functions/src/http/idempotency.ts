import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentReference } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { z } from 'zod';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { IsoTime } from '../contract/ids.ts';
import { LIMITS, REQUEST_SECONDS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { now } from '../runtime/clock.ts';
import { ALREADY_EXISTS, codeOf } from '../store/codes.ts';
import { documentOf, patchOf } from '../store/converter.ts';
import { metered } from '../store/meter.ts';
import type { Answer } from './response.ts';

const Claim = z.object({
  /** Tells whether a later request is the same one, without holding what it said. */
  proof: z.string(),
  /** The answer, encrypted; null while the first request is still at work. */
  answer: z.string().nullable(),
  /** Which request holds it. Earlier claims have none. */
  by: z.string().optional(),
  locked_until: IsoTime,
  /** The TTL policy removes the document after this. */
  expires_at: IsoTime,
});
type Claim = z.infer<typeof Claim>;

/** What an `Idempotency-Key` adds to the cost of a request that comes for the first time: claim, then answer. */
export const IDEMPOTENCY_COST = { reads: 0, writes: 2, deletes: 0, trips: 2 };

const DAY_MS = 24 * 60 * 60 * 1000;
/** After this the process that held the claim is gone. */
const LOCK_MS = REQUEST_SECONDS * 1000;
/** Shorter than a request may take. */
const WAIT_MS = 6_000;
const FIRST_POLL_MS = 100;
const SLOWEST_POLL_MS = 1000;
/** Pauses before a record is written again. */
const WRITE_AGAIN_MS = [100, 500, 1500];
/** A second try has time of its own, however long the request has taken. */
const PATIENCE = { call: 2000, total: 2000 };

const inProgress = () =>
  new ApiError('in_progress', 'A request with this Idempotency-Key is still running. Try again in a moment.', {
    headers: { 'Retry-After': '1' },
  });
const answerLost = () =>
  new ApiError(
    'answer_lost',
    'This request came before, and its answer is gone. See what it did before you send it with another Idempotency-Key.',
  );

/** @returns the value with all keys sorted, and the hash of a file in its place: as JSON it would be an array of numbers */
function sorted(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return createHash('sha256').update(value).digest('base64url');
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/** The value as text: the same for the same request, however a client writes it. */
const canonical = (value: unknown): string => JSON.stringify(sorted(value));

/**
 * The secret is made of what only the sender has: key and content. So the stored answers, which hold addresses and
 * private words, are useless to whoever reads the collection, and need not be found when their owner is erased.
 */
function sealer(key: string, content: string, context: string) {
  const secret = Buffer.from(hkdfSync('sha256', `${key}\0${content}`, context, 'infloo idempotency', 32));
  return {
    proof: createHmac('sha256', secret).update('proof').digest('base64url'),
    seal(answer: Answer): string {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed: string): Answer {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as Answer;
    },
  };
}

/** @returns whether the claim is ours now; false when there is one */
async function make(claim: DocumentReference<Claim>, proof: string, by: string): Promise<boolean> {
  const time = now();
  try {
    await claim.create({
      proof,
      answer: null,
      by,
      locked_until: new Date(time + LOCK_MS).toISOString(),
      expires_at: new Date(time + DAY_MS).toISOString(),
    });
    return true;
  } catch (error) {
    if (codeOf(error) === ALREADY_EXISTS) return false;
    throw error;
  }
}

/**
 * Makes the claim, or waits for the answer of who holds it. It is asked for, not listened to: a listener needs a
 * process that runs between requests.
 * @returns the sealed answer, or null when the claim is ours
 */
async function claimOrAnswer(claim: DocumentReference<Claim>, proof: string): Promise<string | null> {
  const until = now() + WAIT_MS;
  const by = randomUUID();
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(2 * pause, SLOWEST_POLL_MS)) {
    if (await make(claim, proof, by)) return null;
    const held = (await claim.get()).data();
    // The answer to the first try was lost, and the SDK has tried again.
    if (held?.by === by) return null;
    if (held && held.proof !== proof) {
      throw new ApiError('idempotency_key_reused', 'This Idempotency-Key was used for another request.');
    }
    if (held?.answer) return held.answer;
    // It died at work, or could not store its answer. Its effect is not known, so nothing is done again.
    if (held && Date.parse(held.locked_until) < now()) throw answerLost();
    if (now() + pause > until) throw inProgress();
    await sleep(pause);
  }
}

/** Tries a write again. The effect has happened by now, so a fault here is logged, and not told. */
async function persist(write: () => Promise<unknown>): Promise<void> {
  let attempt = write;
  for (const pause of [...WRITE_AGAIN_MS, null]) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (pause === null) logger.error('an idempotency record was not written', { code: codeOf(error) });
      else await sleep(pause);
      attempt = () => metered(write, PATIENCE).result;
    }
  }
}

export interface Once {
  key: string;
  /** Who asks for what: caller, method and path. */
  scope: string;
  /** What the request says, parsed: values, and files as buffers. */
  content: unknown;
  /** Whether the answer may still be given to who asks for it again. */
  stillHolds?: ((answer: Answer) => Promise<boolean>) | undefined;
}

/** @throws ApiError 400 for a key that isn't one */
export function checkKey(key: string): void {
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > LIMITS.idempotency_key) {
    throw invalidField('Idempotency-Key', `Send 1 to ${LIMITS.idempotency_key} visible characters.`);
  }
}

/**
 * Runs `work` once for all requests that carry the same key from the same caller to the same route within 24 hours.
 * Only what was done is kept: after a refusal or a fault the next request works again.
 * @returns the answer, and whether it was given before
 * @throws ApiError 400 for a malformed key, 422 when the key came with another content, 409 when the first request
 *   takes too long or its answer is gone
 */
export async function once(
  { key, scope, content, stillHolds }: Once,
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; replayed: boolean }> {
  checkKey(key);
  const id = createHash('sha256').update(`${scope}\n${key}`).digest('base64url');
  const { proof, seal, open } = sealer(key, canonical(content), id);
  const claim = documentOf(paths.idempotency(id), Claim);
  const sealed = await claimOrAnswer(claim, proof);
  if (sealed !== null) {
    const answer = open(sealed);
    if (stillHolds && !(await stillHolds(answer))) throw answerLost();
    return { answer, replayed: true };
  }
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    await persist(() => claim.delete());
    throw error;
  }
  await persist(() => claim.update(patchOf(Claim, { answer: seal(answer) })));
  return { answer, replayed: false };
}

/** @returns the scope of a request whose sender has no name: who sends the same content is the same sender */
export const contentScope = (content: unknown): string =>
  createHash('sha256').update(canonical(content)).digest('base64url');
