import { describe, expect, it } from 'vitest';
import { STAFF_PERMISSIONS, type StaffPermission } from '../../functions/src/contract/roles.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { routes } from '../../functions/src/routes.ts';
import { countDay, dayOf } from '../../functions/src/staff/analytics.ts';
import { host } from '../events/make.ts';
import { reported } from '../reports/make.ts';
import {
  connect,
  expectProblem,
  get,
  idsOf,
  newPerson,
  nextOf,
  type Person,
  patch,
  people,
  send,
  useApi,
} from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { useTime } from '../support/time.ts';

useApi();

const pass = useTime();

const suspend = (who: Person, staff: Person) =>
  patch(`/admin/users/${who.id}`, { suspension: { reason: 'Spam' } }, staff);

describe('each route of staff', () => {
  const guarded = (routes as readonly AnyRoute[]).filter(({ auth }) => typeof auth === 'object');

  it('opens to its permission, and to no other one', async () => {
    const staff = {} as Record<StaffPermission, Person>;
    for (const permission of STAFF_PERMISSIONS) staff[permission] = await newStaff(permission);
    for (const { method, path, auth } of guarded) {
      const needed = (auth as { staff: StaffPermission }).staff;
      for (const permission of STAFF_PERMISSIONS) {
        const address = path.replace(/\{\w+\}/g, 'nobody_at_all');
        const { status } = await send(method, address, { as: staff[permission], contended: true });
        const name = `${method} ${path} with ${permission}`;
        if (permission === needed) expect([200, 400, 404], name).toContain(status);
        else expect(status, name).toBe(403);
      }
    }
  });

  it('says in words what is entered into the audit log', () => {
    for (const { audit } of guarded) expect(audit).toMatch(/^[A-Z][^.]{8,80}$/);
    expect(guarded.map(({ method, path }) => `${method} ${path}`)).toContain('get /admin/audit.csv');
    // Taken from the one table of routes: what lies below /admin is for staff, and what is for staff lies there.
    const below = (routes as readonly AnyRoute[]).filter(({ path }) => path.startsWith('/admin'));
    expect(guarded.map(({ path }) => path)).toEqual(below.map(({ path }) => path));
  });
});

describe('people, for staff', () => {
  it('are all there, found by words, address, role, tick and state', async () => {
    const staff = await newStaff('users');
    const [bob, erin] = [
      await newPerson({ username: 'searchable_bob', role: 'brand' }),
      await newPerson({ username: 'searchable_erin', role: 'entrepreneur' }),
    ];
    await suspend(erin, staff);
    const found = async (query: string) => idsOf(await get(`/admin/users?${query}`, staff));
    expect(await found('search=searchable')).toEqual([erin.id, bob.id]);
    expect(await found('search=searchable&role=brand')).toEqual([bob.id]);
    expect(await found(`search=${encodeURIComponent(erin.email)}`)).toEqual([erin.id]);
    expect(await found(`search=${encodeURIComponent(` ${erin.email.toUpperCase()}`)}`)).toEqual([erin.id]);
    expect(await found('search=@searchable_bob')).toEqual([bob.id]);
    expect(await found('search=nobody@nowhere.example')).toEqual([]);
    expect(await found('state=suspended')).toContain(erin.id);
    expect(await found('state=suspended&role=brand')).toEqual([]);
    expect(await found('search=searchable&verified=true')).toEqual([]);
    expectProblem(await get('/admin/users?search=x&state=suspended', staff), 400, 'invalid_request');
    const first = await get('/admin/users?limit=1&search=searchable', staff);
    expect(first.body).toMatchObject([{ withheld: ['suspended'], suspended_until: '9999-12-31T23:59:59.000Z' }]);
    expect(idsOf(await get(nextOf(first) ?? '', staff))).toEqual([bob.id]);
  });

  it('are shown with their history', async () => {
    const staff = await newStaff('users');
    const [author, reporter] = (await people(2)) as [Person, Person];
    const report = await reported(reporter, { kind: 'user', id: author.id });
    await suspend(author, staff);
    const { status, body } = await get(`/admin/users/${author.id}`, staff);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      email: author.email,
      suspension: { reason: 'Spam', until: null },
      permissions: [],
      sign_in: { providers: ['password'] },
      reports: [{ id: report }],
    });
    // The look itself stands there, too.
    expect(body.log.map(({ action }: { action: string }) => action)).toContain('Changed what somebody may do');
    expectProblem(await get(`/admin/users/${'0'.repeat(28)}`, staff), 404, 'not_found');
  });
});

