import { createHash } from 'node:crypto';
import { MemoryStore, type Options } from 'express-rate-limit';
import * as logger from 'firebase-functions/logger';
import { type ApiError, rateLimited, unavailable } from '../contract/api-error.ts';
import { now, secondsUntil } from '../runtime/clock.ts';
import { type Change, changeCounters, counterExpiry } from '../store/counters.ts';
import { DAY, type Limit } from './limit.ts';

const FAMILIAR_SECONDS = 30 * DAY;
/** How long an instance refuses by itself, without asking whether a count has fallen again. */
const REMEMBER_SECONDS = 10;

/** One limit as it applies to one request: one counter. */
export interface Slot {
  limit: Limit<never>;
  id: string;
  resets: number;
  hits: number;
}

export const isOver = ({ limit, hits }: Slot): boolean => hits > limit.max.value();
export const secondsLeft = ({ resets }: Slot): number => secondsUntil(resets);
/** Hashed: neither addresses nor e-mails belong into document ids. */
export const hash = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

/** The counters of one instance: its own, and what it knows of the shared ones. */
export class Counters {
  readonly #own = new Map<string, MemoryStore>();
  readonly #exceeded = new Map<string, number>();

  /** @returns whether the limit is known to be used up, without asking */
  knows({ id }: Slot): boolean {
    return (this.#exceeded.get(id) ?? 0) > now();
  }

  remember({ id, resets }: Slot): void {
    // Dropped wholesale: an attacker's many keys must not fill the memory.
    if (this.#exceeded.size > 10_000) this.#exceeded.clear();
    this.#exceeded.set(id, Math.min(resets, now() + REMEMBER_SECONDS * 1000));
  }

  /** Counts in this instance's own counters. */
  async countOwn(slots: readonly Slot[]): Promise<void> {
    for (const slot of slots) {
      const { totalHits, resetTime } = await this.#ownOf(slot.limit).increment(slot.id);
      slot.hits = totalHits;
      // The store goes by the machine's clock.
      if (resetTime) slot.resets = now() + resetTime.getTime() - Date.now();
    }
  }

  /** Counts in the shared ones, with one commit. @throws ApiError 503 when they can't be asked */
  async countShared(slots: readonly Slot[]): Promise<void> {
    if (slots.length === 0) return;
    const counts = await changeCounters(slots.map((slot) => changeOf(slot, 1))).catch(() => {
      throw unavailable();
    });
    for (const [i, slot] of slots.entries()) slot.hits = counts[i] ?? Number.POSITIVE_INFINITY;
  }

  /** Never throws: a count that is too high is safe. */
  async giveBack(slots: readonly Slot[], also: readonly Change[] = []): Promise<void> {
    for (const slot of slots) {
      slot.hits -= 1;
      if (!slot.limit.shared) await this.#ownOf(slot.limit).decrement(slot.id);
    }
    const changes = [...slots.filter(({ limit }) => limit.shared).map((slot) => changeOf(slot, -1)), ...also];
    if (changes.length === 0) return;
    await changeCounters(changes).catch(() => logger.warn('a limit was not given back'));
  }

  #ownOf({ name, seconds }: Limit<never>): MemoryStore {
    const existing = this.#own.get(name);
    if (existing) return existing;
    const made = new MemoryStore();
    made.init({ windowMs: seconds * 1000 } as Options);
    this.#own.set(name, made);
    return made;
  }
}

const changeOf = ({ id, resets }: Slot, by: number): Change => ({ id, by, expires: resets });

export const refusal = (over: readonly Slot[]): ApiError => {
  const seconds = Math.max(...over.map(secondsLeft));
  return rateLimited(`Request was throttled. Expected available in ${seconds} seconds.`, seconds);
};

/** Whether an account has signed in from an address within the last weeks. */
export class Familiarity {
  readonly #id: string;
  #asked: Promise<number> | undefined;
  #expires = 0;

  constructor(id: string) {
    this.#id = id;
  }

  async ask(): Promise<void> {
    this.#asked ??= counterExpiry(this.#id).catch(() => {
      throw unavailable();
    });
    this.#expires = await this.#asked;
  }

  isFamiliar(): boolean {
    return this.#expires > now();
  }

  /** What makes the address familiar for longer, once half of the time is over. */
  renewal(): Change[] {
    if (this.#expires > now() + (FAMILIAR_SECONDS / 2) * 1000) return [];
    return [{ id: this.#id, by: 1, expires: now() + FAMILIAR_SECONDS * 1000 }];
  }
}
