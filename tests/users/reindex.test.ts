import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { runJob } from '../../functions/src/runtime/job.ts';
import { get, newPerson, patch, people, useApi } from '../support/api.ts';

useApi();

describe('the job reindex', () => {
  it('makes older profiles found by the new rules, and leaves the others alone', async () => {
    const [me, old, other] = [await newPerson(), await newPerson({ username: 'older_one' }), await newPerson()];
    await patch('/users/profile', { display_name: 'Rafał Łuk', business_category: 'Łódź' }, old);
    const profile = db().doc(`users/${old.id}`);
    await profile.update({ search_tokens: ['rafał', 'łuk'], category_key: 'łodz' });
    const search = async () => (await get('/users?search=luk%20rafal', me)).body.length;
    expect(await search()).toBe(0);
    expect(await runJob('reindex', JOBS.reindex)).toEqual({ changed: 1, unchanged: 2, failed: 0 });
    expect(await search()).toBe(1);
    expect((await get('/users?category=lodz', me)).body).toMatchObject([{ id: old.id, display_name: 'Rafał Łuk' }]);
    const { updateTime } = await db().doc(`users/${other.id}`).get();
    expect(await runJob('reindex', JOBS.reindex)).toEqual({ changed: 0, unchanged: 3, failed: 0 });
    expect((await db().doc(`users/${other.id}`).get()).updateTime).toEqual(updateTime);
  });

  it('goes on past a profile that doesn’t fit, and says so', async () => {
    const persons = await people(3);
    for (const { id } of persons)
      await db()
        .doc(paths.user(id))
        .update({ search_tokens: ['old'] });
    const [odd] = persons.map(({ id }) => id).sort();
    await db().doc(`users/${odd}`).update({ display_name: 7 });
    expect(await runJob('reindex', JOBS.reindex)).toMatchObject({ changed: 2, failed: 1 });
  });
});
