import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import * as logger from 'firebase-functions/logger';
import { environment } from '../config.ts';
import { ApiError, notFound } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import type { PrivatePath, PublicPath } from '../contract/folders.ts';
import { bucket } from '../firebase.ts';
import { codeOf } from './codes.ts';

/** @returns the address under which everybody may fetch a public file; there is none for a private one */
export function publicUrl(path: PublicPath): string {
  const { storageEmulator, bucket: name } = environment();
  const base = storageEmulator ? `http://${storageEmulator}` : 'https://firebasestorage.googleapis.com';
  return `${base}/v0/b/${name}/o/${encodeURIComponent(path)}?alt=media`;
}

/** @returns the path of the file that `publicUrl()` made the address of; null for another address */
export function pathOf(url: string): string | null {
  const [, path] = /\/v0\/b\/[^/]+\/o\/([^/?]+)\?/.exec(url) ?? [];
  return path ? decodeURIComponent(path) : null;
}

const CACHE_CONTROL = { public: 'public, max-age=86400', private: 'private, no-store' } as const;

/**
 * Writes a file. A private one is never marked as one that caches may share; and no file gets a download token, whose
 * bearer could read it for ever.
 */
export async function saveFile(
  path: PublicPath,
  data: Buffer,
  contentType: string,
  visibility: 'public',
): Promise<void>;
export async function saveFile(
  path: PrivatePath,
  data: Buffer,
  contentType: string,
  visibility: 'private',
  disposition?: string,
): Promise<void>;
export async function saveFile(
  path: PublicPath | PrivatePath,
  data: Buffer,
  contentType: string,
  visibility: 'public' | 'private',
  disposition?: string,
): Promise<void> {
  const metadata = { cacheControl: CACHE_CONTROL[visibility], ...(disposition && { contentDisposition: disposition }) };
  await bucket().file(path).save(data, { resumable: false, contentType, metadata });
}

/**
 * Writes a private file piece by piece, so that it is never in memory as a whole. Where `produce` fails, nothing is to be
 * taken from what may be there.
 * @param produce is given what takes the next piece, and is to be waited for
 * @param filename as what it is offered for saving, where it is no matter of showing it
 * @returns what `produce` returned, when the file is there
 */
export async function saveInPieces<T>(
  path: PrivatePath,
  contentType: string,
  produce: (write: (piece: Uint8Array) => Promise<void>) => Promise<T>,
  filename?: string,
): Promise<T> {
  const contentDisposition = filename && `attachment; filename="${filename}"`;
  const metadata = { cacheControl: CACHE_CONTROL.private, ...(contentDisposition && { contentDisposition }) };
  const stream = bucket().file(path).createWriteStream({ resumable: false, contentType, metadata });
  const done = finished(stream);
  // Waited for below.
  done.catch(() => {});
  try {
    const made = await produce(
      (piece) =>
        new Promise((resolve, reject) => {
          stream.write(piece, (error) => (error ? reject(error) : resolve()));
        }),
    );
    stream.end();
    await done;
    return made;
  } catch (error) {
    stream.destroy();
    await done.catch(() => {});
    throw error;
  }
}

/** @returns what `read` makes of a file, or null where there is none */
export async function ifThere<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 404) return null;
    throw error;
  }
}

/** @returns how many bytes a file has, or null where there is none */
export async function sizeOf(path: Stored): Promise<number | null> {
  const found = await ifThere(() => bucket().file(path).getMetadata());
  return found && Number(found[0].size);
}

type Stored = PublicPath | PrivatePath;
/** A version of a file: reading another one, that has taken its place meanwhile, fails. */
export interface Version {
  path: Stored;
  generation?: string | number | undefined;
}

const fileOf = ({ path, generation }: Version) =>
  bucket().file(path, generation === undefined ? {} : { generation: String(generation) });

/** Opens the bytes of a stored file from `start` to before `end`, as they are stored; a file that ends before gives less. */
export const openRange = (from: Stored | Version, start: number, end: number): Readable =>
  fileOf(typeof from === 'string' ? { path: from } : from).createReadStream({ start, end: end - 1, decompress: false });

/** Opens a stored file as a whole. */
export const readStored = (path: Stored): Readable => fileOf({ path }).createReadStream({ decompress: false });

/** @returns the bytes from `start` to before `end`, or null where there is no such file */
export const readRange = (from: Stored | Version, start: number, end: number): Promise<Buffer | null> =>
  ifThere(async () => {
    const pieces: Buffer[] = [];
    for await (const piece of openRange(from, start, end)) pieces.push(piece);
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
  });

/**
 * Copies a file within the bucket, without its bytes passing through here. The copy has nothing of what the uploader said
 * about the original: neither its type nor the download token that opens that one.
 * @param visibility who may read the copy
 * @returns whether there was one to copy
 */
