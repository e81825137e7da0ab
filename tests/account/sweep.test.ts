import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { eraseAccount, takeUpErasures } from '../../functions/src/account/erase.ts';
import { leaveAccount } from '../../functions/src/account/leave.ts';
import { sweep } from '../../functions/src/account/sweep.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, bucket, db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { erasureDocument } from '../../functions/src/users/closing.ts';
import { register } from '../../functions/src/users/registration.ts';
import { dump, tracesOf } from './scan.ts';

// Accounts and files are shared by all test files: here a clock that is moved would take them for left over. So this one
// has a project and a bucket of its own.
vi.hoisted(() => {
  const project = `demo-sweep-${process.env.FIRESTORE_DATABASE}`;
  Object.assign(process.env, {
    GCLOUD_PROJECT: project,
    FIREBASE_CONFIG: JSON.stringify({ projectId: project, storageBucket: `${project}.appspot.com` }),
  });
});
afterAll(() => db().terminate());

const HOUR = 60 * 60_000;
const later = (hours = 2) => onTestFinished(setClock(() => Date.now() + hours * HOUR));

let counter = 0;

/** Somebody registered. */
async function person(): Promise<{ id: string; username: string; email: string }> {
  counter += 1;
  const username = `swept_${counter}`;
  const email = `${username}@sweep.example`;
  return register({ username, email, password: 'correct horse', role: 'brand', display_name: username }, []);
}
const nobody = () => {
  const id = newUid();
  return { id, username: id, email: id };
};
const put = (path: string, data: object = { x: 1 }) => db().doc(path).set(data);

/** Sweeps twice: the first run removes what was planted, and the second finds nothing more. */
async function expectSwept(expected: Record<string, number>, ...gone: Parameters<typeof tracesOf>[0][]): Promise<void> {
  expect(await sweep()).toMatchObject({ failed: 0, erasures_open: 0, ...expected });
  for (const somebody of gone) expect(await tracesOf(somebody)).toEqual([]);
  const again = await sweep();
  for (const [name, count] of Object.entries(again)) if (!name.endsWith('_seen')) expect(count, name).toBe(0);
}

