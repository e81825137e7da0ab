import { createHash } from 'node:crypto';
import { ApiError, invalidField } from '../contract/api-error.ts';
import { AVATAR_SIZES, UPLOADS } from '../contract/limits.ts';
import { publicUrl, readFile, removeFiles, saveFile } from '../store/files.ts';
import { squares } from '../store/images.ts';
import { isOwnUpload } from './policy.ts';
import type { Avatar } from './schema.ts';
import { setAvatarUrl } from './store.ts';

/** The field of the multipart body, and of the errors that speak of the picture. */
export const AVATAR_FIELD = 'avatar';

/** Where a size of somebody’s picture lies. */
export const avatarPath = (uid: string, size: number): string => `avatars/${uid}/${size}.webp`;

/**
 * Where both ways of uploading end. The pictures replace the former ones under the same paths, so that every copy of
 * the address, wherever it is shown, shows the new picture; `v` makes caches fetch it.
 */
export async function setAvatar(uid: string, data: Buffer): Promise<Avatar> {
  const pictures = await squares(data, AVATAR_SIZES, UPLOADS.avatars.types, AVATAR_FIELD);
  const version = createHash('sha256').update(data).digest('hex').slice(0, 12);
  await Promise.all(
    pictures.map((picture, i) => saveFile(avatarPath(uid, AVATAR_SIZES[i] ?? 0), picture, 'image/webp')),
  );
  const addresses = AVATAR_SIZES.map((size) => [size, publicUrl(avatarPath(uid, size), version)] as const);
  const avatar_url = addresses[0]?.[1] ?? '';
  await setAvatarUrl(uid, avatar_url);
  return { avatar_url, sizes: Object.fromEntries(addresses) };
}

/**
 * Takes over what the SDK has uploaded, and removes the original, which still holds its EXIF, in any case.
 * @throws ApiError 400 when nothing of the caller's is there
 */
export async function setAvatarFromUpload(uid: string, path: string): Promise<Avatar> {
  if (!isOwnUpload(path, uid)) throw invalidField('path', `Name a file under avatars/${uid}/uploads/.`);
  const data = await readFile(path, UPLOADS.avatars.bytes);
  if (data === null) throw invalidField('path', 'No file was uploaded there.');
  try {
    if (data === 'too large') throw new ApiError('payload_too_large', 'The file is larger than 5 MB.');
    return await setAvatar(uid, data);
  } finally {
    await removeFiles(path);
  }
}

/** Removes the picture; without one nothing happens. */
export async function removeAvatar(uid: string): Promise<void> {
  await setAvatarUrl(uid, null);
  await removeFiles(...AVATAR_SIZES.map((size) => avatarPath(uid, size)));
}
