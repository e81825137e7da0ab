import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import {
  expectProblem,
  get,
  idsOf,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { auditOf, newStaff } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { apply, approve, PIXEL, paper, reject } from './apply.ts';

useApi();

const pass = useTime();

describe('the queue', () => {
  it('shows what waits, oldest first, and what was decided, latest first', async () => {
    const [staff, a, b, c] = [await newStaff('verifications'), ...(await people(3))] as [
      Person,
      Person,
      Person,
      Person,
    ];
    await patch('/users/profile', { company_name: 'Acme' }, c);
    const requests = [];
    for (const [i, person] of [a, b, c].entries()) {
      pass(i * 1000);
      requests.push(await apply(person, person === c ? 'business' : 'identity'));
    }
    const [first, second, third] = requests.map(({ id }) => id);
    expect(idsOf(await get('/admin/verifications', staff))).toEqual([first, second, third]);
    expect(idsOf(await get('/admin/verifications?doc_type=business', staff))).toEqual([third]);
    const page = await get('/admin/verifications?limit=2', staff);
    expect(idsOf(page)).toEqual([first, second]);
    expect(page.headers.get('link')).toContain('rel="next"');
    expect(page.body[0]).toMatchObject({
      name: a.username,
      applicant: { id: a.id, username: a.username, display_name: a.username, role: 'influencer' },
    });
    pass(10_000);
    await reject(requests[2] as never, staff);
    pass(20_000);
    await reject(requests[0] as never, staff);
    expect(idsOf(await get('/admin/verifications', staff))).toEqual([second]);
    expect(idsOf(await get('/admin/verifications?status=rejected', staff))).toEqual([first, third]);
    expect(idsOf(await get('/admin/verifications?status=rejected&doc_type=identity', staff))).toEqual([first]);
  });

  it('is for staff with that permission alone', async () => {
    const others = await newStaff('reports', 'users', 'audit', 'overview');
    const { id } = await apply(await newPerson());
    for (const path of ['', `/${id}`, `/${id}/file`]) {
      expectProblem(await get(`/admin/verifications${path}`, others), 403, 'permission_denied');
    }
    expectProblem(await reject({ id }, others), 403, 'permission_denied');
    expect(await auditOf(id)).toEqual([]);
  });

  it('shows the names that somebody goes by now', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const { id } = await apply(me);
    await patch('/users/profile', { display_name: 'Nora Weiss' }, me);
    const queued = (await get('/admin/verifications', staff)).body.find((request: { id: string }) => request.id === id);
    expect(queued).toMatchObject({ name: 'Nora Weiss', applicant: { display_name: 'Nora Weiss' } });
    expect((await get(`/admin/verifications/${id}`, staff)).body).toMatchObject({
      name: 'Nora Weiss',
      profile: { display_name: 'Nora Weiss' },
    });
  });
});

describe('a look at a request', () => {
  it('shows the profile beside it, and what the same person has sent in else', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const former = await apply(me);
    await reject(former, staff);
    const { id } = await apply(me);
    const { body } = await get(`/admin/verifications/${id}`, staff);
    expect(body).toMatchObject({ id, profile: { id: me.id, is_verified: false }, others: [{ id: former.id }] });
    expect(body.profile).not.toHaveProperty('search_tokens');
    expectProblem(await get('/admin/verifications/nobody', staff), 404, 'not_found');
  });

  it('opens the file for the API alone, which its owner sees, and the audit log keeps', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const { id } = await apply(me);
    const reply = await send('get', `/admin/verifications/${id}/file`, { as: staff });
    expect(reply.status).toBe(200);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringMatching(/^attachment; /),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(reply.body.length).toBeGreaterThan(20);
    await get(`/admin/verifications/${id}/file`, staff);
    const [mine] = (await get('/users/verify', me)).body;
    expect(mine.opened).toHaveLength(2);
    expect(mine.opened.toSorted()).toEqual(mine.opened);
    const entries = await auditOf(id);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      actor: { id: staff.id, username: staff.username },
      action: 'Opened the file of a request to be verified',
      route: 'GET /admin/verifications/{id}/file',
    });
    expect(PIXEL.length).toBe(mine.file.bytes);
  });
});

