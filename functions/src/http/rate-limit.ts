import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import {
  type ClientRateLimitInfo,
  ipKeyGenerator,
  MemoryStore,
  type Options,
  rateLimit,
  type Store,
} from 'express-rate-limit';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { params } from '../config.ts';
import { ApiError } from '../contract/api-error.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import type { Caller } from './auth.ts';

const MINUTE = 60_000;

interface Limiter {
  windowMs: number;
  limit: () => number;
  by: 'address' | 'person' | 'account';
  /** `shared`: all instances agree, through Firestore, and when it can't be asked nobody passes. */
  kept: 'shared' | 'per instance';
}

/** Named, with their figures as params. What guards passwords and accounts is shared and fails closed. */
export const LIMITERS = {
  register: { windowMs: 60 * MINUTE, limit: () => params.registerPerHour.value(), by: 'address', kept: 'shared' },
  login: { windowMs: 5 * MINUTE, limit: () => params.loginPer5Minutes.value(), by: 'address', kept: 'shared' },
  login_account: { windowMs: 60 * MINUTE, limit: () => params.loginPerAccount.value(), by: 'account', kept: 'shared' },
  reset: { windowMs: 60 * MINUTE, limit: () => params.resetPerHour.value(), by: 'address', kept: 'shared' },
  // A class that registers behind one address, each trying some names.
  available: { windowMs: 5 * MINUTE, limit: () => 200, by: 'address', kept: 'per instance' },
  uploads: {
    windowMs: 30 * MINUTE,
    limit: () => params.uploadsPer30Minutes.value(),
    by: 'person',
    kept: 'per instance',
  },
  anonymous: {
    windowMs: 5 * MINUTE,
    limit: () => params.anonymousPer5Minutes.value(),
    by: 'address',
    kept: 'per instance',
  },
  user: { windowMs: 5 * MINUTE, limit: () => params.userPer5Minutes.value(), by: 'person', kept: 'per instance' },
} as const satisfies Record<string, Limiter>;
export type LimiterName = keyof typeof LIMITERS;

/** What a shared limiter adds to the cost of a request. */
export const SHARED_LIMITER_COST = { reads: 1, writes: 1, deletes: 0, trips: 2 };

/**
 * Counts hits in one document a window. The increment is committed before the count is read, so that of any number at
 * once no more than the limit pass; who is over it is then refused from memory until the window ends.
 */
class FirestoreStore implements Store {
  readonly prefix: string;
  #windowMs = MINUTE;
  readonly #limit: () => number;
  readonly #exceeded = new Map<string, number>();

  constructor(name: string, limit: () => number) {
    this.prefix = name;
    this.#limit = limit;
  }

  init(options: Options): void {
    this.#windowMs = options.windowMs;
  }

  async increment(key: string): Promise<ClientRateLimitInfo> {
    const { id, resetTime } = this.#window(key);
    const known = this.#exceeded.get(id);
    if (known) {
      this.#exceeded.set(id, known + 1);
      return { totalHits: known + 1, resetTime };
    }
    const document = db().doc(paths.rateLimit(id));
    try {
      await document.set(
        { count: FieldValue.increment(1), expires_at: Timestamp.fromDate(resetTime) },
        { merge: true },
      );
      const totalHits = Number((await document.get()).get('count') ?? 1);
      if (totalHits > this.#limit()) this.#remember(id, totalHits);
      return { totalHits, resetTime };
    } catch {
      throw new ApiError('unavailable', 'Infloo is busy. Try again in a moment.', { headers: { 'Retry-After': '5' } });
    }
  }

  async decrement(key: string): Promise<void> {
    await db()
      .doc(paths.rateLimit(this.#window(key).id))
      .update({ count: FieldValue.increment(-1) });
  }

  async resetKey(key: string): Promise<void> {
    const { id } = this.#window(key);
    this.#exceeded.delete(id);
    await db().doc(paths.rateLimit(id)).delete();
  }

  #window(key: string): { id: string; resetTime: Date } {
    const start = Math.floor(Date.now() / this.#windowMs) * this.#windowMs;
    // Hashed: neither addresses nor e-mails belong into document ids.
    const hash = createHash('sha256').update(key).digest('base64url').slice(0, 22);
    return { id: `${this.prefix}:${hash}:${start}`, resetTime: new Date(start + this.#windowMs) };
  }

  #remember(id: string, hits: number): void {
    // Windows that are over are dropped wholesale: an attacker's many keys must not fill the memory.
    if (this.#exceeded.size > 10_000) this.#exceeded.clear();
    this.#exceeded.set(id, hits);
  }
}

/** What the limiters need to know of a request beside Express's own view of it. */
export interface Limited extends Request {
  caller?: Caller | null;
  account?: string;
}

function keyOf(by: Limiter['by'], req: Limited): string {
  if (by === 'person' && req.caller) return req.caller.uid;
  if (by === 'account') return (req.account ?? '').toLowerCase();
  // An IPv6 customer has a whole /64 of addresses.
  return ipKeyGenerator(req.ip ?? '', 64);
}

function middleware(name: LimiterName): RequestHandler {
  const { windowMs, limit, by, kept }: Limiter = LIMITERS[name];
  return rateLimit({
    windowMs,
    limit,
    identifier: name,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (req) => keyOf(by, req as Limited),
    store: kept === 'shared' ? new FirestoreStore(name, limit) : new MemoryStore(),
    passOnStoreError: kept !== 'shared',
    // Our `trust proxy` is a function, which the library's own checks don't understand.
    validate: false,
    handler: (_req, res, next) => {
      const seconds = Number(res.getHeader('Retry-After')) || 60;
      next(new ApiError('rate_limited', `Request was throttled. Expected available in ${seconds} seconds.`));
    },
  });
}

/** @returns a function that counts a request towards the named limiter. It throws ApiError 429 past it. */
export function createLimiters(): (name: LimiterName, req: Limited, res: Response) => Promise<void> {
  const made = new Map(Object.keys(LIMITERS).map((name) => [name, middleware(name as LimiterName)]));
  return (name, req, res) =>
    new Promise((resolve, reject) => {
      const limiter = made.get(name);
      if (!limiter) throw new Error(`No limiter ${name}`);
      Promise.resolve(limiter(req, res, (error?: unknown) => (error ? reject(error) : resolve()))).catch(reject);
    });
}
