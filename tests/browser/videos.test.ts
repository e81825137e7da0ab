import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import type { MediaDocument } from '../../functions/src/contract/media.ts';
import { finishVideo, mediaAnswer, receiveMedia } from '../../functions/src/store/media.ts';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { SIZE, type VideoOptions, video } from '../videos/videos.ts';

useBrowser();

/** Sends a video in, and has it finished. @returns an address that opens it */
async function addressOf(options: VideoOptions): Promise<string> {
  const uid = newUid();
  const folder = `${folders.uploads(uid)}/shown` as const;
  const sent = { data: await video(options) };
  const received = await receiveMedia({ uid, kind: 'story', sent, folder, alt: '' }, async (media) => media);
  let finished: MediaDocument = received;
  await finishVideo('story', folder, received, async (media) => {
    finished = media;
    return media;
  });
  return (await mediaAnswer(finished)).urls.video ?? '';
}

/** What the browser found out of a video, when it has played to its end. */
interface Shown {
  width: number;
  height: number;
  duration: number;
  ended: number;
}

/** Plays a video in the page. Kept as text: what runs there knows what is there. */
const PLAY = `async (address) => {
  const player = document.createElement('video');
  const happens = (name) => new Promise((resolve, reject) => {
    player.addEventListener(name, resolve, { once: true });
    player.addEventListener('error', () => reject(new Error(player.error?.message)), { once: true });
  });
  Object.assign(player, { muted: true, playsInline: true, src: address });
  player.style = 'position: fixed; inset: 0; z-index: 9999; background: #000';
  document.body.append(player);
  await happens('loadeddata');
  const { videoWidth: width, videoHeight: height, duration } = player;
  // The index lets it go anywhere before the rest is there.
  player.currentTime = duration / 2;
  await happens('seeked');
  const end = happens('ended');
  await player.play();
  await end;
  const ended = player.currentTime;
  player.currentTime = 0;
  await happens('seeked');
  return { width, height, duration, ended };
}`;

/** @returns the colours in the middle of the four quarters of what is shown */
async function quartersOf(page: Page, { width, height }: Shown): Promise<string[]> {
  const shot = sharp(await page.locator('video').screenshot()).removeAlpha();
  const { data, info } = await shot.raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([width, height]);
  const colour = (x: number, y: number): string => {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * info.channels;
    const [red = 0, , blue = 0] = data.subarray(at, at + 3);
    return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : `rgb ${data.subarray(at, at + 3).join()}`;
  };
  return [colour(0.25, 0.25), colour(0.75, 0.25), colour(0.25, 0.4), colour(0.75, 0.6)];
}

describe('a browser plays what was made of', () => {
  const cases: [string, VideoOptions, string[]][] = [
    ['H.264 in MP4', { audio: 'aac', seconds: 2 }, ['red', 'blue', 'red', 'blue']],
    ['one that lies on its side', { container: 'mov', audio: 'aac', rotation: 90 }, ['blue', 'red', 'blue', 'blue']],
    ['one in pieces', { audio: 'opus', index: 'pieces', seconds: 3 }, ['red', 'blue', 'red', 'blue']],
    ['one with a cut', { audio: 'aac', seconds: 2, cut: 2 }, ['red', 'blue', 'red', 'blue']],
    ['VP9 in MP4', { video: 'vp9', audio: 'opus' }, ['red', 'blue', 'red', 'blue']],
    ['AV1 in MP4', { video: 'av1' }, ['red', 'blue', 'red', 'blue']],
    ['VP8 in WebM', { container: 'webm', video: 'vp8', audio: 'opus' }, ['red', 'blue', 'red', 'blue']],
    [
      'VP9 in WebM without an index',
      { container: 'webm', video: 'vp9', audio: 'opus', index: 'pieces', seconds: 3 },
      ['red', 'blue', 'red', 'blue'],
    ],
  ];
  it.each(cases)('%s', async (_, options, quarters) => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await page.goto('/');
    const shown: Shown = await page.evaluate(`(${PLAY})(${JSON.stringify(await addressOf(options))})`);
    const { rotation = 0, seconds = 1 } = options;
    const size = rotation % 180 ? { width: SIZE.height, height: SIZE.width } : SIZE;
    expect(shown).toMatchObject(size);
    expect(Math.abs(shown.duration - seconds)).toBeLessThan(0.15);
    expect(Math.abs(shown.ended - seconds)).toBeLessThan(0.15);
    expect(await quartersOf(page, shown)).toEqual(quarters);
    expect(visitor.complaints).toEqual([]);
  });
});
