import firestore from '@google-cloud/firestore';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { newTimedId } from '../../functions/src/contract/ids.ts';
import { STORY_HOURS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { runJob } from '../../functions/src/runtime/job.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import { connect, del, expectProblem, get, type Person, people, post, send, useApi } from '../support/api.ts';
import { failWhere, type Place } from '../support/faults.ts';
import { postPicture } from './post.ts';

useApi();

const HOUR_MS = 60 * 60 * 1000;
let restore: (() => void)[] = [];
const putClockBack = () => {
  for (const undo of restore) undo();
  restore = [];
};
afterEach(async () => {
  putClockBack();
  // The next test counts its own.
  restore.push(setClock(() => Date.now() + 10 * STORY_HOURS * HOUR_MS));
  await expire();
  putClockBack();
});

/** Moves the clock to `ms` after the end of a story. */
async function passEndOf(id: string, ms: number): Promise<void> {
  const end = (await db().doc(paths.story(id)).get()).get('expires_at').toMillis();
  restore.push(setClock(() => end + ms));
}
const expire = () => runJob('stories', JOBS.stories);

let alice: Person;
let bob: Person;
beforeEach(async () => {
  [alice, bob] = (await people(2)) as [Person, Person];
  await connect(alice, bob);
});

/** What is left of a story. */
async function remains(id: string): Promise<string[]> {
  const documents = await db().getAll(db().doc(paths.story(id)), db().doc(paths.audience(`story_${id}_0`)));
  const files = await filesIn(`${folders.stories(alice.id)}/${id}`);
  return [...documents.filter(({ exists }) => exists).map(({ ref }) => ref.path), ...files.map(({ path }) => path)];
}

describe('a story that is over', () => {
  it('is there until the last moment', async () => {
    const id = await postPicture(alice);
    await passEndOf(id, -1);
    expect((await get('/stories', bob)).body).toMatchObject([{ id }]);
    expect((await get('/stories/my_stories', alice)).body).toMatchObject([{ id }]);
    expect((await post(`/stories/${id}/view`, undefined, bob)).status).toBe(204);
  });

  it('has no address that outlives it', async () => {
    const id = await postPicture(alice);
    await passEndOf(id, -3 * 60_000);
    const [{ expires_at, media }] = (await get('/stories', bob)).body;
    expect(Object.keys(media.urls)).toHaveLength(2);
    expect(Date.parse(media.urls_expire_at)).toBeLessThanOrEqual(Date.parse(expires_at));
    expect(Date.parse(media.urls_expire_at)).toBeGreaterThan(Date.parse(expires_at) - 1000);
  });

  it('is gone from every answer at that moment', async () => {
    const id = await postPicture(alice);
    await passEndOf(id, 0);
    const feed = await get('/stories', bob);
    expect([feed.body, feed.cost.reads]).toEqual([[], 1]);
    expect((await get('/stories/latest', bob)).body.latest).toBeNull();
    expect((await get('/stories/my_stories', alice)).body).toEqual([]);
    for (const reply of [
      await post(`/stories/${id}/view`, undefined, bob),
      await get(`/stories/${id}/viewers`, alice),
      await del(`/stories/${id}`, alice),
    ]) {
      expectProblem(reply, 410, 'expired', 'This story has expired.');
      expect(reply.cost).toEqual({ reads: 0, writes: 0, deletes: 0, trips: 0 });
    }
  });

  it('is answered alike to everybody, also after it has been removed, or where there never was one', async () => {
    const id = await postPicture(alice);
    await passEndOf(id, 0);
    // One that can't be read keeps none of the others.
    const broken = db().doc(paths.story(newTimedId(Date.now())));
    onTestFinished(async () => void (await broken.delete()));
    await broken.set({ expires_at: new Date(0) });
    expect(await expire()).toMatchObject({ removed: 1, failed: 1 });
    expectProblem(await post(`/stories/${id}/view`, undefined, bob), 410, 'expired');
    const none = newTimedId(Date.now() - STORY_HOURS * HOUR_MS - 1000);
    for (const who of [alice, bob]) {
      expectProblem(await post(`/stories/${none}/view`, undefined, who), 410, 'expired');
    }
  });

  it('counts towards the limit no more, and isn’t shown to new connections', async () => {
    const id = await postPicture(alice);
    const [carol] = (await people(1)) as [Person];
    await passEndOf(id, 0);
    const { body } = await post('/connections/request', { receiver: alice.id }, carol);
    const accepted = await send('patch', `/connections/${body.id}/action`, { as: alice, body: { status: 'accepted' } });
    expect(accepted.cost).toMatchObject({ reads: 5, writes: 5 });
    expect((await get('/stories', carol)).body).toEqual([]);
  });
});

describe('the job', () => {
  it('removes documents, audiences and files of what is over, and nothing else', async () => {
    const [over, live] = [await postPicture(alice), await postPicture(bob)];
    await post(`/stories/${over}/view`, undefined, bob);
    const end = (await db().doc(paths.story(over)).get()).get('expires_at');
    await db()
      .doc(paths.story(live))
      .update({ expires_at: new Date(end.toMillis() + 60_000) });
    await passEndOf(over, 0);
    expect(await remains(over)).toHaveLength(4);
    expect(await expire()).toEqual({ removed: 1, failed: 0, given_up: 0 });
    expect(await remains(over)).toEqual([]);
    expect((await db().doc(paths.story(live)).get()).exists).toBe(true);
    expect(await filesIn(folders.stories(bob.id))).toHaveLength(2);
    expect(await expire()).toEqual({ removed: 0, failed: 0, given_up: 0 });
  });

  it('may run twice at once', async () => {
    const ids = [await postPicture(alice), await postPicture(alice), await postPicture(alice)];
    await passEndOf(ids[2] ?? '', 0);
    const reports = await Promise.all([expire(), expire()]);
    for (const { failed } of reports) expect(failed).toBe(0);
    for (const id of ids) expect(await remains(id)).toEqual([]);
  });

  it('goes past a story that it can’t remove, and takes it up in the next run', async () => {
    const [stuck, other] = [await postPicture(alice), await postPicture(alice)];
    await passEndOf(other, 0);
    const mend = failAt((path) => path.includes(stuck), 'before');
    expect(await expire()).toEqual({ removed: 1, failed: 1, given_up: 0 });
    mend();
    expect(await remains(other)).toEqual([]);
    expect(await remains(stuck)).toContain(paths.story(stuck));
    expect(await expire()).toEqual({ removed: 1, failed: 0, given_up: 0 });
    expect(await remains(stuck)).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'that dies %s any of its steps leaves nothing that the next one doesn’t find',
    async (when) => {
      const steps = await countSteps();
      expect(steps).toBeGreaterThan(2);
      for (let at = 1; at <= steps; at++) {
        const id = await postPicture(alice);
        await passEndOf(id, 0);
        let step = 0;
        const mend = failAt(() => ++step === at, when);
        expect(await expire(), `step ${at}`).toMatchObject({ removed: 0, failed: 1 });
        mend();
        const { failed } = await expire();
        expect(failed).toBe(0);
        expect(await remains(id), `step ${at}`).toEqual([]);
        putClockBack();
      }
    },
  );

  it('takes more than a page', async () => {
    const id = await postPicture(alice);
    const story = (await db().doc(paths.story(id)).get()).data();
    for (let written = 0; written < 450; written += 225) {
      const batch = db().batch();
      for (let i = 0; i < 225; i++) {
        const more = newTimedId(Date.now() + i);
        batch.set(db().doc(paths.story(more)), { ...story, id: more, shards: 0 });
      }
      await batch.commit();
    }
    await passEndOf(id, 0);
    expect(await expire()).toEqual({ removed: 451, failed: 0, given_up: 0 });
  });
});

/**
 * Lets what changes something fail, `before` it does anything or `after` it has.
 * @param which of the files that are deleted, or commits ('')
 * @returns what mends it
 */
function failAt(which: (path: string) => boolean, when: 'before' | 'after'): () => void {
  const places = [
    [firestore.v1.FirestoreClient.prototype, 'commit'],
    [Object.getPrototypeOf(bucket().file('x')), 'delete'],
  ] as unknown as Place[];
  return failWhere(places, (method, { name = '' }) => which(method === 'delete' ? name : ''), when);
}

/** How many steps it takes to remove one story. */
async function countSteps(): Promise<number> {
  const id = await postPicture(alice);
  await passEndOf(id, 0);
  let steps = 0;
  const mend = failAt(() => {
    steps += 1;
    return false;
  }, 'before');
  await expire();
  mend();
  putClockBack();
  return steps;
}
