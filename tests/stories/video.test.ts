import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { folders, inbox } from '../../functions/src/contract/folders.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { JOBS } from '../../functions/src/jobs.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { runJob } from '../../functions/src/runtime/job.ts';
import { runTrigger } from '../../functions/src/runtime/trigger.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { connect, del, get, type Person, people, post, send, useApi } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';
import { SIZE, video } from '../videos/videos.ts';
import { postPicture } from './post.ts';

useApi();

let alice: Person;
let bob: Person;
beforeEach(async () => {
  [alice, bob] = (await people(2)) as [Person, Person];
  await connect(alice, bob);
});

/** A video that was posted, and what the trigger hears of it. */
interface Posted {
  id: string;
  after: FirebaseFirestore.DocumentData | undefined;
}

async function postVideo(options: Parameters<typeof video>[0] = {}): Promise<Posted> {
  const path = inbox(alice.id, 'story', 0);
  await bucket()
    .file(path)
    .save(await video(options), { resumable: false, contentType: 'video/mp4' });
  const { status, body } = await post('/stories', { path, caption: 'Latte art', alt: 'Milk is poured' }, alice);
  expect(status, JSON.stringify(body)).toBe(201);
  expect(body.media).toMatchObject({ kind: 'video', state: 'processing', urls: {}, urls_expire_at: null });
  return { id: body.id, after: (await db().doc(paths.story(body.id)).get()).data() };
}
const finish = ({ id, after }: Posted, time = new Date().toISOString()) =>
  deliver('onStoryCreated', { params: { id }, after, time });
/** Not held to its row in the table, as by `deliver()`: what others write meanwhile would count as its own. */
const finishMeanwhile = ({ id, after }: Posted) =>
  runTrigger('onStoryCreated', TRIGGERS.onStoryCreated, {
    id: crypto.randomUUID(),
    time: new Date().toISOString(),
    params: { id },
    before: undefined,
    after,
  });

const feed = async (who: Person) => (await get('/stories', who)).body;
const mine = async () => (await get('/stories/my_stories', alice)).body;
const names = async ({ id }: Posted): Promise<string[]> => {
  const folder = `${folders.stories(alice.id)}/${id}`;
  return (await filesIn(folder)).map(({ path }) => path.slice(folder.length + 1));
};

describe('the video of a story', () => {
  it('is shown once it is ready', async () => {
    const picture = await postPicture(alice);
    const before = (await get('/stories/latest', bob)).body.latest;
    const posted = await postVideo({ seconds: 2, audio: 'aac' });
    expect((await feed(bob)).map(({ id }: { id: string }) => id)).toEqual([picture]);
    expect((await get('/stories/latest', bob)).body.latest).toBe(before);
    expect((await mine())[0]).toMatchObject({ id: posted.id, media: { state: 'processing' } });

    await finish(posted);
    const [, story] = await feed(bob);
    expect(story).toMatchObject({
      id: posted.id,
      caption: 'Latte art',
      media: { kind: 'video', state: 'ready', type: 'video/mp4', ...SIZE, alt: 'Milk is poured' },
    });
    expect(story.media.duration).toBeCloseTo(2, 0);
    expect((await get('/stories/latest', bob)).body.latest > before).toBe(true);
    expect((await mine())[0]).toMatchObject({ media: { state: 'ready' } });
    const file = await fetch(story.media.urls.video);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(await names(posted)).toHaveLength(1);
    expect((await post(`/stories/${posted.id}/view`, undefined, bob)).status).toBe(204);
    expect((await mine())[0].view_count).toBe(1);
  });

  it('goes by multipart, too', async () => {
    const form = new FormData();
    form.append('content_file', new Blob([await video()], { type: 'video/mp4' }), 'clip.mp4');
    const { status, body } = await post('/stories', form, alice);
    expect([status, body.media.state]).toEqual([201, 'processing']);
  });

  it('is one, however often the event comes', async () => {
    const posted = await postVideo();
    await Promise.all([finishMeanwhile(posted), finishMeanwhile(posted)]);
    await finish(posted);
    expect(await feed(bob)).toHaveLength(1);
    expect(await names(posted)).toHaveLength(1);
    await post(`/stories/${posted.id}/view`, undefined, bob);
    await finish(posted);
    expect((await feed(bob))[0].seen).toBe(true);
  });

  it('that turns out to be damaged is refused with a reason, for its author alone', async () => {
    const posted = await postVideo({ seconds: 4, index: 'front', audio: 'aac' });
    const original = bucket().file(`${folders.stories(alice.id)}/${posted.id}/original`);
    const [bytes] = await original.download();
    await original.save(bytes.subarray(0, -900), { resumable: false });
    await finish(posted);
    expect(await feed(bob)).toEqual([]);
    expect((await mine())[0].media).toMatchObject({ state: 'refused', reason: expect.any(String), urls: {} });
    expect(await names(posted)).toEqual([]);
    expect((await del(`/stories/${posted.id}`, alice)).status).toBe(204);
  });

  it('is shown to whoever is connected by then, and to nobody else', async () => {
    const posted = await postVideo();
    const [carol] = (await people(1)) as [Person];
    await connect(carol, alice);
    expect(await feed(carol)).toEqual([]);
    await del(`/connections/${pairId(alice.id, bob.id)}`, bob);
    await finish(posted);
    expect(await feed(carol)).toMatchObject([{ id: posted.id }]);
    expect(await feed(bob)).toEqual([]);
  });

  it('meets the beginning of a connection without missing it', async () => {
    for (let round = 0; round < 3; round++) {
      const posted = await postVideo();
      const [carol] = (await people(1)) as [Person];
      const { body } = await post('/connections/request', { receiver: alice.id }, carol);
      await Promise.all([
        finishMeanwhile(posted),
        send('patch', `/connections/${body.id}/action`, { as: alice, body: { status: 'accepted' }, contended: true }),
      ]);
      expect((await feed(carol)).map(({ id }: { id: string }) => id)).toContain(posted.id);
    }
  });
});

