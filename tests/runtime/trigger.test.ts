import { beforeEach, describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { replay } from '../../functions/src/runtime/dead-letters.ts';
import { type Change, GIVE_UP_AFTER_MS, runTrigger } from '../../functions/src/runtime/trigger.ts';
import { UNAVAILABLE } from '../../functions/src/store/codes.ts';
import { useTime } from '../support/time.ts';

const pass = useTime();
beforeEach(async () => {
  for (const { ref } of await letters()) await ref.delete();
});

const letters = async () =>
  (
    await db()
      .collection(collectionOf(paths.deadLetter('_')))
      .get()
  ).docs;

const uid = newUid();
let counter = 0;
const event = (over: Partial<Change> = {}): Change => ({
  id: `event-${counter++}`,
  time: new Date().toISOString(),
  params: { uid },
  before: undefined,
  after: { name: 'Ann', at: new Date(), tags: [uid] },
  ...over,
});

const failing = (error: unknown) => ({
  run: async () => {
    throw error;
  },
});
const passing = Object.assign(new Error('busy'), { code: UNAVAILABLE });

describe('an event', () => {
  it('that can be handled is handled, and leaves nothing', async () => {
    const { told } = await runTrigger('onTest', { run: async () => 3 }, event());
    expect(told).toBe(3);
    expect(await letters()).toEqual([]);
  });

  it('that meets a passing fault is delivered again', async () => {
    await expect(runTrigger('onTest', failing(passing), event())).rejects.toBe(passing);
    expect(await letters()).toEqual([]);
  });

  it('that meets any other fault is kept, once, however often it is delivered', async () => {
    const poisoned = event();
    for (let i = 0; i < 3; i++) await runTrigger('onTest', failing(new TypeError('of null')), poisoned);
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter?.data()).toMatchObject({
      trigger: 'onTest',
      id: poisoned.id,
      params: { uid },
      error: 'TypeError: of null',
      people: [uid],
    });
  });

  it('carries no more than the fields that the work goes by', async () => {
    const seen: unknown[] = [];
    const row = {
      goesBy: ['name'],
      run: async (change: unknown) => {
        seen.push(change);
        throw new TypeError('of null');
      },
    };
    await runTrigger('onTest', row, event());
    expect(seen).toMatchObject([{ before: undefined, after: { name: 'Ann' } }]);
    expect((await letters()).at(-1)?.get('after')).toEqual({ name: 'Ann' });
  });

  it('is not kept where it is about somebody who has left for good, and is where they may come back', async () => {
    for (const [state, kept] of [
      ['erasing', 0],
      ['erased', 0],
      ['leaving', 1],
    ] as const) {
      const gone = newUid();
      await db().doc(paths.erasure(gone)).set({ state });
      await runTrigger('onTest', failing(new Error('no')), event({ before: { host: { id: gone } } }));
      expect(await letters(), state).toHaveLength(kept);
    }
  });

  it('that still meets a passing fault after an hour is kept, too, without being tried', async () => {
    const late = event();
    pass(GIVE_UP_AFTER_MS + 1000);
    await runTrigger('onTest', failing(passing), late);
    expect((await letters()).map((letter) => letter.get('id'))).toEqual([late.id]);
  });
});

describe('the job that replays', () => {
  it('hands each to its trigger as it came, and removes what is handled', async () => {
    const poisoned = event();
    await runTrigger('onTest', failing(new Error('no')), poisoned);
    const seen: Change[] = [];
    const table = { onTest: { run: async (change: Change) => void seen.push(change) } };
    expect(await replay(table)).toEqual({ handled: 1, failed: 0, unknown: 0 });
    expect(seen).toMatchObject([{ id: poisoned.id, params: { uid }, before: undefined, after: { name: 'Ann' } }]);
    expect(await letters()).toEqual([]);
    expect(await replay(table)).toEqual({ handled: 0, failed: 0, unknown: 0 });
  });

  it('keeps what fails again, with its new error, and what nothing listens to any more', async () => {
    await runTrigger('onTest', failing(new Error('no')), event());
    await runTrigger('onOther', failing(new Error('no')), event());
    expect(await replay({ onTest: failing(new Error('still not')) })).toEqual({ handled: 0, failed: 1, unknown: 1 });
    expect((await letters()).map((letter) => letter.get('error')).sort()).toEqual(['Error: no', 'Error: still not']);
  });
});
