import type { Accepted } from '@api/contract/limits.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

const MB = 1024 * 1024;

/** What a picture must be to be sent. */
export interface PictureRules extends Accepted {
  /** Pixels of the longest edge: beyond `most`, the picture is drawn anew with `edge`. */
  most: number;
  edge: number;
}

/** A picture that can be sent. */
export interface Picture {
  file: File;
  width: number;
  height: number;
}

/** A part of a picture, in pixels. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is chosen that can't be used, in words for the person. */
export class UnusableFile extends Error {}

/** The types as a file chooser takes them; HEIC among them, so that it can be chosen and be told about. */
export const choiceOf = (types: readonly string[]): string => [...types, '.heic', '.heif'].join(',');

const isNamedHeic = ({ name }: File): boolean => /\.hei[cf]$/i.test(name);
const isHeic = (file: File): boolean => /hei[cf]/i.test(file.type) || isNamedHeic(file);

/** Whether a file is a picture, though perhaps none that can be shown; some systems have no name for the type of HEIC. */
export const isPictureFile = (file: File): boolean => file.type.startsWith('image/') || isNamedHeic(file);

/** Draws a part of a picture, upright and without what a camera writes into it, with `edge` as its longest edge. */
async function draw(bitmap: ImageBitmap, { x, y, width, height }: Area, edge: number): Promise<Picture> {
  const scale = Math.min(1, edge / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  // JPEG knows no transparency, and would make it black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new Error('The picture could not be drawn.');
  const file = new File([blob], 'picture.jpg', { type: 'image/jpeg' });
  return { file, width: canvas.width, height: canvas.height };
}

/** Opens a picture, does something with it, and lets go of its memory. */
async function withBitmap<T>(file: File, work: (bitmap: ImageBitmap) => Promise<T> | T): Promise<T> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    return await work(bitmap);
  } finally {
    bitmap.close();
  }
}

/**
 * Looks at a chosen file at once, before anything is sent; a photo straight from a phone is made small enough.
 * @throws UnusableFile
 */
export async function preparePicture(file: File, rules: PictureRules): Promise<Picture> {
  const isKnown = rules.types.includes(file.type);
  if (!isKnown && !isHeic(file)) {
    throw new UnusableFile(t`This is not a picture that we can show. Choose a JPEG, PNG, WebP, AVIF or GIF.`);
  }
  let size: { width: number; height: number };
  try {
    size = await withBitmap(file, ({ width, height }) => ({ width, height }));
  } catch {
    throw new UnusableFile(
      isHeic(file)
        ? t`This browser can’t read HEIC photos. Export it as JPEG first: on an iPhone under Settings, Camera, Formats, Most Compatible.`
        : t`This picture can’t be read: it may be damaged. Choose another one.`,
    );
  }
  if (isKnown && file.size <= rules.bytes && Math.max(size.width, size.height) <= rules.most) return { file, ...size };
  const small = await withBitmap(file, (bitmap) => draw(bitmap, { x: 0, y: 0, ...size }, rules.edge));
  if (small.file.size > rules.bytes) {
    throw new UnusableFile(
      t`This picture is larger than ${{ megabytes: i18n.number(rules.bytes / MB) }} MB. Choose another one.`,
    );
  }
  return small;
}

/** @returns a part of a picture as a picture of its own, at most `edge` pixels wide and high */
export const cropPicture = (file: File, area: Area, edge: number): Promise<Picture> =>
  withBitmap(file, (bitmap) => draw(bitmap, area, edge));
