import { fileTypeFromBuffer } from 'file-type';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { MAX_PIXELS } from '../contract/limits.ts';

/**
 * Words that no picture holds by chance, but a file that is a picture to us and a page, a script, a document or an
 * archive to somebody else does (a polyglot).
 */
const FOREIGN = /<script|<html|<!doctype|<\?php|<svg[\s>]|%PDF-\d/i;
/** How the directory of a ZIP archive, and so of a JAR, ends: the mark, and that it is the first of one disk. */
const ZIP_END = 'PK\u0005\u0006\0\0\0\0';

const broken = (field: string) => invalidField(field, 'This image is damaged or incomplete. Choose another one.');

let last: Promise<unknown> = Promise.resolve();

/** An instance serves many requests at once, but its memory holds one large picture. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => {});
  return result;
}

/**
 * Looks at what a file is, whatever it was called, and makes pictures of it that hold nothing but pixels: no EXIF, no
 * GPS, no comment, no second content.
 * @param sizes edge lengths, in pixels, of the squares to make, ascending; a smaller picture isn't enlarged
 * @returns a WebP picture a size, in the same order
 * @throws ApiError 415 for a type that isn't allowed, 400 for anything that can't be shown safely
 */
export async function squares(
  data: Buffer,
  sizes: readonly number[],
  types: readonly string[],
  field: string,
): Promise<Buffer[]> {
  if (data.length === 0) throw invalidField(field, 'The submitted file is empty.');
  const type = await fileTypeFromBuffer(data);
  if (!type || !types.includes(type.mime)) {
    const names = types.map((name) => name.replace('image/', '').toUpperCase());
    throw new ApiError('unsupported_media_type', `Send a picture: ${names.join(', ')}.`, {
      errors: [{ field, message: 'Not a supported image format.' }],
    });
  }
  if (FOREIGN.test(data.toString('latin1')) || data.includes(ZIP_END, 'latin1')) throw broken(field);
  const pixels = type.mime in MAX_PIXELS ? MAX_PIXELS[type.mime as keyof typeof MAX_PIXELS] : MAX_PIXELS.default;
  return oneAtATime(() => draw(data, sizes, pixels, field));
}

/** Makes the squares, see `squares()`. */
async function draw(data: Buffer, sizes: readonly number[], pixels: number, field: string): Promise<Buffer[]> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  const open = () => sharp(data, { limitInputPixels: MAX_PIXELS.default, failOn: 'error' });
  const { width, height } = await open()
    .metadata()
    .catch(() => {
      throw broken(field);
    });
  if (width * height > pixels) throw invalidField(field, `At most ${pixels / 1_000_000} megapixels.`);
  try {
    const pictures: Buffer[] = [];
    // The largest from what came in, each smaller one from the one before: the original, which may take 250 MB of
    // memory, is decoded once.
    for (const size of sizes.toReversed()) {
      const edge = Math.min(size, Math.max(1, Math.min(width, height)));
      const source = pictures[0] ? sharp(pictures[0]) : open().autoOrient();
      pictures.unshift(await source.resize(edge, edge, { fit: 'cover' }).webp({ quality: 82 }).toBuffer());
    }
    return pictures;
  } catch {
    throw broken(field);
  }
}