async function copyAs(
  from: Stored | Version,
  to: Stored,
  contentType: string,
  visibility: 'public' | 'private',
  disposition?: string,
): Promise<boolean> {
  const own = {
    contentType,
    cacheControl: CACHE_CONTROL[visibility],
    ...(disposition && { contentDisposition: disposition }),
    // The emulator passes on the token unless the copy has metadata of its own.
    metadata: { copied: 'true' },
  };
  const source = fileOf(typeof from === 'string' ? { path: from } : from);
  return (await ifThere(() => source.copy(bucket().file(to), own))) !== null;
}

/** Copies a file to where nobody may read it. @returns whether there was one */
export const copyFile = (
  from: Stored | Version,
  to: PrivatePath,
  contentType: string,
  disposition?: string,
): Promise<boolean> => copyAs(from, to, contentType, 'private', disposition);

/** Copies a file to where everybody may read it. @returns whether there was one */
export const publishFile = (from: PrivatePath, to: PublicPath, contentType: string): Promise<boolean> =>
  copyAs(from, to, contentType, 'public');

/** Removes files; one that is gone already is no fault. */
export async function removeFiles(...files: string[]): Promise<void> {
  await Promise.all(files.map((path) => bucket().file(path).delete({ ignoreNotFound: true })));
}

/** A file, and when it was written. */
export interface StoredFile {
  path: string;
  created: Date;
}

/** @returns the files in a folder and below it */
export async function filesIn(folder: string): Promise<StoredFile[]> {
  const [files] = await bucket().getFiles({ prefix: `${folder}/` });
  return files.map(({ name, metadata }) => ({ path: name, created: new Date(metadata.timeCreated ?? 0) }));
}

const AT_ONCE = 50;

/** Removes a folder with every file below it. */
export async function removeFolder(folder: string): Promise<void> {
  const files = await filesIn(folder);
  for (let i = 0; i < files.length; i += AT_ONCE) {
    await removeFiles(...files.slice(i, i + AT_ONCE).map(({ path }) => path));
  }
}

/** What isn't removed now is no reason to refuse: a later upload removes it, the sweep, or the end of the account. */
export const leftBehind = (folder: string) => (error: unknown) =>
  logger.error('files left behind', { folder, error: String(error) });

/** A file that isn't written yet. */
export interface NewFile<P extends PublicPath | PrivatePath> {
  path: P;
  data: Buffer;
  type: string;
}

/**
 * Writes the files of one thing, all in a folder of its own, and then lets a document name them. Where a file can't be
 * written, or `commit` refuses, as where nobody is there to have it, nothing stays. A commit that only seems to have
 * failed may hold, though: then they stay until it is clear.
 * @param commit looks whether the owner is there, and names the files, in one commit; refuses with an `ApiError`
 */
export async function saveThenName<T>(
  folder: string,
  files: readonly NewFile<PublicPath>[],
  visibility: 'public',
  commit: () => Promise<T>,
): Promise<T>;
export async function saveThenName<T>(
  folder: string,
  files: readonly NewFile<PrivatePath>[],
  visibility: 'private',
  commit: () => Promise<T>,
): Promise<T>;
export async function saveThenName<T>(
  folder: string,
  files: readonly NewFile<PublicPath | PrivatePath>[],
  visibility: 'public' | 'private',
  commit: () => Promise<T>,
): Promise<T> {
  return thenName(
    folder,
    async () => {
      // Each is waited for, also after a fault, so that none is written behind the removal.
      const save = ({ path, data, type }: (typeof files)[number]) =>
        saveFile(path as PublicPath, data, type, visibility as 'public');
      const saved = await Promise.allSettled(files.map(save));
      for (const result of saved) if (result.status === 'rejected') throw result.reason;
    },
    commit,
  );
}

/** The same for files that come into the folder in another way: by `save`. */
export async function thenName<T>(folder: string, save: () => Promise<void>, commit: () => Promise<T>): Promise<T> {
  let committing = false;
  try {
    await save();
    committing = true;
    return await commit();
  } catch (error) {
    const refused = error instanceof ApiError && ERROR_STATUS[error.code] < 500;
    if (committing && !refused) leftBehind(folder)(error);
    else await removeFolder(folder).catch(leftBehind(folder));
    throw error;
  }
}

/**
 * Opens a file for an answer, piece by piece.
 * @throws ApiError 404 where there is none
 */
export async function openFile(path: PublicPath | PrivatePath): Promise<{ data: Readable; type: string }> {
  const file = bucket().file(path);
  const found = await ifThere(() => file.getMetadata());
  if (!found) throw notFound();
  const type = found[0].contentType ?? 'application/octet-stream';
  return { data: file.createReadStream({ decompress: false }), type };
}
