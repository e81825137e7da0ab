import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { host } from '../events/make.ts';
import { expectProblem, friends, get, type Person, patch, people, post, send, useApi } from '../support/api.ts';
import { auditOf, newStaff, signedInAnew } from '../support/auth.ts';
import { decide, followed, REASON, reported, reverse, storedReport, type Target, toldTo } from './make.ts';

useApi();

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** Two who decide, and one who undoes. */
const threeOfStaff = async () =>
  [await newStaff('reports'), await newStaff('reports'), await newStaff('reports')] as const;

/** Two decisions about the same thing, one after the other. */
async function decidedTwice(by: Person, target: Target, body: object): Promise<[first: string, second: string]> {
  const [one, two] = [await newStaff('reports'), await newStaff('reports')];
  const ids: string[] = [];
  for (const staff of [one, two]) {
    // What is hidden isn't to be reported: the second report was there before the first decision.
    const id = await reported(by, target);
    ids.push(id);
    const { status, body: answer } = await decide(id, body, staff);
    expect(status, JSON.stringify(answer)).toBe(200);
  }
  return ids as [string, string];
}

describe('a decision that is undone', () => {
  it('needs no appeal, but another member of staff; all whom it concerned are told', async () => {
    const [author, reporter, other] = (await people(3)) as [Person, Person, Person];
    const [staff, second] = await threeOfStaff();
    const target = { kind: 'user', id: author.id } as const;
    const [id, along] = [await reported(reporter, target), await reported(other, target)];
    expectProblem(await reverse(id, second), 409, 'conflict', /Nothing is decided/);
    expectProblem(await reverse('nothing', second), 404, 'not_found');
    await decide(id, { action: 'hide_content', reason: REASON }, staff);
    expectProblem(await reverse(id, staff), 403, 'permission_denied', /Another member/);
    for (const reason of ['', ' ', undefined]) {
      expectProblem(await post(`/admin/reports/${id}/reversal`, { reason }, second), 400, 'invalid_request');
    }
    expectProblem(await get(`/users/${author.username}`, other), 404, 'not_found');
    // By way of the one that was decided along, too.
    const undone = await followed(along, () => followed(id, () => reverse(along, second, 'We were wrong.'), 2));
    expect(undone.body).toMatchObject({ id: along, reversal: { reason: 'We were wrong.', by: { id: second.id } } });
    expect((await get(`/users/${author.username}`, other)).status).toBe(200);
    expectProblem(await reverse(id, second), 409, 'conflict', /^This was decided already, by person_/);
    const words = `We looked once more at your report about ${author.username}, and have undone what we decided.`;
    for (const who of [reporter, other]) expect(await toldTo(who)).toEqual([words]);
    expect(await toldTo(author)).toEqual([
      'We looked once more at what we decided about your profile, and have undone it: We were wrong.',
    ]);
    expect((await get('/reports/mine', reporter)).body).toMatchObject([{ outcome: 'undone' }]);
    const [told] = (await get('/reports/decisions', author)).body;
    expect(told).toMatchObject({ reversed: { reason: 'We were wrong.' }, can_appeal: false, appeal: null });
    expectProblem(await post(`/reports/${id}/appeal`, { text: 'Thank you.' }, author), 409, 'conflict', /undone/);
    const log = (await auditOf(along)).filter(({ details }) => details?.action === 'reversed');
    expect(log).toMatchObject([{ actor: { id: second.id }, details: { decision: 'hide_content', owner: author.id } }]);
  });

  it('answers an appeal that waits, and none of one’s own', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = await threeOfStaff();
    const id = await reported(reporter, { kind: 'user', id: author.id });
    await decide(id, { action: 'warn', reason: REASON }, staff);
    await post(`/reports/${id}/appeal`, { text: 'No.' }, author);
    const of = async (who: Person) => reported(who, { kind: 'user', id: second.id });
    const own = await of(reporter);
    await decide(own, { action: 'warn', reason: REASON }, staff);
    expectProblem(await reverse(own, second), 403, 'permission_denied', /themselves/);
    await followed(id, () => reverse(id, second, 'You were right.'));
    expect((await get('/reports/decisions', author)).body).toMatchObject([
      { appeal: { status: 'reversed', answer: 'You were right.' }, reversed: { reason: 'You were right.' } },
    ]);
    expect(await toldTo(author)).toEqual([
      'Your appeal was looked at by somebody else, and the decision is undone: You were right.',
    ]);
  });

  it('to dismiss a report has it wait again, and be decided anew', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = await threeOfStaff();
    const id = await reported(reporter, { kind: 'user', id: author.id });
    await followed(id, () => decide(id, { action: 'dismiss' }, staff));
    const again = await followed(id, () => reverse(id, second), 2);
    expect(again.body).toMatchObject({ status: 'open', decision: null });
    expect((await get('/admin/reports?limit=100', second)).body.map((one: { id: string }) => one.id)).toContain(id);
    await followed(id, () => decide(id, { action: 'warn', reason: REASON }, second));
    expect(await toldTo(reporter)).toEqual([
      `We looked at your report about ${author.username} and acted on it. Thank you.`,
      `We are looking at your report about ${author.username} once more.`,
      `We looked at your report about ${author.username} and found nothing that breaks our rules.`,
    ]);
  });
});

