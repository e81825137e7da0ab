import type { ServerResponse } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import { params } from '../config.ts';
import { ApiError } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import { now } from '../runtime/clock.ts';
import type { Change } from '../store/counters.ts';
import { sideBySide } from '../store/meter.ts';
import { type Attempt, type Limit, MINUTE } from './limit.ts';
import { Counters, Familiarity, hash, isOver, refusal, type Slot, secondsLeft } from './limit-counters.ts';

/** What holds for every request of somebody unknown, and of somebody signed in. */
export const ANONYMOUS: Limit = {
  name: 'anonymous',
  by: 'address',
  seconds: 5 * MINUTE,
  max: params.anonymousPer5Minutes,
  counts: 'every',
  shared: false,
};
export const USER: Limit = { ...ANONYMOUS, name: 'user', by: 'person', max: params.userPer5Minutes };

/** The limits of one request. Those that are asked together use up none of each other's when one of them refuses. */
export class RequestLimits {
  readonly #counters: Counters;
  readonly #address: string;
  readonly #res: ServerResponse;
  readonly #told: Slot[] = [];
  #uid: string | undefined;

  constructor(counters: Counters, address: string, res: ServerResponse) {
    this.#counters = counters;
    this.#res = res;
    // An IPv6 customer has a whole /64 of addresses.
    this.#address = ipKeyGenerator(address, 64);
  }

  /** Counts a request as such. @throws ApiError 429 */
  async request(uid?: string): Promise<void> {
    this.#uid = uid;
    await this.#take([this.#slot(uid ? USER : ANONYMOUS)]);
  }

  /** Refuses whom this instance knows to be over one of `limits`, before anything is done for them. */
  refuseKnown(limits: readonly Limit<never>[], body: unknown): void {
    const slots = limits.filter(({ by }) => by !== 'account' && by !== 'account and address');
    const over = slots.map((limit) => this.#slot(limit, { body })).filter((slot) => this.#counters.knows(slot));
    if (over.length > 0) this.#refuse(over);
  }

  /**
   * Runs the handler within `limits`, and gives it the function that guards its attempts.
   * @throws ApiError 429 without having run it, 503 when the shared counters can't be asked
   */
  async run<T>(limits: readonly Limit<never>[], body: unknown, handler: (attempt: Attempt) => Promise<T>): Promise<T> {
    const guesses = limits.filter(({ counts }) => counts === 'failures');
    const slots = limits.filter((limit) => !guesses.includes(limit)).map((limit) => this.#slot(limit, { body }));
    let attempted = guesses.length === 0;
    const attempt: Attempt = (work, account) => {
      attempted = true;
      return this.#attempt(guesses, { body, account: account ?? this.#uid }, work);
    };
    await this.#take(slots);
    try {
      const result = await handler(attempt);
      if (!attempted) throw new Error(`Nothing was attempted, though ${guesses[0]?.name} counts failures.`);
      return result;
    } catch (error) {
      await this.#counters.giveBack(slots.filter(({ limit }) => limit.counts === 'successes'));
      this.#tell([]);
      throw error;
    }
  }

  async #attempt<T>(
    limits: readonly Limit<never>[],
    about: { body: unknown; account: string | undefined },
    work: () => Promise<T>,
  ): Promise<T> {
    const slots = limits.map((limit) => this.#slot(limit, about));
    const familiar = limits.some(({ sparesFamiliar }) => sparesFamiliar) ? this.#familiarity(about.account) : undefined;
    await this.#take(slots, familiar);
    try {
      const result = await work();
      await this.#giveBackPastHalf(slots, familiar?.renewal());
      return result;
    } catch (error) {
      // Only a refusal is a failure of the caller's.
      const refused = error instanceof ApiError && ERROR_STATUS[error.code] < 500;
      if (!refused) await this.#counters.giveBack(slots);
      this.#tell([]);
      throw error;
    }
  }

  /** Counts in all `slots`, with one commit for those that are shared. @throws ApiError 429 having counted in none */
  async #take(slots: Slot[], familiar?: Familiarity): Promise<void> {
    const known = slots.filter((slot) => this.#counters.knows(slot));
    const holding = known.filter(({ limit }) => !limit.sparesFamiliar);
    if (holding.length > 0) this.#refuse(holding);
    if (known.length > 0) await familiar?.ask();
    if (known.length > 0 && !familiar?.isFamiliar()) this.#refuse(known);
    const [own, shared] = [slots.filter(({ limit }) => !limit.shared), slots.filter(({ limit }) => limit.shared)];
    // This instance's own first: whom they refuse costs nothing.
    await this.#counters.countOwn(own);
    await this.#refuseOver(own);
    await sideBySide([() => this.#counters.countShared(shared), async () => familiar?.ask()]);
    await this.#refuseOver(slots, familiar);
    this.#tell(slots);
  }

  async #refuseOver(counted: readonly Slot[], familiar?: Familiarity): Promise<void> {
    const over = counted.filter((slot) => isOver(slot) && !(slot.limit.sparesFamiliar && familiar?.isFamiliar()));
    if (over.length === 0) return;
    for (const slot of over) if (slot.limit.shared) this.#counters.remember(slot);
    await this.#counters.giveBack(counted);
    this.#refuse(over);
  }

  async #giveBackPastHalf(slots: readonly Slot[], also: readonly Change[] = []): Promise<void> {
    const back = slots.filter(({ limit, hits }) => !limit.shared || hits > limit.max.value() / 2);
    await this.#counters.giveBack(back, also);
    this.#tell([]);
  }

  #familiarity(account = ''): Familiarity {
    return new Familiarity(`familiar:${hash(account, this.#address)}`);
  }

  #slot(limit: Limit<never>, about: { body?: unknown; account?: string | undefined } = {}): Slot {
    const start = now() - (now() % (limit.seconds * 1000));
    const key = this.#keyOf(limit, about);
    // Hashed where it is stored.
    const id = limit.shared ? `${limit.name}:${hash(...key)}:${start}` : JSON.stringify([limit.name, ...key]);
    return { limit, id, resets: start + limit.seconds * 1000, hits: 0 };
  }

