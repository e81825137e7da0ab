import { folders, type PublicPath } from '../contract/folders.ts';
import { leftBehind, pathOf } from '../store/files.ts';
import { type Picture, picturesOf } from '../store/images.ts';
import { inBody, takeUpload } from '../store/incoming.ts';
import { removeFormer, saveVersion, versionOf, versionPath } from '../store/versions.ts';
import type { Avatar } from './schema.ts';
import { replaceAvatarUrl } from './store.ts';

/** Where a size of somebody’s picture lies. */
export const avatarPath = (uid: string, version: string, size: string): PublicPath =>
  versionPath(folders.avatars(uid), version, size);

/** @returns the version that an address of a profile names; null for another address */
function versionIn(url: string | null): string | null {
  const path = url === null ? null : pathOf(url);
  return path === null ? null : versionOf(path);
}

/** Where both ways of uploading end: the files are there before the profile names them, and the former ones go after. */
async function keep(uid: string, pictures: Picture[]): Promise<Avatar> {
  const folder = folders.avatars(uid);
  const addressOf = (sizes: Record<string, string>) => sizes['320'] ?? '';
  const { made, committed } = await saveVersion(folder, pictures, ({ sizes }) =>
    replaceAvatarUrl(uid, addressOf(sizes)),
  );
  await removeFormer(folder, versionIn(committed), made.version).catch(leftBehind(folder));
  return { avatar_url: addressOf(made.sizes), sizes: made.sizes };
}

/** Takes what a multipart body has brought. */
export const setAvatar = async (uid: string, data: Buffer): Promise<Avatar> =>
  keep(uid, await picturesOf(inBody(data), 'avatar'));

/** Takes over what the SDK has uploaded. @throws ApiError 400 when nothing of the caller's is there */
export const setAvatarFromUpload = (uid: string, path: string): Promise<Avatar> =>
  takeUpload(uid, 'avatar', path, async (file) => keep(uid, await picturesOf(file, 'avatar')));

/** Removes the picture; without one nothing happens. */
export async function removeAvatar(uid: string): Promise<void> {
  await removeFormer(folders.avatars(uid), versionIn(await replaceAvatarUrl(uid, null)), null);
}
