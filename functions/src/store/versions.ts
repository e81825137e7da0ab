import type { PublicFolder, PublicPath } from '../contract/folders.ts';
import { newUid } from '../contract/ids.ts';
import { now } from '../runtime/clock.ts';
import { filesIn, publicUrl, removeFiles, saveThenName } from './files.ts';
import { PICTURE_TYPE, type Picture } from './images.ts';

/**
 * Pictures that take one another's place. A version is one picture in all its sizes, in a folder of its own; each upload
 * makes its own, so that two at once never mix.
 */

/** Longer than any request runs: a file that is older, and that no document names, is left over. */
const IN_FLIGHT_MS = 10 * 60 * 1000;

/** Where a size of a version lies. */
export const versionPath = (folder: PublicFolder, version: string, size: string): PublicPath =>
  `${folder}/${version}/${size}.webp`;

/** @returns the version that a file belongs to */
export const versionOf = (path: string): string | null => path.split('/').at(-2) ?? null;

/** A version, and where everybody may fetch its sizes. */
export interface PictureVersion {
  version: string;
  sizes: Record<string, string>;
}

/**
 * Puts the files of a new version there before a document names them.
 * @param commit as in `saveThenName()`
 * @returns the version, and what `commit` returned
 */
export async function saveVersion<T>(
  folder: PublicFolder,
  pictures: readonly Picture[],
  commit: (made: PictureVersion) => Promise<T>,
): Promise<{ made: PictureVersion; committed: T }> {
  const version = newUid();
  const files = pictures.map(({ name, data }) => ({
    path: versionPath(folder, version, name),
    data,
    type: PICTURE_TYPE,
  }));
  const sizes = Object.fromEntries(pictures.map(({ name }, i) => [name, publicUrl(files[i]?.path as PublicPath)]));
  const made = { version, sizes };
  const committed = await saveThenName(`${folder}/${version}`, files, 'public', () => commit(made));
  return { made, committed };
}

/** Removes the version `former`, and what requests that died long ago have left; `kept` stays. */
export async function removeFormer(folder: PublicFolder, former: string | null, kept: string | null): Promise<void> {
  const gone = (await filesIn(folder)).filter(({ path, created }) => {
    const version = versionOf(path);
    return version !== kept && (version === former || created.getTime() < now() - IN_FLIGHT_MS);
  });
  await removeFiles(...gone.map(({ path }) => path));
}