  #keyOf({ name, by }: Limit<never>, { body, account }: { body?: unknown; account?: string | undefined }): string[] {
    if (typeof by === 'function') return [by(body as never)];
    if (by === 'address') return [this.#address];
    const whose = by === 'person' ? this.#uid : account;
    if (whose === undefined) throw new Error(`The limit ${name} is by ${by}, and nobody is named.`);
    return by === 'account and address' ? [whose, this.#address] : [whose];
  }

  #refuse(over: readonly Slot[]): never {
    this.#tell(over.map((slot) => ({ ...slot, hits: Number.POSITIVE_INFINITY })));
    throw refusal(over);
  }

  /** `RateLimit` and `RateLimit-Policy` (draft 8) of all that has been counted so far, the tightest first. */
  #tell(slots: readonly Slot[]): void {
    for (const slot of slots) {
      const known = this.#told.findIndex(({ id }) => id === slot.id);
      // How often others have guessed at an account is not told, until it refuses.
      if (known >= 0) this.#told[known] = slot;
      else if (slot.limit.by !== 'account' || isOver(slot)) this.#told.push(slot);
    }
    const left = ({ limit, hits }: Slot) => Math.max(0, limit.max.value() - hits);
    const sorted = this.#told.toSorted((a, b) => left(a) - left(b) || secondsLeft(b) - secondsLeft(a));
    if (sorted.length === 0 || this.#res.headersSent) return;
    const items = sorted.map((slot) => `"${slot.limit.name}";r=${left(slot)};t=${secondsLeft(slot)}`);
    const policies = sorted.map(({ limit }) => `"${limit.name}";q=${limit.max.value()};w=${limit.seconds}`);
    this.#res.setHeader('RateLimit', items.join(', '));
    this.#res.setHeader('RateLimit-Policy', policies.join(', '));
  }
}

/** @returns a function that makes the limits of a request; the counters behind it live as long as the instance */
export function createLimits(): (address: string, res: ServerResponse) => RequestLimits {
  const counters = new Counters();
  return (address, res) => new RequestLimits(counters, address, res);
}
