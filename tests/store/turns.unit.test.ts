import { describe, expect, it, vi } from 'vitest';
import { Turns } from '../../functions/src/store/turns.ts';

const RULES = { atOnce: 2, mostWaiting: 4, mostOfOne: 2, patienceMs: 60_000 };

/** Works that go on until they are told to end, and say when they begin. */
function works() {
  const turns = new Turns(RULES);
  const begun: string[] = [];
  const start = (name: string, by?: string) => {
    const hold = Promise.withResolvers<void>();
    const done = turns.take(by, async () => {
      begun.push(name);
      await hold.promise;
    });
    return { end: hold.resolve, done };
  };
  return { begun, start };
}

describe('turns', () => {
  it('are taken in order, so many at once', async () => {
    const { begun, start } = works();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => start(name)) as ReturnType<typeof start>[];
    expect(begun).toEqual(['a', 'b']);
    b?.end();
    await vi.waitUntil(() => begun.length > 2, { timeout: 45_000 });
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const each of [a, c, d]) each?.end();
    await Promise.all([a?.done, c?.done, d?.done]);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('of one person come one after the other, and others pass them', async () => {
    const { begun, start } = works();
    const own = ['own 1', 'own 2', 'own 3'].map((name) => start(name, 'alice'));
    expect(begun).toEqual(['own 1']);
    const other = start('other', 'bob');
    expect(begun).toEqual(['own 1', 'other']);
    await expect(start('own 4', 'alice').done).rejects.toMatchObject({ code: 'unavailable' });
    for (const each of [...own, other]) {
      each.end();
      await each.done;
    }
    expect(begun).toEqual(['own 1', 'other', 'own 2', 'own 3']);
  });

  it('are refused where too many wait', async () => {
    const { start } = works();
    const all = Array.from({ length: 6 }, (_, i) => start(`${i}`));
    await expect(start('one more').done).rejects.toMatchObject({ code: 'unavailable' });
    for (const { end } of all) end();
    await Promise.all(all.map(({ done }) => done));
  });

  it('go on to the next where a work fails', async () => {
    const turns = new Turns({ ...RULES, atOnce: 1 });
    const fault = new Error('fault');
    const failed = expect(turns.take(undefined, () => Promise.reject(fault))).rejects.toBe(fault);
    expect(await turns.take(undefined, async () => 'next')).toBe('next');
    await failed;
  });
});