describe('what several decisions have done', () => {
  it('to a profile holds until none of them stands', async () => {
    const [author, friend] = await friends();
    const third = await newStaff('reports');
    await patch('/users/profile', { bio: 'I sell followers', location: 'Lisbon' }, author);
    const target = { kind: 'user', id: author.id } as const;
    const remove = { action: 'remove_content', reason: REASON };
    const [first, second] = await decidedTwice(friend, target, remove);
    const bio = async () => (await get('/users/profile', author)).body.bio;
    await reverse(first, third);
    expect(await bio()).toBe('');
    // The second one has found nothing, and gives back what the first one took.
    await reverse(second, third);
    expect((await get('/users/profile', author)).body).toMatchObject({ bio: 'I sell followers', location: 'Lisbon' });
    // What they wrote between the two comes back with the second alone.
    const one = await reported(friend, target);
    await decide(one, remove, await newStaff('reports'));
    await patch('/users/profile', { bio: 'I sell likes' }, author);
    const two = await reported(friend, target);
    await decide(two, remove, await newStaff('reports'));
    await reverse(two, third);
    expect(await bio()).toBe('I sell likes');
    await reverse(one, third);
    expect((await get('/users/profile', author)).body).toMatchObject({ bio: 'I sell likes', location: 'Lisbon' });
  });

  it('to an event holds until neither they nor staff themselves keep it down', async () => {
    const [author, friend, other] = (await people(3)) as [Person, Person, Person];
    const [staff, second, third] = await threeOfStaff();
    const { id } = await host(author);
    const target = { kind: 'event', id } as const;
    const [mine, theirs] = [await reported(friend, target), await reported(other, target)];
    // Both are decided by it.
    await decide(mine, { action: 'remove_content', reason: 'First' }, staff);
    const cancel = () => post(`/admin/events/${id}/cancel`, { reason: 'Second' }, second);
    expect((await cancel()).body).toMatchObject({ taken_down: 'First' });
    const restore = (as = second) => post(`/admin/events/${id}/restore`, undefined, as);
    const seen = async () => (await get(`/events/${id}`, friend)).status;
    expect((await reverse(theirs, third)).status).toBe(200);
    expect((await get(`/admin/events/${id}`, staff)).body).toMatchObject({ taken_down: 'Second' });
    expect(await seen()).toBe(404);
    expect((await restore()).body).toMatchObject({ taken_down: null, status: 'scheduled' });
    // Twice is once.
    expect((await restore()).body).toMatchObject({ taken_down: null, sequence: 2 });
    expect(await seen()).toBe(200);
    const again = await reported(friend, target);
    await decide(again, { action: 'remove_content', reason: 'Third' }, staff);
    expectProblem(await restore(), 409, 'conflict', /Undo that decision/);
    await cancel();
    expect((await restore()).body).toMatchObject({ taken_down: 'Third' });
    await reverse(again, third);
    expect(await seen()).toBe(200);
  });

  it('to hide something is undone with the last of them, also where two are undone at once', async () => {
    for (let round = 0; round < 3; round++) {
      const [author, friend, other] = (await people(3)) as [Person, Person, Person];
      const [staff, second, third] = await threeOfStaff();
      const { id: event } = await host(author);
      const target = { kind: 'event', id: event } as const;
      const first = await reported(friend, target);
      await decide(first, { action: 'hide_content', reason: REASON }, staff);
      // Reported while it was to be seen, and decided by itself.
      const id = `${first.slice(0, -1)}${first.endsWith('x') ? 'y' : 'x'}`;
      await plant(id, first, other);
      await decide(id, { action: 'hide_content', reason: REASON }, second);
      const seen = async () => (await get(`/events/${event}`, friend)).status;
      if (round === 0) {
        await reverse(first, third);
        expect(await seen()).toBe(404);
        await reverse(id, third);
      } else {
        const both = await Promise.all(
          [first, id].map((one) =>
            send('post', `/admin/reports/${one}/reversal`, { as: third, body: { reason: 'No' }, contended: true }),
          ),
        );
        expect(both.map(({ status }) => status)).toEqual([200, 200]);
      }
      expect(await seen()).toBe(200);
    }
  });
});

