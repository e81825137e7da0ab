import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it, vi } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { connect, expectProblem, get, newPerson, patch, post, useApi } from '../support/api.ts';

useApi();

describe('somebody suspended', () => {
  it('is refused at once with a token that still lives, and let in again when it is lifted', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    const status = async () => (await get('/users/profile', me)).status;
    expect(await status()).toBe(200);
    const suspension = db().doc(`suspensions/${me.id}`);
    await suspension.set({ suspended_at: Timestamp.now() });
    await vi.waitUntil(async () => (await status()) === 403, { interval: 20, timeout: 10_000 });

    const replies = [
      await get('/users/profile', me),
      await get('/notifications', me),
      await patch('/users/profile', { bio: 'x' }, me),
      await post('/connections/request', { receiver: other.id }, me),
    ];
    for (const reply of replies) {
      expectProblem(reply, 403, 'account_suspended', /^This account is suspended/);
      expect(reply.cost).toEqual({ reads: 0, writes: 0, deletes: 0, trips: 0 });
    }
    // Nobody else, and no public route.
    expect((await get('/users/profile', other)).status).toBe(200);
    expect((await get('/health', me)).status).toBe(200);

    await suspension.delete();
    await vi.waitUntil(async () => (await status()) === 200, { interval: 20, timeout: 10_000 });
    await connect(me, other);
  });
});
