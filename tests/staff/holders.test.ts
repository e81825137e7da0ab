import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { host } from '../events/make.ts';
import { decide, REASON, reported } from '../reports/make.ts';
import { expectProblem, newPerson, type Person, patch, post, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { useTime } from '../support/time.ts';

useApi();

const pass = useTime();

const LAST = /Nobody else has the permission “users”/;
const suspension = { reason: REASON };
const suspend = (who: Person, as: Person, contended = false) =>
  send('patch', `/admin/users/${who.id}`, { as, body: { suspension }, contended });
const leave = (as: Person, at_once: boolean) =>
  send('delete', '/users/profile', { as, body: { password: as.password, at_once }, contended: true });

beforeEach(async () => {
  // Only those of one test can give rights.
  const { docs } = await db().collection('staff').get();
  await Promise.all(docs.map((doc) => doc.ref.update({ permissions: [] })));
});

describe('a member of staff', () => {
  it('is suspended by a decision about a report of who may change rights alone', async () => {
    const [reports, both, third] = [
      await newStaff('reports'),
      await newStaff('reports', 'users'),
      await newStaff('users'),
    ];
    const [reporter, colleague] = [await newPerson(), await newStaff('verifications')];
    const id = await reported(reporter, { kind: 'user', id: colleague.id });
    const event = await reported(reporter, { kind: 'event', id: (await host(colleague)).id });
    for (const one of [id, event]) {
      const refused = await decide(one, { action: 'suspend', reason: REASON }, reports);
      expectProblem(refused, 403, 'permission_denied', /“users” is needed/);
    }
    // What isn't to shut them out is theirs.
    expect((await decide(event, { action: 'hide_content', reason: REASON }, reports)).status).toBe(200);
    expect((await decide(id, { action: 'suspend', reason: REASON }, both)).status).toBe(200);
    expect((await suspend(third, both)).status).toBe(200);
  });

  it('who alone can give rights stays, whoever would shut them out', async () => {
    const [last, stale] = [await newStaff('users'), await newStaff('users', 'reports')];
    const id = await reported(await newPerson(), { kind: 'user', id: last.id });
    // Taken a moment ago: the token says otherwise for some seconds.
    await db()
      .collection('staff')
      .doc(stale.id)
      .update({ permissions: ['reports'] });
    expectProblem(await suspend(last, stale), 409, 'conflict', LAST);
    expectProblem(await decide(id, { action: 'suspend', reason: REASON }, stale), 409, 'conflict', LAST);
    for (const at_once of [true, false]) expectProblem(await leave(last, at_once), 409, 'conflict', LAST);
    const other = await newStaff('users');
    expect((await leave(last, true)).status).toBe(200);
    expectProblem(await leave(other, false), 409, 'conflict', LAST);
  });

  it('who is suspended or leaving gives no rights, until that is over', async () => {
    const [last, away, leaving] = [await newStaff('users'), await newStaff('users'), await newStaff('users')];
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await patch(`/admin/users/${away.id}`, { suspension: { ...suspension, until } }, last);
    expect((await leave(leaving, false)).body).toMatchObject({ status: 'leaving' });
    const taken = () => patch(`/admin/users/${away.id}`, { permissions: ['audit'] }, last);
    expectProblem(await leave(last, false), 409, 'conflict', LAST);
    pass(3_600_001);
    expect((await post('/users/auth/login', { username: away.username, password: away.password })).status).toBe(200);
    pass(0);
    expect((await taken()).status).toBe(200);
    expectProblem(await leave(last, true), 409, 'conflict', LAST);
  });
});

describe('two who can give rights', () => {
  it('don’t shut each other out at once, nor leave together', async () => {
    for (let round = 0; round < 4; round++) {
      const [a, b] = [await newStaff('users'), await newStaff('users')];
      const both = await (round % 2
        ? Promise.all([suspend(a, b, true), suspend(b, a, true)])
        : Promise.all([leave(a, true), leave(b, false)]));
      const done = both.map(({ status }) => status).filter((status) => [200, 202].includes(status));
      expect(done.length, JSON.stringify(both.map(({ body }) => body))).toBe(1);
      const { docs } = await db().collection('staff').where('permissions', 'array-contains', 'users').get();
      await Promise.all(docs.map((doc) => doc.ref.update({ permissions: [] })));
    }
  });
});
