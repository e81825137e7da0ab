import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type DocumentReference, Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { IsoTime } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { ALREADY_EXISTS, codeOf } from '../store/codes.ts';
import { documentOf, patchOf } from '../store/converter.ts';
import type { Answer } from './response.ts';

const Claim = z.object({
  /** Tells whether a later body is the same one, without holding the body. */
  proof: z.string(),
  /** The answer, encrypted; null while the first request is still at work. */
  answer: z.string().nullable(),
  locked_until: IsoTime,
  /** The TTL policy removes the document after this. */
  expires_at: IsoTime,
});

/** What an `Idempotency-Key` adds to the cost of a request that comes for the first time: claim, then answer. */
export const IDEMPOTENCY_COST = { reads: 0, writes: 2, deletes: 0, trips: 2 };

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as a request may run at all: after that whoever held the claim is gone. */
const LOCK_MS = 60_000;
const WAIT_MS = 10_000;

const inProgress = () =>
  new ApiError('in_progress', 'A request with this Idempotency-Key is still running. Try again in a moment.', {
    headers: { 'Retry-After': '1' },
  });

/**
 * The secret is made of what only the sender has: key and body. So the stored answers, which may hold tokens, are
 * useless to whoever reads the collection.
 */
function sealer(key: string, body: Buffer, context: string) {
  const material = Buffer.concat([Buffer.from(key), Buffer.from([0]), body]);
  const secret = Buffer.from(hkdfSync('sha256', material, context, 'infloo idempotency', 32));
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

/** Resolves with the sealed answer of the request that holds the claim, or with null when it gave up or takes too long. */
function finished(claim: DocumentReference<z.infer<typeof Claim>>): Promise<string | null> {
  return new Promise((resolve) => {
    const done = (answer: string | null) => {
      clearTimeout(timer);
      detach();
      resolve(answer);
    };
    const timer = setTimeout(() => done(null), WAIT_MS);
    const detach = claim.onSnapshot(
      (snapshot) => {
        const answer = snapshot.data()?.answer;
        if (!snapshot.exists || answer) queueMicrotask(() => done(answer ?? null));
      },
      () => done(null),
    );
  });
}

/**
 * Runs `work` once for all requests that carry the same key from the same caller to the same route within 24 hours.
 * @param scope who asks for what: caller, method and path
 * @returns the answer, and whether it was given before
 * @throws ApiError 400 for a malformed key, 422 when the key came with another body, 409 when the first request
 *   takes too long
 */
export async function once(
  { key, scope, body }: { key: string; scope: string; body: Buffer },
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; replayed: boolean }> {
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > LIMITS.idempotency_key) {
    throw invalidField('Idempotency-Key', `Send 1 to ${LIMITS.idempotency_key} visible characters.`);
  }
  const id = createHash('sha256').update(`${scope}\n${key}`).digest('base64url');
  const { proof, seal, open } = sealer(key, body, id);
  const claim = documentOf(paths.idempotency(id), Claim);
  const now = Date.now();
  const fresh = {
    proof,
    answer: null,
    locked_until: new Date(now + LOCK_MS).toISOString(),
    expires_at: new Date(now + DAY_MS).toISOString(),
  };
  try {
    await claim.create(fresh);
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
    const existing = await claim.get();
    const held = existing.data();
    if (!held || !existing.updateTime) throw inProgress();
    if (held.proof !== proof) {
      throw new ApiError('idempotency_key_reused', 'This Idempotency-Key was used for another request.');
    }
    const abandoned = !held.answer && Date.parse(held.locked_until) < now;
    if (!abandoned) {
      const sealed = held.answer ?? (await finished(claim));
      if (!sealed) throw inProgress();
      return { answer: open(sealed), replayed: true };
    }
    // The precondition lets one of several latecomers take over.
    await claim
      .update({ locked_until: Timestamp.fromMillis(now + LOCK_MS) }, { lastUpdateTime: existing.updateTime })
      .catch(() => {
        throw inProgress();
      });
  }
  try {
    const answer = await work();
    await claim.update(patchOf(Claim, { answer: seal(answer) }));
    return { answer, replayed: false };
  } catch (error) {
    await claim.delete();
    throw error;
  }
}