describe('a video whose trigger has failed for good', () => {
  const jobAfter = async (posted: Posted, minutes: number) => {
    const restore = setClock(() => posted.after?.created_at.toMillis() + minutes * 60_000);
    try {
      return await runJob('stories', JOBS.stories);
    } finally {
      restore();
    }
  };

  it('is refused by the job, and its author may post it again', async () => {
    const posted = await postVideo();
    expect(await jobAfter(posted, 60)).toMatchObject({ given_up: 0 });
    expect((await mine())[0].media.state).toBe('processing');
    expect(await jobAfter(posted, 75)).toMatchObject({ failed: 0 });
    expect((await mine())[0].media).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/again/),
      urls: {},
    });
    expect(await names(posted)).toEqual([]);
    expect(await jobAfter(posted, 75)).toMatchObject({ given_up: 0 });
    // A letter that is taken up again finds nothing to do.
    await finish(posted);
    expect(await feed(bob)).toEqual([]);
    expect((await mine())[0].media.state).toBe('refused');
  });

  it('is left alone where it is ready', async () => {
    const posted = await postVideo();
    await finish(posted);
    expect(await jobAfter(posted, 75)).toMatchObject({ given_up: 0 });
    expect(await feed(bob)).toMatchObject([{ id: posted.id }]);
  });
});

describe('a video leaves nothing', () => {
  const nothingOf = async (posted: Posted) => {
    expect(await names(posted)).toEqual([]);
    expect(
      (
        await db()
          .doc(paths.audience(`story_${posted.id}_0`))
          .get()
      ).exists,
    ).toBe(false);
    expect(await feed(bob)).toEqual([]);
  };

  it('where its story was taken back before it was ready', async () => {
    const posted = await postVideo();
    await del(`/stories/${posted.id}`, alice);
    await finish(posted);
    await nothingOf(posted);
  });

  it('where its story is taken back in that moment', async () => {
    for (let round = 0; round < 3; round++) {
      const posted = await postVideo();
      await Promise.all([
        finishMeanwhile(posted),
        send('delete', `/stories/${posted.id}`, { as: alice, contended: true }),
      ]);
      await finishMeanwhile(posted);
      await nothingOf(posted);
    }
  });

  it('that anybody sees, where the story is over before it is ready', async () => {
    const posted = await postVideo();
    const end = posted.after?.expires_at.toMillis();
    onTestFinished(setClock(() => end));
    await finish(posted, new Date(end).toISOString());
    await nothingOf(posted);
  });

  it('where the account ends', async () => {
    const posted = await postVideo();
    const [left] = await Promise.all([
      send('delete', '/users/profile', {
        as: alice,
        body: { password: alice.password, at_once: true },
        contended: true,
      }),
      finishMeanwhile(posted),
    ]);
    expect([200, 202]).toContain(left.status);
    await finishMeanwhile(posted);
    await nothingOf(posted);
    expect((await db().doc(paths.story(posted.id)).get()).exists).toBe(false);
  });
});
