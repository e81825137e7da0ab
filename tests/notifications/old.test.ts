import { expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
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

it('more than a page of it goes in one run', async () => {
  const me = await newPerson();
  const old = { is_read: true, created_at: new Date(Date.now() - 91 * 24 * 3_600_000) };
  for (const [from, to] of [
    [0, 400],
    [400, 501],
  ] as const) {
    const batch = db().batch();
    for (let i = from; i < to; i++) batch.set(db().doc(paths.notification(me.id, `old${i}`)), old);
    await batch.commit();
  }
  expect(await removeOld()).toEqual({ removed: 501 });
});
