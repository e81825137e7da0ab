import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import type { StaffPermission } from '../../functions/src/contract/roles.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { isoNow } from '../../functions/src/runtime/clock.ts';
import { staffDocument } from '../../functions/src/staff/documents.ts';
import { changePermissions, listStaff, personWith } from '../../functions/src/staff/store.ts';
import { writeClaims } from '../../functions/src/users/claims.ts';
import { del, expectProblem, get, mail, newPerson, type Person, post, send, useApi } from '../support/api.ts';
import { auditOf, newOutsider, newStaff, signedInAnew } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { deliver } from '../support/triggers.ts';

useApi();

const pass = useTime();
afterEach(() => vi.restoreAllMocks());

const BY = { uid: null, username: 'somebody at a terminal', route: 'npm run staff', request_id: null };
const give = (uid: string, ...permissions: StaffPermission[]) => changePermissions(uid, () => permissions, BY);
const claimsOf = async ({ id }: { id: string }) => (await auth().getUser(id)).customClaims;
const renew = async (who: Person): Promise<Person> => ({
  ...who,
  ...(await post('/users/auth/refresh', { refresh: who.refresh })).body,
});

describe('a right of staff', () => {
  it('is given to somebody who has registered, and entered into the audit log', async () => {
    const person = await newPerson({ role: 'brand' });
    expect(await give(person.id, 'verifications', 'audit', 'audit')).toEqual({
      permissions: ['audit', 'verifications'],
      changed: true,
    });
    expect(await claimsOf(person)).toEqual({
      username: person.username,
      role: 'brand',
      staff: ['audit', 'verifications'],
    });
    expect(await auditOf(person.id)).toMatchObject([
      {
        actor: { id: null, username: 'somebody at a terminal' },
        route: 'npm run staff',
        details: { before: '', after: 'audit, verifications' },
      },
    ]);
    expectProblem(await get('/admin/verifications', person), 403, 'permission_denied');
    expect((await get('/admin/verifications', await renew(person))).status).toBe(200);
  });

  it('given twice is given once', async () => {
    const person = await newPerson();
    await give(person.id, 'reports');
    expect(await give(person.id, 'reports')).toEqual({ permissions: ['reports'], changed: false });
    expect(await auditOf(person.id)).toHaveLength(1);
  });

  it('ends within ten seconds, also for a token that says otherwise', async () => {
    const staff = await newStaff('verifications', 'reports');
    expect((await get('/admin/verifications', staff)).status).toBe(200);
    await give(staff.id, 'reports');
    // Another instance may have looked just before, and looks again after ten seconds.
    pass(10_001);
    expectProblem(await get('/admin/verifications', staff), 401, 'invalid_token');
    const renewed = await renew(staff);
    expectProblem(await get('/admin/verifications', renewed), 403, 'permission_denied');
    // What is left of them goes on, as themselves, too.
    expect((await get('/users/profile', renewed)).status).toBe(200);
    expect(await claimsOf(staff)).toMatchObject({ staff: ['reports'] });
  });

  it('taken as a whole leaves a person like any other', async () => {
    const staff = await newStaff('verifications');
    await give(staff.id);
    expect(await claimsOf(staff)).toEqual({ username: staff.username, role: 'influencer' });
    expect((await listStaff()).map(({ uid }) => uid)).not.toContain(staff.id);
    expectProblem(await get('/admin/verifications', await signedInAnew(staff)), 403, 'permission_denied');
  });

  it('is listed with the address that it was given to', async () => {
    const staff = await newStaff('overview', 'audit');
    const found = (await listStaff()).find(({ uid }) => uid === staff.id);
    expect(found).toMatchObject({ email: staff.email, username: staff.username, permissions: ['audit', 'overview'] });
  });

  it('ends with the account', async () => {
    const staff = await newStaff('verifications');
    await send('delete', '/users/profile', { as: staff, body: { password: staff.password, at_once: true } });
    expect((await staffDocument(staff.id).get()).exists).toBe(false);
    await expect(give(staff.id, 'verifications')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for people who have registered', async () => {
    await expect(personWith(mail('nobody'))).rejects.toMatchObject({ code: 'not_found' });
    await newOutsider(mail('half'));
    await expect(personWith(mail('half'))).rejects.toMatchObject({ code: 'conflict' });
    const person = await newPerson();
    expect(await personWith(person.email.toUpperCase())).toBe(person.id);
  });
});

describe('what was begun and not finished', () => {
  it.each([
    ['before the claims', 'setCustomUserClaims'],
    ['after the claims', null],
  ])('is finished by the trigger: died %s', async (_, fails) => {
    const staff = await newStaff('verifications', 'reports');
    const before = (await db().doc(paths.staff(staff.id)).get()).data();
    // Only the document was written.
    await staffDocument(staff.id).set({ uid: staff.id, permissions: ['reports'], since: isoNow() });
    if (fails === null) await writeClaims(staff.id);
    const after = (await db().doc(paths.staff(staff.id)).get()).data();
    await deliver('onStaffWritten', { params: { uid: staff.id }, before, after });
    expect(await claimsOf(staff)).toMatchObject({ staff: ['reports'] });
    pass(10_001);
    expectProblem(await get('/admin/verifications', staff), 401, 'invalid_token');
    const revoked = (await db().doc(paths.revocation(staff.id)).get()).updateTime;
    // A second delivery ends nobody's session again.
    await deliver('onStaffWritten', { params: { uid: staff.id }, before, after });
    expect((await db().doc(paths.revocation(staff.id)).get()).updateTime).toEqual(revoked);
  });

  it('is nothing where the account has ended', async () => {
    const staff = await newStaff('reports');
    const data = (await db().doc(paths.staff(staff.id)).get()).data();
    await auth().deleteUser(staff.id);
    await deliver('onStaffWritten', { params: { uid: staff.id }, before: undefined, after: data });
    await deliver('onStaffWritten', { params: { uid: staff.id }, before: data, after: undefined });
  });
});

describe('claims', () => {
  it('have one writer', async () => {
    const files = await Promise.all(['functions/src', 'tools'].map((folder) => readdir(folder, { recursive: true })));
    const sources = files
      .flatMap((names, i) => names.map((name) => join(['functions/src', 'tools'][i] ?? '', name)))
      .filter((name) => name.endsWith('.ts'));
    const writers = await Promise.all(
      sources.map(async (name) => ((await readFile(name, 'utf8')).includes('setCustomUserClaims(') ? [name] : [])),
    );
    expect(writers.flat()).toEqual(['functions/src/users/claims.ts']);
  });

  it('say in the end what the documents say, whoever writes at once', async () => {
    for (let round = 0; round < 3; round++) {
      const person = await newPerson();
      const other = await signedInAnew(person);
      await Promise.all([
        give(person.id, 'reports'),
        send('post', '/users/auth/logout', { as: person, contended: true }),
        give(person.id, 'verifications', 'audit'),
        send('post', '/users/auth/logout', { as: other, contended: true }),
      ]);
      const { permissions } = (await staffDocument(person.id).get()).data() ?? { permissions: [] };
      const signedOut = (await db().doc(paths.account(person.id)).get()).get('signed_out_at');
      expect(await claimsOf(person), `round ${round}`).toEqual({
        username: person.username,
        role: 'influencer',
        staff: permissions,
        signed_out_at: Math.floor(signedOut.toMillis() / 1000),
      });
    }
  });

  it('aren’t written where they say so already', async () => {
    const person = await newPerson();
    const write = vi.spyOn(Object.getPrototypeOf(auth()), 'setCustomUserClaims');
    expect(await writeClaims(person.id)).toBe(false);
    expect(write).not.toHaveBeenCalled();
  });

  it('follow a document that changes while they are being written', async () => {
    const person = await newPerson();
    const prototype = Object.getPrototypeOf(auth());
    const original = prototype.setCustomUserClaims;
    vi.spyOn(prototype, 'setCustomUserClaims').mockImplementationOnce(async function first(this: unknown, ...args) {
      // Another instance takes the right away, and is done before this one has written.
      await staffDocument(person.id).set({ uid: person.id, permissions: [], since: isoNow() });
      return original.apply(this, args);
    });
    await give(person.id, 'reports');
    expect(await claimsOf(person)).toEqual({ username: person.username, role: 'influencer' });
  });

  it('stay as they are when a profile changes', async () => {
    const staff = await newStaff('reports');
    const claims = await claimsOf(staff);
    await del('/users/profile/avatar', staff);
    expect(await claimsOf(staff)).toEqual(claims);
  });
});
