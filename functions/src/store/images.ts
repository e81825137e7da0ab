import { fileTypeFromBuffer } from 'file-type';
import type { Metadata, Sharp } from 'sharp';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { MAX_PIXELS, type PictureKind, UPLOADS, type Variant } from '../contract/limits.ts';
import { inTurn } from './in-turn.ts';

/** A picture that was made of an upload. */
export interface Picture {
  name: string;
  data: Buffer;
}

export const PICTURE_TYPE = 'image/webp';

const MB = 1024 * 1024;
/** What decoding may take at once, beside the rest of an instance that has 1 GB. */
const MAX_DECODED = 192 * MB;

const broken = (field: string) => invalidField(field, 'This image is damaged or incomplete. Choose another one.');

const unsupported = (field: string, detail: string) =>
  new ApiError('unsupported_media_type', detail, { errors: [{ field, message: detail }] });

/**
 * Looks at what a file is, whatever it was called.
 * @throws ApiError 415 for what is no picture of an accepted type; for HEIC it says what to do
 */
async function typeOf(data: Buffer, types: readonly string[], field: string): Promise<string> {
  const found = await fileTypeFromBuffer(data).catch(() => undefined);
  // An animated PNG is a PNG, whose first frame counts, as that of an animated GIF or WebP does.
  const mime = found?.mime === 'image/apng' ? 'image/png' : found?.mime;
  if (mime && types.includes(mime)) return mime;
  const names = types.map((name) => name.replace('image/', '').toUpperCase()).join(', ');
  if (mime && /^image\/hei[cf]/.test(mime)) {
    throw unsupported(
      field,
      `HEIC pictures can’t be shown everywhere. Save this one as JPEG and send that (on an iPhone: Settings, Camera, Formats, Most Compatible). Accepted: ${names}.`,
    );
  }
  throw unsupported(field, `Send a picture: ${names}.`);
}

/**
 * How many bytes a pixel takes while it is decoded; 0 where a picture passes through line by line. Measured with sharp
 * 0.35: what is interlaced, progressive, GIF or AVIF is held as a whole, and a 50 megapixel AVIF took 974 MB.
 */
function bytesPerPixel({
  format,
  isProgressive,
  channels,
  depth,
  bitsPerSample = 8,
  chromaSubsampling,
}: Metadata): number {
  const sample = depth === 'ushort' || bitsPerSample > 8 ? 2 : 1;
  if (format === 'heif') return 16 * sample;
  if (format === 'gif') return 8;
  if (!isProgressive) return 0;
  if (format === 'png') return channels * sample;
  // The coefficients of a progressive JPEG are two bytes each.
  return chromaSubsampling === '4:2:0' ? 3 : 2 * channels;
}

/** @throws ApiError 400 for a picture that is too large to decode */
function expectDecodable(metadata: Metadata, field: string): void {
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

/** Decodes the picture once, for its largest variant, and makes each smaller one of the pixels of a larger one. */
async function draw(open: () => Sharp, metadata: Metadata, variants: readonly Variant[]): Promise<Picture[]> {
  const { default: sharp } = await import('sharp');
  const { width, height } = metadata.autoOrient;
  const made = new Map<Variant['fit'], Sharp>();
  const pictures: Picture[] = [];
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
    pictures.push({ name: variant.name, data: await pixels.clone().webp({ quality: 82 }).toBuffer() });
  }
  return pictures;
}

/** Reads and draws; a JPEG that lacks nothing but its last two bytes, as some cameras leave it, is drawn, too. */
async function makePictures(data: Buffer, kind: PictureKind): Promise<Picture[]> {
  const { field, variants } = UPLOADS[kind];
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
    if (metadata.format !== 'jpeg') throw broken(field);
  }
  // With the end that was missing it must be without any fault: then nothing else was.
  const ended = Buffer.concat([data, Buffer.from([0xff, 0xd9])]);
  return draw(() => sharp(ended, { ...options, failOn: 'warning' }), metadata, variants).catch(() => {
    throw broken(field);
  });
}

/**
 * Makes pictures of an upload that hold nothing but pixels: no EXIF, no position, no comment, no second content behind
 * the picture. What else a file may be to other programs doesn't matter, because none of its bytes is kept.
 * @returns a WebP picture a variant of the kind, in sRGB
 * @throws ApiError 415 for a type that isn't accepted, 400 for what can't be decoded, or not within the memory
 */
export async function picturesOf(data: Buffer, kind: PictureKind): Promise<Picture[]> {
  const { field, accepts } = UPLOADS[kind];
  if (data.length === 0) throw invalidField(field, 'The submitted file is empty.');
  await typeOf(data, accepts.image.types, field);
  // An instance serves many requests at once, but its memory holds one large picture.
  return inTurn('pictures', () => makePictures(data, kind));
}