describe('the overview', () => {
  it('is what the job has counted, and the queues as they are', async () => {
    const staff = await newStaff('overview');
    const [a, b] = (await people(2)) as [Person, Person];
    await connect(a, b);
    const event = await host(a);
    await reported(b, { kind: 'user', id: a.id });
    const before = await countDay();
    await newPerson({ role: 'brand' });
    // Twice is once.
    await countDay();
    const { body } = await get('/admin/overview?days=7', staff);
    const today = body.days.at(-1);
    expect(today).toMatchObject({ day: dayOf(Date.now()), new_people: Number(before.people) + 1 });
    expect(today.totals).toMatchObject({ people: Number(before.people) + 1, events: expect.any(Number) });
    const { influencers, brands, entrepreneurs, people: all } = today.totals;
    expect(influencers + brands + entrepreneurs).toBe(all);
    expect([today.totals.connections > 0, today.active.day > 0]).toEqual([true, true]);
    expect(body.queues.reports.waiting).toBeGreaterThan(0);
    expect(Date.parse(body.queues.reports.oldest)).toBeLessThanOrEqual(Date.now());
    const closed = await host(a, { title: 'For friends', visibility: 'connections' });
    const hidden = await newStaff('users');
    await suspend(b, hidden);
    const again = await get('/admin/overview?days=7', staff);
    for (const id of [closed.id, b.id]) expect(JSON.stringify(again.body.recent)).not.toContain(id);
    expect(today.added).toMatchObject({ people: today.new_people, connections: 1, events: 1, messages: 0, stories: 0 });
    expect(body.recent).toContainEqual({ kind: 'event', id: event.id, name: 'Summer Gala', at: event.created_at });
    pass(-40 * 86_400_000);
    await countDay();
    pass(0);
    expect((await get('/admin/overview?days=7', staff)).body.days).toHaveLength(1);
    expect((await get('/admin/overview?days=41', staff)).body.days).toHaveLength(2);
    const file = await get('/admin/overview.csv?days=365', staff);
    expect(String(file.body).split('\r\n')[0]).toBe(
      // The byte order mark is dropped by whoever reads it as text.
      'day,people,influencers,brands,entrepreneurs,verified,connections,events,messages,stories,new_people,active_day,active_week,active_month,new_connections,new_events,new_messages,new_stories',
    );
    expectProblem(await get('/admin/overview?days=0', staff), 400, 'invalid_request');
  });
});

describe('the queues', () => {
  it('are told to whoever works on them, how long and how old, and to nobody else', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await reported(b, { kind: 'user', id: a.id });
    const { body } = await get('/staff/queues', await newStaff('reports'));
    expect(body).toMatchObject({ verifications: null, appeals: { waiting: expect.any(Number) } });
    expect(body.reports.waiting).toBeGreaterThan(0);
    expect(Date.parse(body.reports.oldest)).toBeLessThanOrEqual(Date.now());
    const other = await get('/staff/queues', await newStaff('verifications', 'audit'));
    expect(other.body).toMatchObject({ verifications: { waiting: expect.any(Number) }, reports: null, appeals: null });
    expect((await get('/staff/queues', await newStaff('audit'))).body.verifications).toBeNull();
    expectProblem(await get('/staff/queues', a), 403, 'permission_denied');
  });
});
