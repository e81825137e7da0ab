import { afterEach, describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { removeEvidence } from '../../functions/src/reports/jobs.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import { say } from '../chat/talk.ts';
import { host } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import {
  connect,
  del,
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
import { auditOf, newStaff, signedInAnew } from '../support/auth.ts';
import { decide, followed, reported, sendReport, storedReport } from './make.ts';

useApi();

let restore = () => {};
afterEach(() => restore());

const REASON = 'Selling followers is against our rules.';
const DAY = 86_400_000;
const keptOf = async (id: string) => {
  const { target } = (await storedReport(id)) as { target: { owner: string } };
  return (await filesIn(`${folders.evidence(target.owner)}/${id}`)).length;
};
const toldTo = async (who: Person): Promise<string[]> =>
  (await get('/notifications', who)).body
    .filter(({ target }: { target: { kind: string } }) => target.kind === 'report')
    .map(({ message }: { message: string }) => message);

async function connected(): Promise<[Person, Person]> {
  const [author, reporter] = (await people(2)) as [Person, Person];
  await connect(author, reporter);
  return [author, reporter];
}

describe('a report', () => {
  it('keeps what was reported, also when it is deleted first', async () => {
    const [author, reporter] = await connected();
    const story = await postPicture(author, { caption: 'Followers for sale' });
    const event = await host(author, { title: 'Follower market', description: 'Bring money' });
    const message = await say(author, reporter, 'Buy followers!');
    await patch('/users/profile', { bio: 'I sell followers' }, author);
    const ids = [
      await reported(reporter, { kind: 'story', id: story }, { note: 'Again' }),
      await reported(reporter, { kind: 'event', id: event.id }),
      await reported(reporter, { kind: 'message', id: message.id }),
      await reported(reporter, { kind: 'user', id: author.id }),
    ];
    await del(`/stories/${story}`, author);
    await del(`/events/${event.id}`, author);
    await del(`/chat/messages/${message.id}`, author);
    await patch('/users/profile', { bio: '' }, author);
    const staff = await newStaff('reports');
    const looked = await Promise.all(ids.map((id) => get(`/admin/reports/${id}`, staff)));
    expect(looked.map(({ body }) => [body.snapshot.title, body.snapshot.text])).toEqual([
      ['', 'Followers for sale'],
      ['Follower market', expect.stringContaining('Bring money')],
      ['', 'Buy followers!'],
      [author.username, 'I sell followers'],
    ]);
    const { file, reporter: by, note } = looked[0]?.body ?? {};
    expect([by.id, note, looked[0]?.body.others.length]).toEqual([reporter.id, 'Again', 3]);
    const fetched = await fetch(file);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/webp']);
  });

  it('is one while it is open, of what one sees and isn’t one’s own', async () => {
    const [author, reporter, stranger] = [...(await connected()), await newPerson()] as [Person, Person, Person];
    const story = await postPicture(author);
    const closed = await host(author, { visibility: 'connections' });
    const message = await say(author, reporter);
    await reported(reporter, { kind: 'story', id: story });
    expectProblem(await sendReport(reporter, { kind: 'story', id: story }), 409, 'conflict', /reported this already/);
    for (const target of [
      { kind: 'story', id: story },
      { kind: 'event', id: closed.id },
      { kind: 'message', id: message.id },
      { kind: 'user', id: 'nobody' },
      { kind: 'story', id: 'nothing' },
      { kind: 'message', id: 'nothing' },
      { kind: 'message', id: 'x' },
      { kind: 'message', id: '_x' },
    ] as const) {
      expectProblem(await sendReport(stranger, target), 404, 'not_found');
    }
    for (const target of [
      { kind: 'story', id: story },
      { kind: 'user', id: author.id },
      { kind: 'event', id: closed.id },
      { kind: 'message', id: message.id },
    ] as const) {
      expectProblem(await sendReport(author, target), 400, 'invalid_request', /your own/);
    }
    expectProblem(
      await sendReport(stranger, { kind: 'user', id: author.id }, { category: 'taste' }),
      400,
      'invalid_request',
    );
    expectProblem(
      await sendReport(stranger, { kind: 'user', id: author.id }, { note: 'x'.repeat(1001) }),
      400,
      'invalid_request',
    );
    await post(`/users/${stranger.id}/block`, undefined, author);
    expectProblem(await sendReport(stranger, { kind: 'user', id: author.id }), 404, 'not_found');
  });

  it('of two at once is one', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const body = { target: { kind: 'user', id: author.id }, category: 'hate' };
    const both = await Promise.all(
      [1, 2, 3].map(() => send('post', '/reports', { as: reporter, body, contended: true })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('tells who made it the outcome, and nobody who made it', async () => {
    const [author, reporter, other] = (await people(3)) as [Person, Person, Person];
    const staff = await newStaff('reports');
    const target = { kind: 'user', id: author.id } as const;
    const [id, second] = [await reported(reporter, target), await reported(other, target)];
    expect((await get('/reports/mine', reporter)).body).toMatchObject([{ id, status: 'open', outcome: null }]);
    await followed(second, () => followed(id, () => decide(id, { action: 'warn', reason: REASON }, staff), 2));
    expect((await get('/reports/mine', reporter)).body).toMatchObject([{ status: 'decided', outcome: 'action' }]);
    expect(await toldTo(reporter)).toEqual([
      `We looked at your report about ${author.username} and acted on it. Thank you.`,
    ]);
    // The other open one is decided along.
    expect(await toldTo(other)).toHaveLength(1);
    expect(await toldTo(author)).toEqual([`Your profile was reported, and this is a warning: ${REASON}`]);
    const about = await get('/reports/decisions', author);
    expect(about.body).toMatchObject([{ id, action: 'warn', reason: REASON, can_appeal: true, appeal: null }]);
    for (const { id: uid, username } of [reporter, other, staff]) {
      expect(JSON.stringify(about.body)).not.toContain(uid);
      expect(JSON.stringify(about.body)).not.toContain(`"${username}"`);
    }
    // It may be reported again.
    const again = await reported(reporter, target);
    await followed(again, () => decide(again, { action: 'dismiss' }, staff));
    expect(await toldTo(reporter)).toContain(
      `We looked at your report about ${author.username} and found nothing that breaks our rules.`,
    );
    expect((await get('/reports/decisions', author)).body).toHaveLength(1);
  });
});

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
    const [author, friend] = await connected();
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
    const [author, friend] = await connected();
    const [staff, second] = [await newStaff('reports'), await newStaff('reports')];
    await patch('/users/profile', { bio: 'I sell followers', display_name: 'Seller' }, author);
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
    expect(await profile()).toMatchObject({ bio: '', display_name: author.username });
    for (const id of ids.slice(2)) {
      await post(`/reports/${id}/appeal`, { text: 'A joke.' }, author);
      await post(`/admin/reports/${id}/appeal`, { decision: 'reversed', answer: 'It was.' }, second);
    }
    expect((await get(`/events/${event.id}`, friend)).body).toMatchObject({ status: 'scheduled' });
    expect(await profile()).toMatchObject({ bio: 'I sell followers', display_name: 'Seller' });
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
    restore = setClock(() => Date.now() + 30 * DAY + 1);
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

describe('a report about a member of staff', () => {
  it('doesn’t tell them who made it', async () => {
    const [reporter, staff, other] = [await newPerson(), await newStaff('reports', 'users'), await newStaff('reports')];
    const id = await reported(reporter, { kind: 'user', id: staff.id }, { note: 'We worked together' });
    const second = await reported(reporter, { kind: 'event', id: (await host(staff)).id });
    const seen = async (as: Person) => [
      (await get('/admin/reports?limit=100', as)).body.find((one: { id: string }) => one.id === id),
      (await get(`/admin/reports/${id}`, as)).body,
      (await get(`/admin/reports/${second}`, as)).body.others[0],
    ];
    for (const report of await seen(staff)) expect(report).toMatchObject({ id, reporter: null, note: '' });
    const [own] = (await get(`/admin/users/${staff.id}`, staff)).body.reports;
    expect(own).toMatchObject({ reporter: null, note: '' });
    for (const report of await seen(other)) expect(report).toMatchObject({ id, reporter: { id: reporter.id } });
  });
});

describe('what is kept', () => {
  it('goes 30 days after the decision, and with the account', async () => {
    const [author, reporter] = await connected();
    const staff = await newStaff('reports');
    const [first, second] = [await postPicture(author), await postPicture(author)];
    const [id, other] = [
      await reported(reporter, { kind: 'story', id: first }),
      await reported(reporter, { kind: 'story', id: second }),
    ];
    await decide(id, { action: 'dismiss' }, staff);
    expect(await removeEvidence()).toMatchObject({ failed: 0 });
    expect(await keptOf(id)).toBe(1);
    restore = setClock(() => Date.now() + 31 * DAY);
    expect(await removeEvidence()).toMatchObject({ failed: 0 });
    restore();
    expect([await keptOf(id), await keptOf(other)]).toEqual([0, 1]);
    expect(await storedReport(id)).toMatchObject({ snapshot: { type: null } });
    await send('delete', '/users/profile', {
      as: reporter,
      body: { password: reporter.password, at_once: true },
      contended: true,
    });
    expect(await storedReport(other)).toMatchObject({ reporter: null });
    await send('delete', '/users/profile', {
      as: author,
      body: { password: author.password, at_once: true },
      contended: true,
    });
    expect(await storedReport(other)).toBeUndefined();
    expect(await filesIn(folders.evidence(author.id))).toEqual([]);
  });

  it('of a message names who reported it no more when they have left', async () => {
    const [author, reporter] = await connected();
    const id = await reported(reporter, { kind: 'message', id: (await say(author, reporter, 'Buy!')).id });
    await send('delete', '/users/profile', {
      as: reporter,
      body: { password: reporter.password, at_once: true },
      contended: true,
    });
    const left = await storedReport(id);
    expect(left).toMatchObject({ reporter: null, snapshot: { text: 'Buy!' }, target: { owner: author.id } });
    expect(JSON.stringify(left)).not.toContain(reporter.id);
    const { status } = await decide(id, { action: 'remove_content', reason: REASON }, await newStaff('reports'));
    expect(status).toBe(200);
  });

  it('is not there where the report was refused', async () => {
    const [author, reporter] = await connected();
    const story = await postPicture(author);
    await reported(reporter, { kind: 'story', id: story });
    await sendReport(reporter, { kind: 'story', id: story });
    expect(await filesIn(folders.evidence(author.id))).toHaveLength(1);
  });
});