describe('the sweep', () => {
  it('leaves everything alone that belongs to somebody', async () => {
    const [a, b] = [await person(), await person()];
    await put(paths.notification(a.id, 'x'));
    await put(paths.connection(pairId(a.id, b.id)), { members: [a.id, b.id] });
    await bucket()
      .file(`${folders.avatars(a.id)}/1.webp`)
      .save(Buffer.from('x'), { resumable: false });
    const before = await dump();
    later();
    await expectSwept({ people_gone: 0, sign_ins_gone: 0, connections_gone: 0, names_gone: 0, avatars_gone: 0 });
    const after = await dump();
    for (const path of [...before.keys()]) expect(after.get(path), path).toEqual(before.get(path));
    expect((await bucket().getFiles({ prefix: folders.avatars(a.id) }))[0]).toHaveLength(1);
    expect((await auth().getUser(a.id)).customClaims).toEqual({ username: a.username, role: 'brand' });
  });

  it('finds what lies below a profile that is not there', async () => {
    const ghost = nobody();
    await put(paths.notification(ghost.id, 'system_welcome'));
    await put(paths.edges(ghost.id, 0), { ids: [] });
    await put(paths.account(ghost.id));
    await expectSwept({ people_gone: 1 }, ghost);
  });

  it('finds a profile that nobody can sign in to, once nobody can be registering', async () => {
    const leaver = await person();
    await auth().deleteUser(leaver.id);
    expect(await sweep()).toMatchObject({ people_gone: 0 });
    later();
    await expectSwept({ people_gone: 1 }, leaver);
  });

  it('finishes a registration that broke off before its claims', async () => {
    const half = await person();
    await auth().setCustomUserClaims(half.id, null);
    expect(await sweep()).toMatchObject({ people_mended: 0 });
    later();
    await expectSwept({ people_mended: 1, people_gone: 0 });
    expect((await auth().getUser(half.id)).customClaims).toEqual({ username: half.username, role: 'brand' });
  });

  it('finds an account at Auth without a profile, whatever its claims say', async () => {
    const [outsider, former] = [nobody(), nobody()];
    for (const { id } of [outsider, former]) await auth().createUser({ uid: id, email: `${id}@sweep.example` });
    await auth().setCustomUserClaims(former.id, { username: former.username, role: 'brand', staff: ['reports'] });
    expect(await sweep()).toMatchObject({ sign_ins_gone: 0 });
    later();
    await expectSwept({ sign_ins_gone: 2 }, outsider, former);
  });

  it('finds connections with somebody who is not there', async () => {
    const [survivor, ghost] = [await person(), nobody()];
    const pair = pairId(survivor.id, ghost.id);
    const summary = { username: 'x', display_name: 'x', role: 'brand', avatar_url: null, is_verified: false };
    await put(paths.edges(survivor.id, 0), { ids: [ghost.id] });
    await db().doc(paths.user(survivor.id)).update({ connection_count: 1 });
    await put(paths.connection(pair), {
      id: pair,
      members: [survivor.id, ghost.id].sort(),
      sender: { id: ghost.id, ...summary },
      receiver: { id: survivor.id, ...summary },
      status: 'accepted',
      created_at: new Date(),
      responded_at: new Date(),
      blocked_by: null,
      blocked_at: null,
      before_block: null,
      edge_shards: null,
    });
    await expectSwept({ connections_gone: 1 }, ghost);
    expect((await db().doc(paths.user(survivor.id)).get()).get('connection_count')).toBe(0);
  });

  it('finds names of nobody, and names that somebody no longer goes by', async () => {
    const [renamed, ghost] = [await person(), nobody()];
    await put(paths.username('left_over'), { uid: ghost.id });
    await put(paths.username('former_name'), { uid: renamed.id });
    await expectSwept({ names_gone: 1, names_mended: 1 }, ghost);
    expect((await db().doc(paths.username('former_name')).get()).exists).toBe(false);
    expect((await db().doc(paths.username(renamed.username)).get()).exists).toBe(true);
  });

  it.each(Object.entries(folders))('finds files of nobody in %s', async (name, folder) => {
    const ghost = nobody();
    await bucket()
      .file(`${folder(ghost.id)}/deep/1.webp`)
      .save(Buffer.from('x'), { resumable: false });
    await expectSwept({ [`${name}_gone`]: 1 }, ghost);
  });

  it('finishes an erasure, unless somebody is at work on it', async () => {
    const leaver = await person();
    await put(paths.notification(leaver.id, 'x'));
    vi.spyOn(auth(), 'deleteUser').mockRejectedValueOnce(new Error('Auth is away'));
    expect((await eraseAccount(leaver.id, 60)).state).toBe('erasing');
    expect(await sweep(0)).toMatchObject({ erasures_finished: 0 });
    later();
    await expectSwept({ erasures_finished: 1 }, leaver);
  });

  it('goes on with the erasure that has waited longest, and one that gets no further keeps none of the others', async () => {
    const leavers = [await person(), await person(), await person()];
    const spy = vi.spyOn(auth(), 'deleteUser').mockRejectedValue(new Error('Auth is away'));
    onTestFinished(() => spy.mockRestore());
    for (const { id } of leavers) await eraseAccount(id, 60);
    const waitsSince = [2, 0, 1];
    for (const [i, { id }] of leavers.entries()) {
      await erasureDocument(id).update({ busy_until: new Date(Date.UTC(2000, 0, 1 + (waitsSince[i] ?? 0))) });
    }
    const attempts = async () =>
      Promise.all(leavers.map(async ({ id }) => (await erasureDocument(id).get()).data()?.attempts));
    // Time for one a run.
    const run = async () => {
      let asked = 0;
      await takeUpErasures({}, () => asked++ < 1);
      return attempts();
    };
    expect(await attempts()).toEqual([1, 1, 1]);
    expect(await run()).toEqual([1, 2, 1]);
    expect(await run()).toEqual([1, 2, 2]);
    expect(await run()).toEqual([2, 2, 2]);
    spy.mockRestore();
    await takeUpErasures({});
  });

  it('goes on where the last run stopped', async () => {
    const ghosts = Array.from({ length: 230 }, () => nobody());
    for (const { id } of ghosts) await put(paths.notification(id, 'x'));
    const runs: number[] = [];
    for (let run = 0; run < 4; run++) runs.push((await sweep(1)).people_gone ?? 0);
    expect(runs.reduce((sum, found) => sum + found, 0)).toBe(230);
    expect(Math.max(...runs)).toBeLessThanOrEqual(100);
  });
});

describe('what the sweep leaves alone, or mends', () => {
  it('somebody who can still come back', async () => {
    const leaving = await person();
    await leaveAccount(leaving.id, 5);
    const before = await dump();
    later();
    expect(await sweep()).toMatchObject({ failed: 0, people_gone: 0, people_mended: 0, sign_ins_gone: 0 });
    for (const path of [paths.user(leaving.id), paths.account(leaving.id), paths.username(leaving.username)]) {
      expect((await db().doc(path).get()).data(), path).toEqual(before.get(path));
    }
    expect((await auth().getUser(leaving.id)).customClaims).toEqual({});
    await eraseAccount(leaving.id, 5);
  });

  it('an address that was changed at Firebase Auth itself', async () => {
    const somebody = await person();
    await auth().updateUser(somebody.id, { email: 'moved@sweep.example' });
    await expectSwept({ sign_ins_mended: 1 });
    expect((await db().doc(paths.account(somebody.id)).get()).get('email')).toBe('moved@sweep.example');
  });
});