describe('a decision', () => {
  it('gives the tick, and says what was approved', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    const { status, body } = await approve(request, staff);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: request.id, status: 'approved', name: me.username, reason: null });
    expect(Date.parse(body.file.remove_at) - Date.parse(body.reviewed_at)).toBeCloseTo(30 * 86_400_000, -3);
    expect((await get('/users/profile', me)).body.is_verified).toBe(true);
    expect((await get(`/users/${me.username}`, staff)).body.is_verified).toBe(true);
    const deeds = (await auditOf(request.id)).filter(({ route }) => route.includes('decision'));
    expect(deeds).toMatchObject([
      {
        actor: { id: staff.id },
        action: 'Decided about a request to be verified',
        details: { decision: 'approved', doc_type: 'identity', name: me.username },
      },
    ]);
  });

  it('turns down with a reason, and leaves no tick', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    await reject(request, staff, { reason: 'other', note: 'It is a library card.' });
    const [mine] = (await get('/users/verify', me)).body;
    expect(mine).toMatchObject({ status: 'rejected', reason: 'other', note: 'It is a library card.' });
    expect((await get('/users/profile', me)).body.is_verified).toBe(false);
  });

  it.each([
    ['nothing', {}, 'decision'],
    ['another word', { decision: 'lapsed' }, 'decision'],
    ['an approval of nothing', { decision: 'approved' }, 'approves'],
    ['an approval with a reason', { decision: 'approved', approves: 'x', reason: 'expired' }, 'reason'],
    ['a rejection without a reason', { decision: 'rejected' }, 'reason'],
    ['a reason that isn’t on the list', { decision: 'rejected', reason: 'ugly' }, 'reason'],
    ['another reason that isn’t told', { decision: 'rejected', reason: 'other' }, 'note'],
    ['a rejection that approves', { decision: 'rejected', reason: 'expired', approves: 'x' }, 'approves'],
    ['what it may not say', { decision: 'rejected', reason: 'expired', is_verified: true }, 'is_verified'],
  ])('is refused with %s, and is not made', async (_, body, field) => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const { id } = await apply(me);
    const reply = await post(`/admin/verifications/${id}/decision`, body, staff);
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect((await get('/users/verify', me)).body[0].status).toBe('pending');
    expect((await auditOf(id)).filter(({ route }) => route.includes('decision'))).toEqual([]);
  });

  it('is never about oneself', async () => {
    const staff = await newStaff('verifications');
    const mine = await apply(staff);
    expectProblem(await approve(mine, staff), 403, 'permission_denied', 'Nobody decides about themselves.');
    expectProblem(await reject(mine, staff), 403, 'permission_denied');
    expect((await get('/users/profile', staff)).body.is_verified).toBe(false);
  });

  it('is made once: of two at one case one decides, and the other is told by whom', async () => {
    const [me, one, two] = [await newPerson(), await newStaff('verifications'), await newStaff('verifications')];
    for (let round = 0; round < 4; round++) {
      const request = await apply(me);
      const options = { contended: true };
      const [a, b] = await Promise.all([
        reject(request, one, { reason: 'expired' }, options),
        reject(request, two, { reason: 'unreadable' }, options),
      ]);
      expect([a.status, b.status].sort()).toEqual([200, 409]);
      const [winner, loser] = a.status === 200 ? [one, b] : [two, a];
      expectProblem(loser, 409, 'conflict', `This was decided already, by ${winner.username}.`);
      expect((await auditOf(request.id)).filter(({ route }) => route.includes('decision'))).toHaveLength(1);
    }
  });

  it('is final', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    await reject(request, staff);
    expectProblem(await approve(request, staff), 409, 'conflict', /decided already/);
    expect((await get('/users/profile', me)).body.is_verified).toBe(false);
  });

  it('approves what staff saw, and not what it was changed into', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    await patch('/users/profile', { display_name: 'Someone Famous' }, me);
    const reply = await approve(request, staff);
    expectProblem(reply, 409, 'conflict', 'The name has changed: by now it is “Someone Famous”.');
    expect(reply.body.errors).toMatchObject([{ field: 'approves' }]);
    expect((await get('/users/profile', me)).body.is_verified).toBe(false);
    expect((await approve({ ...request, name: 'Someone Famous' }, staff)).status).toBe(200);
  });

  it('never approves a business that has no name any more', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    await patch('/users/profile', { company_name: 'Acme' }, me);
    const request = await apply(me, 'business');
    await patch('/users/profile', { company_name: '' }, me);
    for (const name of ['Acme', '']) {
      const reply = await approve({ ...request, name }, staff);
      expect([400, 409]).toContain(reply.status);
    }
    expect((await get('/users/profile', me)).body.is_verified).toBe(false);
  });

  it('finds nobody whose account has ended', async () => {
    const [me, staff] = [await newPerson(), await newStaff('verifications')];
    const request = await apply(me);
    // Closed, and not yet cleared away.
    await db().doc(paths.user(me.id)).delete();
    expectProblem(await approve(request, staff), 404, 'not_found');
    expectProblem(await get(`/admin/verifications/${request.id}`, staff), 404, 'not_found');
    expect((await db().doc(paths.user(me.id)).get()).exists).toBe(false);
    expect((await send('post', '/users/verify', { as: me, body: paper('identity') })).status).toBe(404);
  });
});
