import { describe, expect, it } from 'vitest';
import { ApiError, notFound } from '../../functions/src/contract/api-error.ts';
import { folders, inbox, type PrivatePath } from '../../functions/src/contract/folders.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import type { MediaDocument } from '../../functions/src/contract/media.ts';
import { bucket } from '../../functions/src/firebase.ts';
import { filesIn, saveFile } from '../../functions/src/store/files.ts';
import { finishVideo, mediaAnswer, receiveMedia } from '../../functions/src/store/media.ts';
import { lookIntoVideo } from '../../functions/src/store/video.ts';
import { picture } from '../http/multipart.ts';
import { SIZE, video, withPlace } from '../videos/videos.ts';

interface Place {
  uid: string;
  folder: PrivatePath;
}
const newPlace = (): Place => {
  const uid = newUid();
  return { uid, folder: `${folders.uploads(uid)}/received` };
};
const namesIn = async (folder: string): Promise<string[]> =>
  (await filesIn(folder)).map(({ path }) => path.slice(folder.length + 1)).sort();
const metadataOf = async (path: string) => (await bucket().file(path).getMetadata())[0];

/** Puts a file into somebody's inbox, as the SDK would. */
async function place(uid: string, data: Buffer, contentType: string): Promise<string> {
  const path = inbox(uid, 'story', 0);
  await bucket().file(path).save(data, { resumable: false, contentType });
  return path;
}
const receive = ({ uid, folder }: Place, sent: { data: Buffer } | { path: string }): Promise<MediaDocument> =>
  receiveMedia({ uid, kind: 'story', sent, folder, alt: 'A field' }, async (media) => media);

/** A document that holds one thing, as a slice's store would keep it. */
function documentOf(media: MediaDocument) {
  let standing = media;
  const commit = async (finished: MediaDocument): Promise<MediaDocument> => {
    if (standing.state === 'processing') standing = finished;
    return standing;
  };
  return { commit, media: () => standing };
}
const bytesOf = async (media: MediaDocument): Promise<Buffer> =>
  (
    await bucket()
      .file(Object.values(media.files)[0] ?? '')
      .download()
  )[0];

describe('a picture', () => {
  it('is ready at once, in its sizes, and opened by addresses that end', async () => {
    const here = newPlace();
    const media = await receive(here, { data: await picture(1600, 1200).jpeg().toBuffer() });
    expect(media).toMatchObject({ kind: 'image', state: 'ready', width: 1280, height: 960, alt: 'A field' });
    expect(await namesIn(here.folder)).toEqual(['1280.webp', '320.webp']);
    const answer = await mediaAnswer(media);
    expect(Object.keys(answer.urls).sort()).toEqual(['1280', '320']);
    expect(answer).not.toHaveProperty('files');
    expect((await fetch(answer.urls['320'] ?? '')).headers.get('content-type')).toBe('image/webp');
  });
});

