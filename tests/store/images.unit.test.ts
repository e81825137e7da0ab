import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { IMAGE_TYPES, MAX_PIXELS, UPLOADS } from '../../functions/src/contract/limits.ts';
import { type Picture, picturesOf } from '../../functions/src/store/images.ts';
import { inBody } from '../../functions/src/store/incoming.ts';
import { bytes, picture, png } from '../http/multipart.ts';

const draw = (data: Uint8Array): Promise<Picture[]> => picturesOf(inBody(Buffer.from(data)), 'avatar');
const refused = async (data: Uint8Array) => {
  const error = await draw(data).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'ApiError' });
  return error as { code: string; message: string; errors: { field: string }[] };
};
/** The middle of the picture, as it is shown. */
async function colourOf(data: Buffer): Promise<[number, number, number]> {
  const { data: pixels, info } = await sharp(data).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [pixels[at] ?? -1, pixels[at + 1] ?? -1, pixels[at + 2] ?? -1];
}
const plain = (background: string, width = 400, height = 300, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background }, limitInputPixels: false });
const noise = (edge: number) =>
  sharp({
    create: {
      width: edge,
      height: edge,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });

it.each(IMAGE_TYPES)('%s becomes every variant, as WebP, and nothing else', async (type) => {
  const data = await picture(1600, 1400)
    .toFormat(type.slice(6) as 'png')
    .toBuffer();
  const pictures = await draw(data);
  expect(pictures.map(({ name }) => name).sort()).toEqual(UPLOADS.avatar.variants.map(({ name }) => name).sort());
  for (const made of pictures) {
    const { format, width, height, exif, icc, xmp } = await sharp(made.data).metadata();
    expect([format, width, height]).toEqual(['webp', Number(made.name), Number(made.name)]);
    expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
  }
});

it.each([
  [
    'a PNG of few lines, each of them a megabyte',
    () => plain('#00000080', 30_000, 10, 4).toColourspace('rgb16').png(),
    /pixels wide/,
  ],
  ['a WebP of 56 megapixels', () => plain('#123456', 16_000, 3500).webp({ effort: 0, lossless: true }), /megapixels/],
])('refuses %s', async (_, made, says) => {
  const { code, message } = await refused(await made().toBuffer());
  expect([code, message]).toEqual(['invalid_request', expect.stringMatching(says)]);
});

describe('a picture that is also something else', () => {
  const SIGNS = /FOREIGN|<script|<html|<!doctype|<\?php|<svg|%PDF|ftyp/i;
  const FOREIGN: [string, string][] = [
    ['a script', '<script>alert("FOREIGN")</script>'],
    ['a page', '<!doctype html><HTML><body>FOREIGN'],
    ['a document', '%PDF-1.4\nFOREIGN\n%%EOF'],
    ['a program', '<?php system($_GET["FOREIGN"]);'],
    ['a drawing', '<svg onload="alert(FOREIGN)">'],
    ['an archive', `PK\u0003\u0004FOREIGN${'\0'.repeat(26)}PK\u0005\u0006${'\0'.repeat(18)}`],
    ['a film, as phones append one', '\0\0\0\u0018ftypmp42FOREIGN'],
  ];
  const clean = async (data: Uint8Array) => {
    for (const { data: made } of await draw(data)) expect(made.toString('latin1')).not.toMatch(SIGNS);
  };

  it.each(FOREIGN)('%s behind it', async (_, text) => {
    for (const format of ['jpeg', 'png', 'gif', 'webp'] as const) {
      await clean(bytes(await picture().toFormat(format).toBuffer(), Buffer.from(text, 'latin1')));
    }
  });
  it.each(FOREIGN)('%s in its text', async (_, text) => {
    await clean(png(64, 64, Buffer.from(text, 'latin1')));
    await clean(
      await picture()
        .withExif({ IFD0: { ImageDescription: text.replaceAll('\0', ' '), Copyright: 'FOREIGN' } })
        .jpeg()
        .toBuffer(),
    );
  });
  it('may be named by what it shows', async () => {
    const data = await picture()
      .withExif({ IFD0: { ImageDescription: 'How to write <html' } })
      .jpeg()
      .toBuffer();
    expect(await draw(data)).toHaveLength(2);
  });
});

describe('what is missing', () => {
  it.each([
    ['baseline', false],
    ['progressive', true],
  ])('a %s JPEG may lack its last two bytes, as cameras leave it', async (_, progressive) => {
    const whole = await noise(300).jpeg({ progressive }).toBuffer();
    expect(whole.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    for (const less of [1, 2]) expect(await draw(whole.subarray(0, -less))).toHaveLength(2);
  });
  it.each([0.1, 0.5, 0.9, 0.99])('a JPEG of which only %d is there is damaged', async (part) => {
    for (const progressive of [false, true]) {
      const whole = await noise(300).jpeg({ progressive }).toBuffer();
      const error = await refused(whole.subarray(0, Math.floor(whole.length * part)));
      expect([error.code, error.message]).toEqual(['invalid_request', expect.stringContaining('damaged')]);
    }
  });
  it.each([1, 3, 8])('a progressive JPEG that ends after scan %d is damaged, though it looks whole', async (scans) => {
    const whole = await noise(300).jpeg({ progressive: true }).toBuffer();
    let end = 0;
    for (let i = 0; i <= scans; i++) end = whole.indexOf(Buffer.from([0xff, 0xda]), end + 1);
    // Before each scan stands its table.
    const error = await refused(whole.subarray(0, whole.lastIndexOf(Buffer.from([0xff, 0xc4]), end)));
    expect([error.code, error.message]).toEqual(['invalid_request', expect.stringContaining('damaged')]);
  });
  it('a file cut off anywhere is a picture or a refusal', async () => {
    for (const format of ['jpeg', 'png', 'gif', 'webp', 'avif'] as const) {
      const whole = await noise(40).toFormat(format).toBuffer();
      for (let i = 0; i < 40; i++) {
        const cut = whole.subarray(0, Math.floor((whole.length * i) / 40));
        await draw(cut).catch((error) => expect(['invalid_request', 'unsupported_media_type']).toContain(error.code));
      }
    }
  });
});

describe('colours are what was seen', () => {
  const COLOURS = ['#c83c28', '#28a03c', '#3250c8', '#787878', '#f0dcb4', '#000', '#fff'];
  const near = async (data: Buffer, background: string, off = 6) => {
    const [seen, wanted] = [await draw(data), await colourOf(await plain(background, 8, 8).png().toBuffer())];
    for (const made of seen) {
      const found = await colourOf(made.data);
      const worst = Math.max(...found.map((value, i) => Math.abs(value - (wanted[i] ?? 0))));
      expect(worst, `${background}: ${found} for ${wanted}`).toBeLessThanOrEqual(off);
    }
  };
  const MADE: [string, (image: Sharp) => Sharp][] = [
    ['sRGB', (image) => image.png()],
    ['sRGB as JPEG', (image) => image.jpeg({ quality: 95 })],
    ['Display P3', (image) => image.withIccProfile('p3').jpeg({ quality: 95 })],
    ['Display P3 as PNG', (image) => image.withIccProfile('p3').png()],
    ['Display P3 as WebP', (image) => image.withIccProfile('p3').webp({ quality: 95 })],
    ['16 bits', (image) => image.toColourspace('rgb16').png()],
    ['grey of 16 bits', (image) => image.toColourspace('grey16').png()],
    ['interlaced', (image) => image.png({ progressive: true })],
    ['palette', (image) => image.png({ palette: true })],
  ];
  it.each(MADE)('%s', async (name, as) => {
    for (const background of COLOURS) {
      if (name.startsWith('grey') && !['#787878', '#000', '#fff'].includes(background)) continue;
      await near(await as(plain(background)).toBuffer(), background);
    }
  });
  it('CMYK', async () => {
    // What printing can show at all, and as its own profile says that it looks.
    for (const background of ['#c83c28', '#787878', '#f0dcb4', '#fff']) {
      const data = await plain(background).withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer();
      expect((await sharp(data).metadata()).space).toBe('cmyk');
      const [r, g, b] = await colourOf(data);
      await near(data, `rgb(${r},${g},${b})`);
      await near(data, background, 25);
    }
  });
  it('transparent stays transparent', async () => {
    const data = await sharp({
      create: { width: 400, height: 400, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } },
    })
      .png()
      .toBuffer();
    for (const made of await draw(data)) {
      const { data: pixels } = await sharp(made.data).raw().toBuffer({ resolveWithObject: true });
      expect(Math.abs((pixels[3] ?? 0) - 128)).toBeLessThanOrEqual(2);
    }
  });
});

/** The head of an HEIF file of a brand. */
const heif = (brand: string) =>
  Buffer.from(`\0\0\0\u0018ftyp${brand}\0\0\0\0${brand}mif1${'\0'.repeat(100)}`, 'latin1');

describe('formats', () => {
  it.each(['heic', 'heix', 'hevc', 'mif1'])('HEIC (%s) is told what to do', async (brand) => {
    const error = await refused(heif(brand));
    expect(error).toMatchObject({ code: 'unsupported_media_type', errors: [{ field: 'avatar' }] });
    expect(error.message).toMatch(/HEIC.*JPEG.*Most Compatible/);
  });

  it.each(['gif', 'webp'] as const)('an animated %s shows its first frame', async (format) => {
    const frames = [plain('#f00', 60, 60), plain('#00f', 60, 60)];
    const raw = Buffer.concat(await Promise.all(frames.map((frame) => frame.raw().toBuffer())));
    const data = await sharp(raw, { raw: { width: 60, height: 120, channels: 3, pageHeight: 60 } })
      .toFormat(format, { loop: 0, delay: [100, 100] })
      .toBuffer();
    expect((await sharp(data).metadata()).pages).toBe(2);
    for (const made of await draw(data)) {
      expect((await sharp(made.data).metadata()).pages ?? 1).toBe(1);
      expect((await colourOf(made.data))[0]).toBeGreaterThan(200);
    }
  });

  it('an animated PNG shows its first frame', async () => {
    const whole = await plain('#f00', 60, 60).png().toBuffer();
    const control = Buffer.concat([Buffer.from('acTL'), Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])]);
    const [length, check] = [Buffer.from([0, 0, 0, 8]), Buffer.alloc(4)];
    check.writeUInt32BE(crc32(control));
    // After the header: signature 8, IHDR 25.
    const animated = Buffer.concat([whole.subarray(0, 33), length, control, check, whole.subarray(33)]);
    for (const made of await draw(animated)) expect((await colourOf(made.data))[0]).toBeGreaterThan(200);
  });
});

