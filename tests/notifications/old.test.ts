import { expect, it } from 'vitest';
import { removeOld } from '../../functions/src/notifications/jobs.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { get, newPerson, patch, useApi } from '../support/api.ts';
import { tell } from './tell.ts';

useApi();

it('what was read goes after ninety days, and what wasn’t stays', async () => {
  const me = await newPerson();
  const [read, unread] = [await tell(me, 0), await tell(me, 1)];
  await patch(`/notifications/${read}/read`, undefined, me);
  const pass = async (days: number) => {
    const restore = setClock(() => Date.now() + days * 24 * 3_600_000);
    const report = await removeOld().finally(restore);
    return report.removed;
  };
  expect(await pass(89)).toBe(0);
  expect(await pass(91)).toBe(1);
  expect(await pass(91)).toBe(0);
  expect((await get('/notifications', me)).body.map(({ id }: { id: string }) => id)).toEqual([unread]);
});