describe('a video', () => {
  it.each(['body', 'inbox'] as const)('is received by %s, finished, and opened only then', async (way) => {
    const here = newPlace();
    const data = withPlace(await video({ audio: 'aac', rotation: 90 }));
    const path = way === 'inbox' ? await place(here.uid, data, 'video/mp4') : '';
    const media = await receive(here, way === 'inbox' ? { path } : { data });
    expect(media).toMatchObject({
      kind: 'video',
      state: 'processing',
      width: SIZE.height,
      height: SIZE.width,
      reason: null,
    });
    expect(media.duration).toBeCloseTo(1, 1);
    expect(await namesIn(here.folder)).toEqual(['original']);
    expect((await metadataOf(`${here.folder}/original`)).cacheControl).toBe('private, no-store');
    expect((await filesIn(folders.uploads(here.uid))).map(({ path }) => path)).not.toContain(
      inbox(here.uid, 'story', 0),
    );
    expect(await mediaAnswer(media)).toMatchObject({ urls: {}, urls_expire_at: null });

    const document = documentOf(media);
    await finishVideo('story', here.folder, media, document.commit);
    expect(document.media()).toMatchObject({
      state: 'ready',
      type: 'video/mp4',
      width: SIZE.height,
      height: SIZE.width,
    });
    expect(await namesIn(here.folder)).toEqual([expect.stringMatching(/^\w{28}\.mp4$/)]);
    expect(await metadataOf(document.media().files.video ?? '')).toMatchObject({
      cacheControl: 'private, no-store',
      contentType: 'video/mp4',
    });
    const made = await bytesOf(document.media());
    for (const secret of ['48.8577', 'Secret Camera', 'quicktime'])
      expect([data.includes(secret), made.includes(secret)]).toEqual([true, false]);
    const { urls } = await mediaAnswer(document.media());
    const part = await fetch(urls.video ?? '', { headers: { Range: 'bytes=4-7' } });
    expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
  });

  it('that can’t be shown is refused at once, and nothing of it stays', async () => {
    const here = newPlace();
    const path = await place(here.uid, await video({ seconds: 61 }), 'video/mp4');
    await expect(receive(here, { path })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'content_file', message: expect.stringMatching(/^At most 60 seconds; this video lasts 61/) }],
    });
    expect(await filesIn(folders.uploads(here.uid))).toEqual([]);
  });

  it('stays nowhere when nobody is there to have it', async () => {
    const here = newPlace();
    const nobody = async (): Promise<MediaDocument> => {
      throw notFound();
    };
    const sent = { data: await video() };
    await expect(receiveMedia({ ...here, kind: 'story', sent, alt: '' }, nobody)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await namesIn(here.folder)).toEqual([]);

    const media = await receive(here, sent);
    await finishVideo('story', here.folder, media, nobody);
    expect(await namesIn(here.folder)).toEqual([]);
  });

  it('of which only the end shows that it is damaged is refused with a reason', async () => {
    const here = newPlace();
    const whole = await video({ seconds: 4, index: 'front', audio: 'aac' });
    const media = await receive(here, { data: whole });
    // As if somebody had got past the first look: the middle is gone.
    await saveFile(`${here.folder}/original`, whole.subarray(0, -900), 'video/mp4', 'private');
    const document = documentOf(media);
    await finishVideo('story', here.folder, media, document.commit);
    expect(document.media()).toMatchObject({ state: 'refused', reason: expect.stringMatching(/damaged/), files: {} });
    expect(await namesIn(here.folder)).toEqual([]);
  });
});

describe('finishing a video', () => {
  it('twice, also at once, leaves one file: the one that the document names', async () => {
    const here = newPlace();
    const media = await receive(here, { data: await video({ container: 'webm', video: 'vp9', audio: 'opus' }) });
    const document = documentOf(media);
    const finish = () => finishVideo('story', here.folder, media, document.commit);
    await Promise.all([finish(), finish()]);
    await finish();
    expect(document.media()).toMatchObject({ state: 'ready', type: 'video/webm' });
    expect(await namesIn(here.folder)).toEqual([document.media().files.video?.slice(here.folder.length + 1)]);
  });

  it('goes on after it died before the document said so, and after that', async () => {
    const here = newPlace();
    const media = await receive(here, { data: await video() });
    const document = documentOf(media);
    const dies = async (): Promise<MediaDocument> => {
      throw new ApiError('unavailable', 'Out of reach.');
    };
    await expect(finishVideo('story', here.folder, media, dies)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await namesIn(here.folder)).toContain('original');
    const diesLater = async (finished: MediaDocument): Promise<MediaDocument> => {
      await document.commit(finished);
      return dies();
    };
    await expect(finishVideo('story', here.folder, media, diesLater)).rejects.toMatchObject({ code: 'unavailable' });
    await finishVideo('story', here.folder, document.media(), document.commit);
    expect(await namesIn(here.folder)).toEqual([document.media().files.video?.slice(here.folder.length + 1)]);
  });

  it('does nothing where everything has been removed meanwhile', async () => {
    const here = newPlace();
    const media = await receive(here, { data: await video() });
    await bucket().file(`${here.folder}/original`).delete();
    const document = documentOf(media);
    await finishVideo('story', here.folder, media, document.commit);
    expect([document.media(), await namesIn(here.folder)]).toEqual([media, []]);
  });

  it('waits for another time where too many are looked into already', async () => {
    const here = newPlace();
    const media = await receive(here, { data: await video() });
    const hold = Promise.withResolvers<void>();
    const held = {
      size: 1000,
      range: async () => {
        await hold.promise;
        throw new Error('let go');
      },
    };
    const others = Array.from({ length: 40 }, () => lookIntoVideo(held, { field: 'content_file', seconds: 60 }));
    const ends = Promise.allSettled(others);
    const document = documentOf(media);
    await expect(finishVideo('story', here.folder, media, document.commit)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(document.media().state).toBe('processing');
    hold.resolve();
    const refused = (await ends).map(
      (end) => end.status === 'rejected' && (end.reason as ApiError).code === 'unavailable',
    );
    expect(refused.filter(Boolean)).toHaveLength(8);
    await finishVideo('story', here.folder, media, document.commit);
    expect(document.media().state).toBe('ready');
  });
});
