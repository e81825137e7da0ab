import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { say } from '../chat/talk.ts';
import { host } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import {
  del,
  expectProblem,
  friends,
  get,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';
import { decide, followed, REASON, reported, sendReport, storedReport, toldTo } from './make.ts';

useApi();

describe('a report', () => {
  it('keeps what was reported, also when it is deleted first', async () => {
    const [author, reporter] = await friends();
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
    const [author, reporter, stranger] = [...(await friends()), await newPerson()] as [Person, Person, Person];
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

  it('is of somebody who is there: what is left of an account that is just ending is reported no more', async () => {
    const [author, reporter] = await friends();
    const targets = [
      { kind: 'story', id: await postPicture(author) },
      { kind: 'event', id: (await host(author)).id },
    ] as const;
    await db().doc(paths.user(author.id)).delete();
    for (const target of targets) expectProblem(await sendReport(reporter, target), 404, 'not_found');
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
    // It goes with the account that it was about, and so does what names them.
    const before = await storedReport(again);
    await db().doc(paths.report(again)).delete();
    for (let i = 0; i < 2; i++) await deliver('onReportWritten', { params: { id: again }, before });
    expect(await toldTo(reporter)).toHaveLength(1);
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
