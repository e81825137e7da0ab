import { describe, expect, it } from 'vitest';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { STAFF_PERMISSIONS, type StaffPermission } from '../../functions/src/contract/roles.ts';
import { db } from '../../functions/src/firebase.ts';
import { toCsv } from '../../functions/src/http/csv.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { routes } from '../../functions/src/routes.ts';
import { countDay, dayOf } from '../../functions/src/staff/analytics.ts';
import { host } from '../events/make.ts';
import { decide, reported } from '../reports/make.ts';
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

describe('the audit log', () => {
  it('is searched by who, what and when, and saved for spreadsheets', async () => {
    const [staff, auditor] = [await newStaff('users'), await newStaff('audit')];
    const [bob, erin] = (await people(2)) as [Person, Person];
    for (const who of [bob, erin]) {
      const reason = '=HYPERLINK("https://evil.example")\nand "more"';
      await patch(`/admin/users/${who.id}`, { suspension: { reason } }, staff);
    }
    const read = async (query: string) =>
      (await get(`/admin/audit?${query}`, auditor)).body.map(({ target }: { target: { id?: string } }) => target.id);
    expect(await read(`actor=${staff.username}`)).toEqual([erin.id, bob.id]);
    expect(await read(`actor=${staff.username}&target=${bob.id}`)).toEqual([bob.id]);
    expect(await read(`target=${bob.id}&to=2026-01-01T00:00:00.000Z`)).toEqual([]);
    expect(await read(`target=${bob.id}&from=2026-01-01T00:00:00.000Z`)).toEqual([bob.id]);
    const first = await get(`/admin/audit?actor=${staff.username}&limit=1`, auditor);
    expect((await get(nextOf(first) ?? '', auditor)).body).toHaveLength(1);
    const file = await get(`/admin/audit.csv?target=${bob.id}`, auditor);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="?infloo-audit\.csv/);
    const lines = String(file.body).split('\r\n');
    expect(lines[1]).toContain(`,${staff.username},${staff.id},Changed what somebody may do,`);
    expect(lines[1]).toContain('without end: =HYPERLINK(""https');
  });

  it('is searched by words: of who did it, what was done, and to whom', async () => {
    const [staff, auditor] = [await newStaff('users', 'reports'), await newStaff('audit')];
    const [bob, erin] = (await people(2)) as [Person, Person];
    await decide(await reported(bob, { kind: 'user', id: erin.id }), { action: 'warn', reason: 'Spam' }, staff);
    await suspend(bob, staff);
    const read = async (search: string) =>
      (await get(`/admin/audit?search=${encodeURIComponent(search)}&limit=100`, auditor)).body.map(
        ({ actor, action }: { actor: { username: string }; action: string }) => [actor.username, action],
      );
    const decision = [staff.username, 'Decided about a report'];
    expect(await read(erin.username)).toEqual([decision]);
    expect(await read(erin.username.toUpperCase())).toEqual([decision]);
    expect(await read(erin.id)).toEqual([decision]);
    expect(await read('deci')).toContainEqual(decision);
    expect(await read('reinstated')).toEqual([]);
    expect(await read(bob.id)).toEqual([[staff.username, 'Changed what somebody may do']]);
    const both = await get(`/admin/audit?search=decided&actor=${staff.username}&from=2026-01-01T00:00:00Z`, auditor);
    expect(both.body).toHaveLength(1);
    // What is answered has no word of how it is found.
    expect(Object.keys(both.body[0])).not.toContain('search_tokens');
    for (const search of ['%20', '%E2%80%A6', 'x'.repeat(51)]) {
      expectProblem(await get(`/admin/audit?search=${search}`, auditor), 400, 'invalid_request');
    }
    const file = String((await get(`/admin/audit.csv?search=${erin.username}`, auditor)).body);
    expect(file.trim().split('\r\n')).toHaveLength(2);
  });

  it('that has more than a file holds says in the file where it ends', async () => {
    const auditor = await newStaff('audit');
    const log = db().collection(collectionOf(paths.audit('_')));
    const entry = {
      ...{ actor: { id: null, username: 'very_busy' }, action: 'Looked at somebody', route: 'tests' },
      ...{ target: {}, request_id: null },
    };
    for (let page = 0; page < 5; page++) {
      const batch = db().batch();
      for (let i = 0; i < 401; i++) {
        const id = `busy-${page}-${i}`;
        batch.set(log.doc(id), { ...entry, id, at: new Date(1_790_000_000_000 + page * 1000 + i) });
      }
      await batch.commit();
    }
    const lines = String((await get('/admin/audit.csv?actor=very_busy', auditor)).body)
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2002);
    const [end] = /with the end (\S+)\./.exec(lines.at(-1) ?? '')?.slice(1) ?? [];
    const rest = String((await get(`/admin/audit.csv?actor=very_busy&to=${end}`, auditor)).body).trim();
    expect(rest.split('\r\n')).toHaveLength(6);
    expect(rest).not.toContain('The file ends here');
  });

  it('as a file has nothing that a spreadsheet would run', () => {
    const file = toCsv(
      ['a', 'b'],
      [
        ['=1+1', '+1'],
        ['-1', '@x'],
        ['\tx', 'a,b'],
        ['say "hi"', 'two\nlines'],
        ['\n=1+1', '＝1+1'],
        [-1, 2],
      ],
    );
    expect(file).toBe(
      `\uFEFFa,b\r\n'=1+1,'+1\r\n'-1,'@x\r\n'\tx,"a,b"\r\n"say ""hi""","two\nlines"\r\n"'\n=1+1",'＝1+1\r\n-1,2\r\n`,
    );
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
