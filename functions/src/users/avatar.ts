import { folders, type PublicPath } from '../contract/folders.ts';
import { newUid } from '../contract/ids.ts';
import { now } from '../runtime/clock.ts';
import { filesIn, leftBehind, pathOf, publicUrl, removeFiles, saveThenName } from '../store/files.ts';
import { PICTURE_TYPE, type Picture, picturesOf } from '../store/images.ts';
import { inBody, takeUpload } from '../store/incoming.ts';
import type { Avatar } from './schema.ts';
import { replaceAvatarUrl } from './store.ts';

/** Longer than any request runs: a file that is older, and that no profile names, is left over. */
const IN_FLIGHT_MS = 10 * 60 * 1000;

/** A version is one picture in all its sizes; each upload makes its own, so that two at once never mix. */
const versionFolder = (uid: string, version: string) => `${folders.avatars(uid)}/${version}` as const;

/** Where a size of somebody’s picture lies. */
export const avatarPath = (uid: string, version: string, size: string): PublicPath =>
  `${versionFolder(uid, version)}/${size}.webp`;

/** Removes what `former` named, and what requests that died long ago have left. */
async function removeFormer(uid: string, former: string | null, current: string | null): Promise<void> {
  const folderOf = (path: string | null) => path?.slice(0, path.lastIndexOf('/'));
  const [old, kept] = [former, current].map((url) => folderOf(url && pathOf(url)));
  const files = await filesIn(folders.avatars(uid));
  const gone = files.filter(({ path, created }) => {
    const folder = folderOf(path);
    return folder !== kept && (folder === old || created.getTime() < now() - IN_FLIGHT_MS);
  });
  await removeFiles(...gone.map(({ path }) => path));
}

/** Where both ways of uploading end: the files are there before the profile names them, and the former ones go after. */
async function keep(uid: string, pictures: Picture[]): Promise<Avatar> {
  const version = newUid();
  const folder = versionFolder(uid, version);
  const files = pictures.map(({ name, data }) => ({ path: avatarPath(uid, version, name), data, type: PICTURE_TYPE }));
  const sizes = Object.fromEntries(pictures.map(({ name }) => [name, publicUrl(avatarPath(uid, version, name))]));
  const avatar_url = sizes['320'] ?? '';
  const former = await saveThenName(folder, files, 'public', () => replaceAvatarUrl(uid, avatar_url));
  await removeFormer(uid, former, avatar_url).catch(leftBehind(folders.avatars(uid)));
  return { avatar_url, sizes };
}

/** Takes what a multipart body has brought. */
export const setAvatar = async (uid: string, data: Buffer): Promise<Avatar> =>
  keep(uid, await picturesOf(inBody(data), 'avatar'));

/** Takes over what the SDK has uploaded. @throws ApiError 400 when nothing of the caller's is there */
export const setAvatarFromUpload = (uid: string, path: string): Promise<Avatar> =>
  takeUpload(uid, 'avatar', path, async (file) => keep(uid, await picturesOf(file, 'avatar')));

/** Removes the picture; without one nothing happens. */
export async function removeAvatar(uid: string): Promise<void> {
  await removeFormer(uid, await replaceAvatarUrl(uid, null), null);
}
