import { deleteApp } from 'firebase/app';
import { doc, getFirestore, onSnapshot } from 'firebase/firestore';
import { getStorage, ref, uploadBytesResumable } from 'firebase/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folders, inbox } from '../../functions/src/contract/folders.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import type { FeedStory, Story } from '../../functions/src/stories/schema.ts';
import { call, type Joined, join } from '../support/live.ts';
import { SIZE, video, withPlace } from '../videos/videos.ts';

// The real path, from a phone to another's screen: the SDK's upload, Storage and its rules, Hosting, the built function
// with its thread, Firestore, the trigger with its thread, a listener, and an address that opens the file.

let alice: Joined;
let bob: Joined;
beforeAll(async () => {
  [alice, bob] = [await join('alice'), await join('bob')];
  const { body } = await call('POST', '/connections/request', { receiver: bob.id }, alice);
  await call('PATCH', `/connections/${body.id}/action`, { status: 'accepted' }, bob);
});
afterAll(() => Promise.all([alice, bob].map(({ app }) => deleteApp(app))));

/** Follows the state of a story as its author's device does, until it is no longer processing. */
const statesOf = (id: string, of: Joined): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const states: string[] = [];
    const stop = onSnapshot(
      doc(getFirestore(of.app), 'stories', id),
      (snapshot) => {
        const { state } = (snapshot.data() as Story).media;
        if (states.at(-1) !== state) states.push(state);
        if (state === 'processing') return;
        stop();
        resolve(states);
      },
      reject,
    );
  });

it('a video from the SDK’s upload is seen by a connection when it is ready, without its place', async () => {
  const data = withPlace(await video({ container: 'mov', audio: 'aac', rotation: 90 }));
  const path = inbox(alice.id, 'story', 0);
  await uploadBytesResumable(ref(getStorage(alice.app), path), data, { contentType: 'video/quicktime' });
  const posted = await call('POST', '/stories', { path, caption: 'Morning Coffee' }, alice);
  expect(posted).toMatchObject({ status: 201, body: { media: { kind: 'video', state: 'processing', urls: {} } } });
  expect((await statesOf(posted.body.id, alice)).at(-1)).toBe('ready');

  const feed = await call('GET', '/stories', undefined, bob);
  const media = (feed.body as FeedStory[])[0]?.media;
  expect(media).toMatchObject({ state: 'ready', type: 'video/mp4', width: SIZE.height, height: SIZE.width });
  const file = Buffer.from(await (await fetch(media?.urls.video ?? '')).arrayBuffer());
  expect([file.toString('latin1', 4, 8), data.includes('48.8577'), file.includes('48.8577')]).toEqual([
    'ftyp',
    true,
    false,
  ]);
  // What came in is nowhere any more.
  expect((await filesIn(folders.uploads(alice.id))).length).toBe(0);
  expect((await filesIn(`${folders.stories(alice.id)}/${posted.body.id}`)).length).toBe(1);
});

it('a small video in a multipart body goes the same way', async () => {
  const form = new FormData();
  form.append('content_file', new Blob([await video({ container: 'webm', video: 'vp9', audio: 'opus' })]), 'a.webm');
  const posted = await call('POST', '/stories', form, alice);
  expect(posted).toMatchObject({ status: 201, body: { media: { state: 'processing', type: 'video/webm' } } });
  expect((await statesOf(posted.body.id, alice)).at(-1)).toBe('ready');
});

it('what browsers don’t play is refused at once, with what to do', async () => {
  const hevc = Buffer.from(
    (await video()).toString('latin1').replaceAll('avc1', 'hvc1').replaceAll('avcC', 'hvcC'),
    'latin1',
  );
  const form = new FormData();
  form.append('content_file', new Blob([new Uint8Array(hevc)]), 'a.mp4');
  expect(await call('POST', '/stories', form, alice)).toMatchObject({
    status: 415,
    body: { detail: expect.stringMatching(/HEVC.*Most Compatible/), errors: [{ field: 'content_file' }] },
  });
});
