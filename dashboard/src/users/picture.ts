import { UPLOADS } from '@api/contract/limits.ts';

const { bytes, types } = UPLOADS.avatar.accepts.image;
/** The longest edge that is sent: twice what the largest copy of a picture needs. */
const EDGE = 2560;

export const MEGABYTES = bytes / 1024 / 1024;

/** What is chosen that can't be used, in words for the person. */
export class UnusablePicture extends Error {}

const isHeic = ({ name, type }: File): boolean => /hei[cf]/i.test(type) || /\.hei[cf]$/i.test(name);

/** Draws a picture smaller, upright, and without what a camera writes into it. */
async function shrink(file: File): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new Error('The picture could not be drawn.');
  return new File([blob], 'picture.jpg', { type: 'image/jpeg' });
}

/**
 * Looks at a chosen file at once, before anything is sent; a photo straight from a phone is made small enough.
 * @throws UnusablePicture
 */
export async function preparePicture(file: File): Promise<File> {
  const isKnown = types.some((type) => type === file.type);
  if (!isKnown && !isHeic(file)) {
    throw new UnusablePicture('This is not a picture that we can show. Choose a JPEG, PNG, WebP, AVIF or GIF.');
  }
  let size: { width: number; height: number };
  try {
    const { width, height } = await createImageBitmap(file);
    size = { width, height };
  } catch {
    throw new UnusablePicture(
      isHeic(file)
        ? 'This browser can’t read HEIC photos. Export it as JPEG first: on an iPhone under Settings, Camera, Formats, Most Compatible.'
        : 'This picture can’t be read: it may be damaged. Choose another one.',
    );
  }
  if (isKnown && file.size <= bytes && Math.max(size.width, size.height) <= 2 * EDGE) return file;
  const small = await shrink(file);
  if (small.size > bytes) throw new UnusablePicture(`This picture is larger than ${MEGABYTES} MB. Choose another one.`);
  return small;
}
