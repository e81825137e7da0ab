import { expect, it } from 'vitest';
import { installMeter, metered, missing, sideBySide } from '../../functions/src/store/meter.ts';

it('finds every method of the Firestore client that it counts', () => {
  installMeter();
  expect(missing).toEqual([]);
});

it('gives back what each of several works answers, in their order', async () => {
  const works = [async () => 1, async () => 'two'] as const;
  const answers: [number, string] = await sideBySide(works);
  expect(answers).toEqual([1, 'two']);
  const { result } = metered(() => sideBySide(works), { call: 1000, total: 1000 });
  expect(await result).toEqual([1, 'two']);
});
