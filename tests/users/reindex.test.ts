import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { runJob } from '../../functions/src/runtime/job.ts';
import { get, newPerson, patch, useApi } from '../support/api.ts';

useApi();

describe('the job reindex', () => {
  it('makes older profiles found by the new rules, and leaves the others alone', async () => {
    const [me, old, other] = [await newPerson(), await newPerson({ username: 'older_one' }), await newPerson()];
    await patch('/users/profile', { display_name: 'Rafał Łuk', business_category: 'Łódź' }, old);
    const profile = db().doc(`users/${old.id}`);
    await profile.update({ search_tokens: ['rafał', 'łuk'], category_key: 'łodz' });
    const search = async () => (await get('/users?search=luk%20rafal', me)).body.length;
    expect(await search()).toBe(0);
    expect(await runJob('reindex', JOBS.reindex)).toEqual({ changed: 1, unchanged: 2, log: 0 });
    expect(await search()).toBe(1);
    expect((await get('/users?category=lodz', me)).body).toMatchObject([{ id: old.id, display_name: 'Rafał Łuk' }]);
    const { updateTime } = await db().doc(`users/${other.id}`).get();
    expect(await runJob('reindex', JOBS.reindex)).toEqual({ changed: 0, unchanged: 3, log: 0 });
    expect((await db().doc(`users/${other.id}`).get()).updateTime).toEqual(updateTime);
  });

  it('reaches the log past a profile that doesn’t fit, and fails then', async () => {
    const odd = await newPerson();
    await db().doc(`users/${odd.id}`).update({ display_name: 7 });
    const entry = db().doc(paths.audit('older'));
    const actor = { id: null, username: 'somebody' };
    const deed = { action: 'Looked at somebody', route: 'tests', target: {}, request_id: null };
    await entry.set({ id: 'older', actor, at: new Date(), ...deed });
    await expect(runJob('reindex', JOBS.reindex)).rejects.toThrow();
    expect((await entry.get()).get('search_tokens')).toContain('somebody');
  });
});
