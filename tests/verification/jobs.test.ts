import firestore from '@google-cloud/firestore';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { removePapers } from '../../functions/src/verification/jobs.ts';
import { expectProblem, get, newPerson, type Person, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { fault, type Place } from '../support/faults.ts';
import { useTime } from '../support/time.ts';
import { apply, approve, PIXEL, reject } from './apply.ts';

// Files are shared by all test files: here a clock that is moved would take theirs for left over. So this one has a
// bucket of its own.
vi.hoisted(() => {
  const { projectId } = JSON.parse(process.env.FIREBASE_CONFIG ?? '{}');
  const storageBucket = `${projectId}-${process.env.FIRESTORE_DATABASE}.appspot.com`;
  process.env.FIREBASE_CONFIG = JSON.stringify({ projectId, storageBucket });
});
useApi();

const passMs = useTime();
const pass = (days: number, minutes = 0) => passMs((days * 24 * 60 + minutes) * 60_000);
afterEach(() => vi.restoreAllMocks());

const fileOf = ({ user, id }: { user: string; id: string }) => bucket().file(`verification/${user}/${id}/original`);
const isThere = async (request: { user: string; id: string }): Promise<boolean> => (await fileOf(request).exists())[0];
const stored = async ({ id }: { id: string }) => (await db().doc(paths.verification(id)).get()).data();

describe('the file of a request', () => {
  it('goes thirty days after the decision, whatever it was, and the request stays', async () => {
    const [a, b, c, staff] = [await newPerson(), await newPerson(), await newPerson(), await newStaff('verifications')];
    const [approved, rejected, waiting] = [await apply(a), await apply(b), await apply(c)];
    await approve(approved, staff);
    await reject(rejected, staff);
    pass(29, 23 * 60);
    expect(await removePapers()).toMatchObject({ removed: 0, left_over: 0, failed: 0 });
    pass(30, 1);
    expect(await removePapers()).toMatchObject({ removed: 2, left_over: 0, failed: 0 });
    expect([await isThere(approved), await isThere(rejected), await isThere(waiting)]).toEqual([false, false, true]);
    const [mine] = (await get('/users/verify', a)).body;
    expect(mine).toMatchObject({ status: 'approved', file: { remove_at: null, removed_at: expect.any(String) } });
    expect((await get('/users/profile', a)).body.is_verified).toBe(true);
    expectProblem(await get(`/admin/verifications/${approved.id}/file`, staff), 404, 'not_found', /has been removed/);
    // Nothing was opened.
    expect((await stored(approved))?.opened).toEqual([]);
    expect(await removePapers()).toMatchObject({ removed: 0, left_over: 0, failed: 0 });
  });

  it.each(['before', 'after'] as const)('goes also where a run dies %s any of its steps', async (when) => {
    const staff = await newStaff('verifications');
    const steps = [
      [Object.getPrototypeOf(bucket().file('x')), 'delete'],
      [firestore.v1.FirestoreClient.prototype, 'commit'],
    ] as unknown as Place[];
    for (const [object, name] of steps) {
      const request = await apply(await newPerson());
      await reject(request, staff);
      pass(31);
      const original = object[name];
      if (!original) throw new Error(`There is no ${name}.`);
      const spy = vi.spyOn(object, name).mockImplementationOnce(async function step(this: unknown, ...args: unknown[]) {
        if (when === 'after') await original.apply(this, args);
        throw fault();
      });
      expect(await removePapers(), name).toMatchObject({ failed: 1 });
      spy.mockRestore();
      await removePapers();
      expect(await isThere(request), name).toBe(false);
      expect((await stored(request))?.file, name).toMatchObject({ remove_at: null, removed_at: expect.anything() });
      pass(0);
    }
  });

  it('goes once, where two runs meet', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    await reject(request, staff);
    pass(31);
    const reports = await Promise.all([removePapers(), removePapers()]);
    expect(reports.map(({ failed }) => failed)).toEqual([0, 0]);
    expect(await isThere(request)).toBe(false);
  });

  it('goes where it belongs to no request, once nobody can be sending it in', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const lost = { user: me.id, id: 'nobody-wrote-the-request' };
    const kept = await apply(me);
    await fileOf(lost).save(PIXEL, { resumable: false });
    expect(await removePapers()).toMatchObject({ left_over: 0 });
    pass(0, 61);
    expect(await removePapers()).toMatchObject({ left_over: 1, failed: 0 });
    expect([await isThere(lost), await isThere(kept)]).toEqual([false, true]);
    expect((await get(`/admin/verifications/${kept.id}/file`, staff)).status).toBe(200);
  });

  it('goes at once with the account, open or decided', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const former = await apply(me);
    await reject(former, staff);
    const open = await apply(me);
    const leave = (who: Person) =>
      send('delete', '/users/profile', { as: who, body: { password: who.password, at_once: true } });
    expect((await leave(me)).body.status).toBe('erased');
    for (const request of [former, open]) {
      expect([await isThere(request), await stored(request)]).toEqual([false, undefined]);
      expectProblem(await get(`/admin/verifications/${request.id}`, staff), 404, 'not_found');
      expectProblem(await get(`/admin/verifications/${request.id}/file`, staff), 404, 'not_found');
    }
    expect((await get('/admin/verifications', staff)).body.map(({ id }: { id: string }) => id)).not.toContain(open.id);
  });
});
