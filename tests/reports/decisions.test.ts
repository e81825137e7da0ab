import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { say } from '../chat/talk.ts';
import { host } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import { expectProblem, friends, get, idsOf, type Person, patch, people, post, send, useApi } from '../support/api.ts';
import { auditOf, newStaff, signedInAnew } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { apply, approve } from '../verification/apply.ts';
import { decide, followed, REASON, reported, storedReport, toldTo } from './make.ts';

useApi();

const pass = useTime();
const DAY = 86_400_000;

describe('a decision', () => {
  it('is made once, by who isn’t part of it, and says what it does', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const id = await reported(reporter, { kind: 'user', id: author.id });
    for (const body of [
      { action: 'warn' },
      { action: 'warn', reason: ' ' },
      { action: 'warn', reason: REASON, until: new Date(Date.now() + DAY).toISOString() },
      { action: 'suspend', reason: REASON, until: new Date(Date.now() - DAY).toISOString() },
      { action: 'ban', reason: REASON },
    ]) {
      expectProblem(await decide(id, body, staff), 400, 'invalid_request');
    }
    const both = await Promise.all(
      [staff, second].map((as) =>
        send('post', `/admin/reports/${id}/decision`, { as, body: { action: 'dismiss' }, contended: true }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.detail).toMatch(/^This was decided already, by person_/);
    expect((await auditOf(id)).filter(({ details }) => details)).toMatchObject([{ details: { action: 'dismiss' } }]);
    const own = await reported(reporter, { kind: 'user', id: staff.id });
    expectProblem(await decide(own, { action: 'dismiss' }, staff), 403, 'permission_denied', /themselves/);
    const theirs = await reported(staff, { kind: 'user', id: author.id });
    expectProblem(await decide(theirs, { action: 'dismiss' }, staff), 403, 'permission_denied', /themselves/);
    // Another report of the same thing would decide theirs along.
    const along = await reported(reporter, { kind: 'user', id: author.id });
    expectProblem(await decide(along, { action: 'dismiss' }, staff), 403, 'permission_denied', /have reported/);
    expect((await decide(along, { action: 'dismiss' }, second)).status).toBe(200);
    expect(await storedReport(theirs)).toMatchObject({ status: 'decided' });
    expectProblem(await decide('nothing', { action: 'dismiss' }, staff), 404, 'not_found');
    const message = await reported(reporter, { kind: 'message', id: (await say(author, reporter)).id });
    expectProblem(await decide(message, { action: 'hide_content', reason: REASON }, staff), 400, 'invalid_request');
  });

  it('hides a story, an event or a profile, and its reversal by somebody else shows it again', async () => {
    const [author, friend] = await friends();
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const story = await postPicture(author);
    const event = await host(author);
    const seen = async () => [
      idsOf(await get('/stories', friend)).includes(story),
      (await get(`/events/${event.id}`, friend)).status,
      (await get(`/users/${author.username}`, friend)).status,
    ];
    const targets = [
      { kind: 'story', id: story },
      { kind: 'event', id: event.id },
      { kind: 'user', id: author.id },
    ] as const;
    const ids: string[] = [];
    for (const target of targets) {
      const id = await reported(friend, target);
      ids.push(id);
      expect((await decide(id, { action: 'hide_content', reason: REASON }, staff)).status).toBe(200);
    }
    expect(await seen()).toEqual([false, 404, 404]);
    // Their owner still has it all.
    expect((await get(`/events/${event.id}`, author)).status).toBe(200);
    expect(idsOf(await get('/stories/my_stories', author))).toEqual([story]);
    for (const id of ids) {
      expectProblem(await post(`/reports/${id}/appeal`, { text: 'Please' }, friend), 404, 'not_found');
      const { body } = await post(`/reports/${id}/appeal`, { text: 'It was a joke.' }, author);
      expect(body).toMatchObject({ appeal: { status: 'open' }, can_appeal: false });
      expectProblem(await post(`/reports/${id}/appeal`, { text: 'Again' }, author), 409, 'conflict', /once/);
      const answer = { decision: 'reversed', answer: 'It was.' };
      const appeals = (as: Person) => post(`/admin/reports/${id}/appeal`, answer, as);
      expectProblem(await appeals(staff), 403, 'permission_denied', /Another member/);
      expect((await followed(id, () => appeals(second), 2)).status).toBe(200);
      expectProblem(await appeals(second), 409, 'conflict', /decided already/);
    }
    expect(await seen()).toEqual([true, 200, 200]);
    expect((await toldTo(author)).filter((message) => message.includes('is undone: It was.'))).toHaveLength(3);
  });

  it('removes what was reported; an event and the words of a profile can come back', async () => {
    const [author, friend] = await friends();
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    await patch('/users/profile', { bio: 'I sell followers', display_name: 'Seller' }, author);
    expect((await approve(await apply(author), await newStaff('verifications'))).status).toBe(200);
    const story = await postPicture(author);
    const [event, message] = [await host(author), await say(author, friend, 'Buy!')];
    const ids: string[] = [];
    for (const target of [
      { kind: 'story', id: story },
      { kind: 'message', id: message.id },
      { kind: 'event', id: event.id },
      { kind: 'user', id: author.id },
    ] as const) {
      const id = await reported(friend, target);
      ids.push(id);
      const { status, body } = await decide(id, { action: 'remove_content', reason: REASON }, staff);
      expect(status, JSON.stringify(body)).toBe(200);
    }
    expect((await db().doc(paths.story(story)).get()).exists).toBe(false);
    expect((await get(`/chat?user_id=${author.id}`, friend)).body).toMatchObject([{ id: message.id, content: '' }]);
    expectProblem(await get(`/events/${event.id}`, friend), 404, 'not_found');
    const profile = async () => (await get('/users/profile', author)).body;
    // The tick was the name's that is gone.
    expect(await profile()).toMatchObject({ bio: '', display_name: author.username, is_verified: false });
    expect((await get('/users/verify', author)).body).toMatchObject([{ status: 'lapsed' }]);
    for (const id of ids.slice(2)) {
      await post(`/reports/${id}/appeal`, { text: 'A joke.' }, author);
      await post(`/admin/reports/${id}/appeal`, { decision: 'reversed', answer: 'It was.' }, second);
    }
    expect((await get(`/events/${event.id}`, friend)).body).toMatchObject({ status: 'scheduled' });
    expect(await profile()).toMatchObject({ bio: 'I sell followers', display_name: 'Seller', is_verified: false });
  });

  it('suspends, and who is suspended can object with what login tells', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const id = await reported(reporter, { kind: 'user', id: author.id });
    const until = new Date(Date.now() + DAY).toISOString();
    await decide(id, { action: 'suspend', reason: REASON, until }, staff);
    const login = await post('/users/auth/login', { username: author.username, password: author.password });
    expect(login.body).toMatchObject({ code: 'account_suspended', suspension: { reason: REASON, until } });
    const out = { ...author, access: login.body.suspension.access };
    expect((await get('/reports/decisions', out)).body).toMatchObject([{ action: 'suspend', can_appeal: true }]);
    expect((await post(`/reports/${id}/appeal`, { text: 'I was hacked.' }, out)).status).toBe(200);
    await post(`/admin/reports/${id}/appeal`, { decision: 'reversed', answer: 'So it seems.' }, second);
    expect((await get('/users/profile', await signedInAnew(author))).status).toBe(200);
  });

  it('to suspend is undone alone: who was suspended anew stays so, also for the same reason', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports', 'users'), await newStaff('reports')];
    const id = await reported(reporter, { kind: 'user', id: author.id });
    await decide(id, { action: 'suspend', reason: REASON }, staff);
    await patch(`/admin/users/${author.id}`, { suspension: { reason: REASON } }, staff);
    const login = await post('/users/auth/login', { username: author.username, password: author.password });
    await post(`/reports/${id}/appeal`, { text: 'No.' }, { ...author, access: login.body.suspension.access });
    await post(`/admin/reports/${id}/appeal`, { decision: 'reversed', answer: 'So it seems.' }, second);
    const { body } = await get(`/admin/users/${author.id}`, staff);
    expect(body.suspension).toMatchObject({ reason: REASON, until: null });
  });

  it('that stays is told, too, and is final after 30 days', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const [id, late] = [
      await reported(reporter, { kind: 'user', id: author.id }),
      await reported(reporter, { kind: 'event', id: (await host(author)).id }),
    ];
    for (const one of [id, late]) await decide(one, { action: 'warn', reason: REASON }, staff);
    await post(`/reports/${id}/appeal`, { text: 'No.' }, author);
    const answer = { decision: 'upheld', answer: 'Yes.' };
    await followed(id, () => post(`/admin/reports/${id}/appeal`, answer, second));
    expect(await toldTo(author)).toContain('Your appeal was looked at by somebody else, and the decision stays: Yes.');
    pass(30 * DAY + 1);
    expectProblem(
      await post(`/reports/${late}/appeal`, { text: 'No.' }, await signedInAnew(author)),
      409,
      'conflict',
      /30 days/,
    );
  });
});

describe('the queues', () => {
  it('hold what waits, oldest first, by kind', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    const event = await host(author);
    const [a, b] = [
      await reported(reporter, { kind: 'user', id: author.id }),
      await reported(reporter, { kind: 'event', id: event.id }),
    ];
    const mine = async (query: string, as = staff) =>
      idsOf(await get(`/admin/reports?limit=100${query}`, as)).filter((id) => [a, b].includes(id));
    expect(await mine('')).toEqual([a, b]);
    expect(await mine('&kind=event')).toEqual([b]);
    for (const id of [b, a]) await decide(id, { action: 'warn', reason: REASON }, staff);
    expect(await mine('')).toEqual([]);
    expect(await mine('&queue=decided')).toEqual([a, b]);
    expect(await mine('&queue=decided&kind=user')).toEqual([a]);
    for (const id of [b, a]) await post(`/reports/${id}/appeal`, { text: 'No.' }, author);
    expect(await mine('&queue=appeals')).toEqual([b, a]);
    expect(await mine('&queue=appeals&kind=user')).toEqual([a]);
    await post(`/admin/reports/${a}/appeal`, { decision: 'upheld', answer: 'Yes.' }, second);
    expect(await mine('&queue=appeals')).toEqual([b]);
  });
});