describe('memory', () => {
  it('a phone’s 50 megapixels work', async () => {
    const data = await plain('#0a7', 8192, 6144).jpeg().toBuffer();
    expect(await draw(data)).toHaveLength(2);
  }, 30_000);

  it('more pixels than a camera has are refused before they are decoded', async () => {
    const error = await refused(png(9000, Math.ceil(MAX_PIXELS / 9000) + 1));
    expect(error.message).toMatch(/70 megapixels/);
  });

  it('a progressive JPEG is decoded as a whole, and so may have fewer', async () => {
    const data = await plain('#0a7', 64, 64).toColourspace('cmyk').jpeg({ progressive: true }).toBuffer();
    // The frame header: marker, length, bits a sample, height, width.
    const frame = data.indexOf(Buffer.from([0xff, 0xc2]));
    data.writeUInt16BE(4000, frame + 5);
    data.writeUInt16BE(6500, frame + 7);
    expect((await refused(data)).message).toMatch(/At most 25 megapixels in this format/);
  });

  it.each<[string, () => Sharp, RegExp]>([
    [
      'an interlaced PNG of 16 bits',
      () => plain('#0a7a', 6500, 4000, 4).toColourspace('rgb16').png({ progressive: true, compressionLevel: 1 }),
      /At most 25 megapixels in this format/,
    ],
    ['a GIF', () => plain('#0a7', 6500, 4000).gif({ effort: 1 }), /At most 25 megapixels in this format/],
    ['an AVIF', () => plain('#0a7', 4200, 3200).avif({ effort: 0 }), /At most 12 megapixels in this format/],
  ])(
    '%s, which is decoded as a whole, may have fewer',
    async (_, make, message) => {
      expect((await refused(await make().toBuffer())).message).toMatch(message);
    },
    30_000,
  );
});
