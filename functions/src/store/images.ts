import type { Metadata, Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { invalidField, unavailable } from '../contract/api-error.ts';
import { MAX_PIXELS, type PictureKind, UPLOADS, type Variant } from '../contract/limits.ts';
import type { MediaDocument } from '../contract/media.ts';
import { contentOf } from './content.ts';
import { inTurn } from './in-turn.ts';
import type { Incoming } from './incoming.ts';
import { hasAllScans } from './jpeg-scans.ts';

/** A picture that was made of an upload. */
export interface Picture {
  name: string;
  data: Buffer;
}

export const PICTURE_TYPE = 'image/webp';

const MB = 1024 * 1024;
/** What decoding may take at once, beside the rest of an instance that has 1 GB. */
const MAX_DECODED = 192 * MB;

/** What a line may take of a picture that passes through line by line: some 1,700 of them are held at a time. */
const MAX_LINE = MAX_DECODED / 1_800;

const broken = (field: string) => invalidField(field, 'This image is damaged or incomplete. Choose another one.');

/** Bytes of one value of a pixel. */
const sampleOf = ({ depth, bitsPerSample = 8 }: Metadata): number => (depth === 'ushort' || bitsPerSample > 8 ? 2 : 1);

/**
 * How many bytes a pixel takes while it is decoded; 0 where a picture passes through line by line. Measured with sharp
 * 0.35: what is interlaced, progressive, GIF, WebP or AVIF is held as a whole, and a 50 megapixel AVIF took 974 MB.
 */
function bytesPerPixel(metadata: Metadata): number {
  const { format, isProgressive, channels, chromaSubsampling } = metadata;
  if (format === 'heif') return 16 * sampleOf(metadata);
  if (format === 'gif') return 8;
  if (format === 'webp') return 4;
  if (!isProgressive) return 0;
  if (format === 'png') return channels * sampleOf(metadata);
  // The coefficients of a progressive JPEG are two bytes each.
  return chromaSubsampling === '4:2:0' ? 3 : 2 * channels;
}

/** @throws ApiError 400 for a picture that is too large, or too wide, to decode */
function expectDecodable(metadata: Metadata, field: string): void {
  const { format, width, channels } = metadata;
  const widest = Math.floor(MAX_LINE / (channels * sampleOf(metadata)));
  // A wide PNG of few bytes and few lines took 2.7 GB. A JPEG is made smaller while it is read.
  if (format === 'png' && width > widest) {
    throw invalidField(field, `At most ${widest} pixels wide in this format. Make it smaller, or save it as a JPEG.`);
  }
  const weight = bytesPerPixel(metadata);
  const most = weight === 0 ? MAX_PIXELS : Math.min(MAX_PIXELS, Math.floor(MAX_DECODED / weight));
  if (metadata.width * metadata.height <= most) return;
  const advice = most < MAX_PIXELS ? ' in this format. Save it as an ordinary JPEG, or make it smaller.' : '.';
  throw invalidField(field, `At most ${Math.floor(most / 1_000_000)} megapixels${advice}`);
}

/** @returns how large `variant` gets: never larger than what the picture has */
function sizeOf({ w, h, fit }: Variant, width: number, height: number): { width: number; height: number } {
  const scale = fit === 'cover' ? Math.min(1, width / w, height / h) : 1;
  return { width: Math.max(1, Math.round(w * scale)), height: Math.max(1, Math.round(h * scale)) };
}

/** What was drawn of one picture. */
interface Drawn {
  pictures: Picture[];
  /** Of the largest. */
  width: number;
  height: number;
  /** The pixels of the smallest. */
  pixels: Sharp;
}

/** Decodes the picture once, for its largest variant, and makes each smaller one of the pixels of a larger one. */
async function draw(open: () => Sharp, metadata: Metadata, variants: readonly Variant[]): Promise<Drawn> {
  const { default: sharp } = await import('sharp');
  const { width, height } = metadata.autoOrient;
  const made = new Map<Variant['fit'], Sharp>();
  let drawn: Drawn | undefined;
  for (const variant of variants.toSorted((a, b) => b.w * b.h - a.w * a.h)) {
    const size = sizeOf(variant, width, height);
    const source = made.get(variant.fit)?.clone() ?? open().autoOrient();
    const { data, info } = await source
      .resize({ ...size, fit: variant.fit, withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = sharp(data, { raw: info });
    made.set(variant.fit, pixels);
    drawn ??= { pictures: [], width: info.width, height: info.height, pixels };
    drawn.pictures.push({ name: variant.name, data: await pixels.clone().webp({ quality: 82 }).toBuffer() });
    drawn.pixels = pixels;
  }
  if (!drawn) throw new Error('Nothing to draw.');
  return drawn;
}

/**
 * Decodes a picture and makes it again. A JPEG that lacks nothing but its last two bytes, as some cameras leave it, is
 * drawn, too.
 */
async function makePictures(data: Buffer, field: string, variants: readonly Variant[]): Promise<Drawn> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  const options = { limitInputPixels: MAX_PIXELS };
  // Looked at before anything is decoded.
  const metadata = await sharp(data, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw broken(field);
    });
  expectDecodable(metadata, field);
  try {
    return await draw(() => sharp(data, { ...options, failOn: 'error' }), metadata, variants);
  } catch {
    if (metadata.format !== 'jpeg' || !hasAllScans(data)) throw broken(field);
  }
  // With the end that was missing it must be without any fault: then nothing else was.
  const ended = Buffer.concat([data, Buffer.from([0xff, 0xd9])]);
  return draw(() => sharp(ended, { ...options, failOn: 'warning' }), metadata, variants).catch(() => {
    throw broken(field);
  });
}

/** Who has waited longer for their turn has been told already to come back: the request has ended. */
const PATIENCE_MS = 40_000;

/** An instance serves many requests at once, but its memory holds one large picture, which is read when its turn comes. */
function drawInTurn(file: Incoming, field: string, variants: readonly Variant[]): Promise<Drawn> {
  const asked = performance.now();
  return inTurn('pictures', async () => {
    if (performance.now() - asked > PATIENCE_MS) throw unavailable();
    return makePictures(await file.range(0, file.size), field, variants);
  });
}

/**
 * Makes pictures of an upload that hold nothing but pixels: no EXIF, no position, no comment, no second content behind
 * the picture. What else a file may be to other programs doesn't matter, because none of its bytes is kept.
 * @returns a WebP picture a variant of the kind, in sRGB
 * @throws ApiError 415 for a type that isn't accepted, 413 for more bytes than a picture may have, 400 for what can't be
 *   decoded, or not within the memory
 */
export async function picturesOf(file: Incoming, kind: PictureKind): Promise<Picture[]> {
  await contentOf(file, kind);
  return (await drawInTurn(file, UPLOADS[kind].field, UPLOADS[kind].variants)).pictures;
}

/** The longest side of what a preview is made of. */
const PREVIEW = 100;

/** @returns a ThumbHash of what was drawn, in Base64; transparent pictures have transparent ones */
export async function previewOf(pixels: Sharp): Promise<string> {
  const { data, info } = await pixels
    .clone()
    .resize({ width: PREVIEW, height: PREVIEW, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

/** What is known of a picture that is ready, but for its alt text and its files. */
export type PictureFacts = Omit<MediaDocument, 'alt' | 'files'>;

/**
 * The same for a picture that is shown as media, whose content the caller has looked at already.
 * @returns its variants, and what is known of the largest
 * @throws ApiError 400 for what can't be decoded, or not within the memory
 */
export async function pictureMedia(
  file: Incoming,
  kind: PictureKind,
): Promise<{ facts: PictureFacts; pictures: Picture[] }> {
  const { field, variants } = UPLOADS[kind];
  const { pictures, pixels, width, height } = await drawInTurn(file, field, variants);
  const preview = await previewOf(pixels);
  const facts = { kind: 'image', state: 'ready', reason: null, type: PICTURE_TYPE, duration: null } as const;
  return { facts: { ...facts, width, height, preview }, pictures };
}

const LOOK = [{ name: 'look', w: 320, h: 320, fit: 'inside' }] as const satisfies readonly Variant[];

/** Decodes a picture that is kept as it is. @throws ApiError 400 where that fails, or not within the memory */
export async function expectPicture(file: Incoming, field: string): Promise<void> {
  await drawInTurn(file, field, LOOK);
}