/** Another open report of the same thing. */
async function plant(id: string, like: string, by: Person): Promise<void> {
  const data = await storedReport(like);
  const open = { ...data, id, status: 'open', decision: null, remove_at: null };
  await db()
    .doc(paths.report(id))
    .set({ ...open, reporter: { ...data?.reporter, id: by.id } });
}

describe('several suspensions', () => {
  const inForce = async (who: Person, staff: Person) => (await get(`/admin/users/${who.id}`, staff)).body.suspension;

  it('hold until the last of them ends, and each is undone alone', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const [staff, second] = [await newStaff('reports', 'users'), await newStaff('reports')];
    const events = [await host(author), await host(author)];
    const [soon, late] = [inDays(1), inDays(7)];
    const targets = events.map(({ id }) => ({ kind: 'event', id }) as const);
    const reports = await Promise.all(targets.map((target) => reported(reporter, target)));
    const [short, long] = reports as [string, string];
    await decide(long, { action: 'suspend', reason: 'Long', until: late }, staff);
    await decide(short, { action: 'suspend', reason: 'Short', until: soon }, staff);
    expect(await inForce(author, staff)).toMatchObject({ reason: 'Long', until: late });
    await patch(`/admin/users/${author.id}`, { suspension: { reason: 'By hand', until: inDays(2) } }, staff);
    await reverse(long, second);
    expect(await inForce(author, staff)).toMatchObject({ reason: 'By hand' });
    await reverse(short, second);
    expect(await inForce(author, staff)).toMatchObject({ reason: 'By hand' });
    // To restore somebody ends all.
    await patch(`/admin/users/${author.id}`, { suspension: null }, staff);
    expect(await inForce(author, staff)).toBeNull();
    const third = await reported(reporter, { kind: 'user', id: author.id });
    expect((await decide(third, { action: 'suspend', reason: REASON }, staff)).status).toBe(200);
    await patch(`/admin/users/${author.id}`, { suspension: null }, staff);
    await reverse(third, second);
    expect(await inForce(author, staff)).toBeNull();
    expect((await get('/users/profile', await signedInAnew(author))).status).toBe(200);
  });

  it('can’t end after the calendar does', async () => {
    const [author, reporter] = (await people(2)) as [Person, Person];
    const staff = await newStaff('reports');
    const id = await reported(reporter, { kind: 'user', id: author.id });
    const body = { action: 'suspend', reason: REASON, until: '9999-01-01T00:00:00.000Z' };
    expectProblem(await decide(id, body, staff), 400, 'invalid_request');
  });
});

describe('two of staff at once', () => {
  const REVERSED = { decision: 'reversed', answer: 'So be it.' };

  it('answer an appeal and undo its decision once', async () => {
    for (let round = 0; round < 3; round++) {
      const [author, reporter] = (await people(2)) as [Person, Person];
      const [staff, second, third] = await threeOfStaff();
      const id = await reported(reporter, { kind: 'user', id: author.id });
      await decide(id, { action: 'remove_content', reason: REASON }, staff);
      await post(`/reports/${id}/appeal`, { text: 'No.' }, author);
      const replies = await Promise.all([
        send('post', `/admin/reports/${id}/appeal`, { as: second, body: REVERSED, contended: true }),
        send('post', `/admin/reports/${id}/reversal`, { as: third, body: { reason: 'No.' }, contended: true }),
        send('post', `/admin/reports/${id}/appeal`, {
          as: third,
          body: { ...REVERSED, decision: 'upheld' },
          contended: true,
        }),
      ]);
      const ok = replies.filter(({ status }) => status === 200);
      // Whoever upholds it first may see it undone by somebody else.
      expect(ok.length).toBeGreaterThan(0);
      expect(ok.length).toBeLessThan(3);
      const { appeal, reversal } = (await storedReport(id)) as { appeal: { status: string }; reversal?: object };
      if (appeal.status === 'reversed') expect(reversal).toBeDefined();
      expect(appeal.status).not.toBe('open');
    }
  });
});
