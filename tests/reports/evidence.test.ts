import { describe, expect, it, vi } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { removeEvidence } from '../../functions/src/reports/jobs.ts';
import { filesIn, saveFile } from '../../functions/src/store/files.ts';
import { say } from '../chat/talk.ts';
import { host } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import { friends, newPerson, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { decide, REASON, reported, sendReport, storedReport } from './make.ts';

// Files are shared by all test files: here a clock that is moved would take theirs for left over. So this one has a
// bucket of its own.
vi.hoisted(() => {
  const { projectId } = JSON.parse(process.env.FIREBASE_CONFIG ?? '{}');
  const storageBucket = `${projectId}-${process.env.FIRESTORE_DATABASE}.appspot.com`;
  process.env.FIREBASE_CONFIG = JSON.stringify({ projectId, storageBucket });
});
useApi();

const pass = useTime();
const DAY = 86_400_000;
const keptOf = async (id: string) => {
  const { target } = (await storedReport(id)) as { target: { owner: string } };
  return (await filesIn(`${folders.evidence(target.owner)}/${id}`)).length;
};

describe('what is kept', () => {
  it('goes 30 days after the decision, and with the account', async () => {
    const [author, reporter] = await friends();
    const staff = await newStaff('reports');
    const [first, second] = [await postPicture(author), await postPicture(author)];
    const [id, other] = [
      await reported(reporter, { kind: 'story', id: first }),
      await reported(reporter, { kind: 'story', id: second }),
    ];
    await decide(id, { action: 'dismiss' }, staff);
    expect(await removeEvidence()).toMatchObject({ failed: 0 });
    expect(await keptOf(id)).toBe(1);
    pass(31 * DAY);
    expect(await removeEvidence()).toMatchObject({ failed: 0 });
    pass(0);
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

  it('of an event that staff took down goes after 30 days, and with the event', async () => {
    const author = await newPerson();
    const keep = (id: string) =>
      saveFile(`${folders.evidence(author.id)}/${id}/taken/v/320.webp`, Buffer.from('x'), 'image/webp', 'private');
    const { id } = await host(author);
    const gone = await host(author);
    for (const one of [id, gone.id]) await keep(one);
    await send('delete', `/events/${gone.id}`, { as: author });
    const left = async () => (await filesIn(folders.evidence(author.id))).map(({ path }) => path.split('/')[2]);
    pass(2 * 3_600_000);
    expect(await removeEvidence()).toMatchObject({ failed: 0 });
    expect(await left()).toEqual([id]);
    pass(31 * DAY);
    expect(await removeEvidence()).toMatchObject({ failed: 0 });
    pass(0);
    expect(await left()).toEqual([]);
  });

  it('of a message names who reported it no more when they have left', async () => {
    const [author, reporter] = await friends();
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
    const [author, reporter] = await friends();
    const story = await postPicture(author);
    await reported(reporter, { kind: 'story', id: story });
    await sendReport(reporter, { kind: 'story', id: story });
    expect(await filesIn(folders.evidence(author.id))).toHaveLength(1);
  });
});

describe('what is kept of no report', () => {
  it('is removed by the job, once nobody is at it any more', async () => {
    const author = await newPerson();
    const folder = folders.evidence(author.id);
    await saveFile(`${folder}/lost/kept`, Buffer.from('x'), 'image/webp', 'private');
    const id = await reported(await newPerson(), { kind: 'user', id: author.id });
    await saveFile(`${folder}/${id}/kept`, Buffer.from('x'), 'image/webp', 'private');
    await db().doc(paths.report(id)).update({ 'snapshot.type': 'image/webp' });
    await removeEvidence();
    expect(await filesIn(folder)).toHaveLength(2);
    pass(2 * 60 * 60 * 1000);
    expect(await removeEvidence()).toMatchObject({ left_over: 1, failed: 0 });
    pass(0);
    expect((await filesIn(folder)).map(({ path }) => path)).toEqual([`${folder}/${id}/kept`]);
  });
});
