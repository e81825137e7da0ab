import sharp, { type Sharp } from 'sharp';
import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';
import { describe, expect, it, vi } from 'vitest';
import { MediaDocument } from '../../functions/src/contract/media.ts';
import { pictureMedia } from '../../functions/src/store/images.ts';
import { inBody } from '../../functions/src/store/incoming.ts';
import { bytes, picture, png } from '../http/multipart.ts';

const draw = (data: Uint8Array) => pictureMedia(inBody(Buffer.from(data)), 'story');
const make = async (image: Sharp) => draw(await image.toBuffer());

/** How large each variant is, and what is at a place of the smaller one, told in parts of its sides. */
async function look(pictures: readonly { name: string; data: Buffer }[]) {
  const sizes: Record<string, [number, number]> = {};
  for (const { name, data } of pictures) {
    const { width, height, format } = await sharp(data).metadata();
    expect(format).toBe('webp');
    sizes[name] = [width, height];
  }
  const small = pictures.find(({ name }) => name === '320')?.data;
  const { data, info } = await sharp(small).raw().toBuffer({ resolveWithObject: true });
  const redAt = (x: number, y: number) =>
    (data[(Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels] ?? 0) > 128;
  return { sizes, redAt };
}

describe('a picture as media', () => {
  it('is kept as a whole in two sizes, and known by the larger', async () => {
    const { facts, pictures } = await make(picture(4000, 3000).jpeg());
    expect(facts).toEqual({
      kind: 'image',
      state: 'ready',
      reason: null,
      type: 'image/webp',
      width: 1280,
      height: 960,
      duration: null,
      preview: expect.any(String),
    });
    expect(MediaDocument.parse({ ...facts, alt: '', files: {} })).toMatchObject(facts);
    expect((await look(pictures)).sizes).toEqual({ 320: [320, 240], 1280: [1280, 960] });
  });

  it.each<[width: number, height: number, small: [number, number], large: [number, number]]>([
    [3000, 4000, [240, 320], [960, 1280]],
    [100, 80, [100, 80], [100, 80]],
    [1, 1, [1, 1], [1, 1]],
    [1000, 300, [320, 96], [1000, 300]],
    // Longer than any screen, and never less than a pixel.
    [8000, 4, [320, 1], [1280, 1]],
    [4, 8000, [1, 320], [1, 1280]],
  ])('of %i × %i pixels isn’t enlarged, nor is anything of it cut off', async (width, height, small, large) => {
    const { facts, pictures } = await make(picture(width, height).png());
    expect((await look(pictures)).sizes).toEqual({ 320: small, 1280: large });
    expect([facts.width, facts.height]).toEqual(large);
    expect(facts.preview).toMatch(/^[A-Za-z0-9+/]{6,40}=*$/);
  });

  // Where the red corner, stored in the upper left, is shown: EXIF's eight orientations.
  it.each<[orientation: number, x: number, y: number]>([
    [1, 0.1, 0.1],
    [2, 0.9, 0.1],
    [3, 0.9, 0.9],
    [4, 0.1, 0.9],
    [5, 0.1, 0.1],
    [6, 0.9, 0.1],
    [7, 0.9, 0.9],
    [8, 0.1, 0.9],
  ])('is turned as its orientation %i says, and so are its sides', async (orientation, x, y) => {
    for (const format of ['jpeg', 'webp', 'png', 'avif'] as const) {
      const { facts, pictures } = await make(picture(800, 400).withMetadata({ orientation }).toFormat(format));
      const { sizes, redAt } = await look(pictures);
      const size = orientation > 4 ? [400, 800] : [800, 400];
      expect([format, [facts.width, facts.height], sizes[1280]]).toEqual([format, size, size]);
      for (const [cornerX, cornerY] of [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const) {
        expect(redAt(cornerX, cornerY)).toBe(cornerX === x && cornerY === y);
      }
    }
  });

  it.each(['gif', 'webp'] as const)('is the first frame of an animated %s', async (format) => {
    const frame = (background: string) =>
      sharp({ create: { width: 60, height: 60, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = [await frame('#f00'), await frame('#00f')];
    const { facts, pictures } = await make(sharp(frames, { join: { animated: true } }).toFormat(format));
    const { sizes, redAt } = await look(pictures);
    expect([facts.width, facts.height, sizes[1280]]).toEqual([60, 60, [60, 60]]);
    expect(redAt(0.5, 0.5)).toBe(true);
  });

  it('a phone’s 48 megapixels work, without its last two bytes and with a film behind them', async () => {
    const photo = await sharp({ create: { width: 8000, height: 6000, channels: 3, background: '#0a7' } })
      .jpeg()
      .toBuffer();
    for (const data of [photo, photo.subarray(0, -2), bytes(photo, '\0\0\0\x18ftypmp42', '\0'.repeat(1000))]) {
      expect((await draw(data)).facts).toMatchObject({ width: 1280, height: 960 });
    }
  }, 30_000);
});

describe('its preview', () => {
  const averageOf = (preview: string | null) => thumbHashToAverageRGBA(Buffer.from(preview ?? '', 'base64'));

  it('has its colours and its shape, in a few bytes', async () => {
    const { preview } = (await make(picture(1600, 900).jpeg())).facts;
    const hash = Buffer.from(preview ?? '', 'base64');
    expect(hash.length).toBeLessThan(30);
    const { w, h, rgba } = thumbHashToRGBA(hash);
    expect(w / h).toBeCloseTo(16 / 9, 0);
    // Red in the upper left, blue in the lower right.
    expect(rgba[0]).toBeGreaterThan(180);
    expect(rgba[rgba.length - 2]).toBeGreaterThan(180);
    expect(rgba[rgba.length - 4]).toBeLessThan(80);
  });

  it.each([
    ['transparent', 0, 0],
    ['half transparent', 0.5, 0.5],
    ['opaque', 1, 1],
  ])('of a %s picture is as transparent', async (_, alpha, expected) => {
    const background = { r: 200, g: 100, b: 50, alpha };
    const { preview } = (await make(sharp({ create: { width: 300, height: 300, channels: 4, background } }).png()))
      .facts;
    expect(averageOf(preview).a).toBeCloseTo(expected, 1);
  });

  it('of a grey picture, and of a black one, is grey and black', async () => {
    const grey = await make(picture(300, 200).greyscale().toColourspace('b-w').png());
    const { r, g, b } = averageOf(grey.facts.preview);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(0.05);
    expect(averageOf((await draw(png(64, 64))).facts.preview).r).toBeLessThan(0.05);
  });
});

it('who has waited for longer than a request lasts is sent away, and isn’t read any more', async () => {
  const data = await picture(20, 20).png().toBuffer();
  let goOn = () => {};
  const first = new Promise<Buffer>((resolve) => {
    goOn = () => resolve(data);
  });
  const reads: string[] = [];
  const file = (name: string, content: Promise<Buffer> | Buffer) => ({
    size: data.length,
    range: async () => {
      reads.push(name);
      return content;
    },
    keep: async () => {},
  });
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const drawn = pictureMedia(file('first', first), 'story');
    const late = pictureMedia(file('late', data), 'story').catch((error: unknown) => error);
    await expect.poll(() => reads).toEqual(['first']);
    vi.advanceTimersByTime(41_000);
    const next = pictureMedia(file('next', data), 'story');
    goOn();
    expect(await late).toMatchObject({ code: 'unavailable' });
    expect([(await drawn).facts.width, (await next).facts.width]).toEqual([20, 20]);
    expect(reads).toEqual(['first', 'next']);
  } finally {
    vi.useRealTimers();
  }
});
