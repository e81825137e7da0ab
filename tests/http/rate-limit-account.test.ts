import { describe, expect, it } from 'vitest';
import { expectProblem, mail } from '../support/api.ts';
import {
  direct,
  home,
  join,
  LIMIT,
  later,
  login,
  MINUTE,
  newAddress,
  next,
  reset,
  statuses,
  together,
  upTo,
  useLimits,
} from './limits.ts';

useLimits();

describe('an account', () => {
  const MESSAGE = 'No active account found with the given credentials.';

  it('is guessed at as often as an address may, which shuts out nobody elsewhere', async () => {
    const someone = await join();
    const from = direct(newAddress());
    expect(await together(LIMIT.here + 1, () => login(someone.username, from))).toEqual(upTo(LIMIT.here, 401));
    const right = await login(someone.username, from, someone.password);
    expectProblem(right, 429, 'rate_limited');
    expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    expect((await login(someone.username, direct(newAddress()), someone.password)).status).toBe(200);
    expectProblem(await login('somebody_else', from), 401, 'invalid_credentials', MESSAGE);
  });

  it('is one, by username and by address, however they are written', async () => {
    const someone = await join();
    const from = direct(newAddress());
    const names = [someone.username, someone.email, someone.username.toUpperCase(), someone.email.toUpperCase()];
    expect(await together(names.length, (i) => login(names[i] ?? '', from))).toEqual(Array(LIMIT.here).fill(401));
    expect(await together(names.length, (i) => login(names[i] ?? '', from))).toEqual(Array(LIMIT.here).fill(429));
  });

  it('that does not exist is guessed at as often', async () => {
    const from = direct(newAddress());
    const name = `nobody_at_all_${next()}`;
    expect(await together(LIMIT.here + 1, (i) => login(i % 2 ? name : name.toUpperCase(), from))).toEqual(
      upTo(LIMIT.here, 401),
    );
  });

  it('is guessed at from many addresses more often, and still lets in who was there before', async () => {
    const someone = await join();
    const guesses = await together(LIMIT.anywhere + 1, () => login(someone.username, direct(newAddress())));
    // The sign-in of join() has counted once.
    expect(guesses).toEqual([...Array(LIMIT.anywhere - 1).fill(401), 429, 429]);
    const away = await login(someone.email, direct(newAddress()), someone.password);
    expectProblem(away, 429, 'rate_limited');
    expect(away.headers.get('ratelimit')).toMatch(/^"login_anywhere";r=0;/);
    // It slows guessing down, and doesn't shut the account.
    expect(Number(away.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    expect((await login(someone.username, home(someone.username), someone.password)).status).toBe(200);
    const again = await later(15 * MINUTE, () => login(someone.username, direct(newAddress()), someone.password));
    expect(again.status).toBe(200);
  });

  it('is guessed at no more often by many at once', async () => {
    const someone = await join();
    const guesses = await together(20, () => login(someone.username, direct(newAddress())));
    expect(guesses).toEqual([...Array(LIMIT.anywhere - 1).fill(401), ...Array(21 - LIMIT.anywhere).fill(429)]);
  });

  it('is not billed for an address that is over its own limit', async () => {
    const someone = await join();
    const from = direct(newAddress());
    await together(LIMIT.login, (i) => login(`stuffed_${i}`, from));
    // Each time later than the instance remembers, so that the shared counters are asked.
    const refused = await statuses(10, (i) => later(i * 11_000, () => login(someone.username, from)));
    expect(refused).toEqual(Array(10).fill(429));
    const guesses = await together(LIMIT.anywhere - 1, () => login(someone.username, direct(newAddress())));
    expect(guesses).toEqual(Array(LIMIT.anywhere - 1).fill(401));
  });

  it('costs no read more than it must', async () => {
    const someone = await join();
    const { cost } = await login(someone.username, home(someone.username), someone.password);
    // The name, whether the address is known, and one commit for three limits.
    expect(cost).toEqual({ reads: 2, writes: 3, deletes: 0, trips: 2 });
  });
});

describe('a mailbox', () => {
  it('is written to as often as it may, from however many addresses, whether or not an account has it', async () => {
    const { email } = await join();
    for (const box of [email, mail(`never_here_${next()}`)]) {
      const tries = await together(LIMIT.mailbox + 1, (i) =>
        reset(direct(newAddress()), i % 2 ? box.toUpperCase() : box),
      );
      expect(tries).toEqual(upTo(LIMIT.mailbox, 200));
    }
  });

  it('over its limit uses nothing up of an address', async () => {
    const [from, box] = [direct(newAddress()), mail(`full_${next()}`)];
    await together(LIMIT.mailbox, () => reset(direct(newAddress()), box));
    expect(await statuses(6, () => reset(from, box))).toEqual(Array(6).fill(429));
    expect(await together(LIMIT.reset + 1, () => reset(from))).toEqual(upTo(LIMIT.reset, 200));
  });
});
