import type { Readable } from 'node:stream';
import type { FileMetadata } from '@google-cloud/storage';
import * as logger from 'firebase-functions/logger';
import { environment } from '../config.ts';
import { ApiError, invalidField, notFound } from '../contract/api-error.ts';
import { inbox, type PrivatePath, type PublicPath } from '../contract/folders.ts';
import { acceptedBy, UPLOADS, type UploadKind } from '../contract/limits.ts';
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
): Promise<void>;
export async function saveFile(
  path: PublicPath | PrivatePath,
  data: Buffer,
  contentType: string,
  visibility: 'public' | 'private',
): Promise<void> {
  await bucket()
    .file(path)
    .save(data, { resumable: false, contentType, metadata: { cacheControl: CACHE_CONTROL[visibility] } });
}

/** @returns what `read` makes of a file, or null where there is none */
async function ifThere<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 404) return null;
    throw error;
  }
}

const missing = () => invalidField('path', 'No file was uploaded there.');

/** Whether `path` is exactly a place where the rules let `uid` put an upload of `kind`: nothing above or beside it. */
const isOwnUpload = (path: string, uid: string, kind: UploadKind): boolean =>
  Array.from({ length: UPLOADS[kind].slots }, (_, slot) => inbox(uid, kind, slot)).some((own) => own === path);

/**
 * Reads a file as it is stored, without inflating it, and at most one byte more than `limit`.
 * @throws ApiError 400 when it is gone or encoded, 413 when it is larger
 */
async function readUpload(path: string, { contentEncoding, size }: FileMetadata, limit: number): Promise<Buffer> {
  // Inflated it could have any size; the rules refuse it already.
  if (!['', 'identity', undefined].includes(contentEncoding)) throw invalidField('path', 'Upload it uncompressed.');
  // A range of an empty file is an error to Cloud Storage.
  if (Number(size) === 0) return Buffer.alloc(0);
  const tooLarge = new ApiError('payload_too_large', `The file is larger than ${limit / 1024 / 1024} MB.`);
  if (Number(size) > limit) throw tooLarge;
  const file = bucket().file(path);
  const read = await ifThere(() => file.download({ start: 0, end: limit, decompress: false }));
  if (!read) throw missing();
  if (read[0].length > limit) throw tooLarge;
  return read[0];
}

/**
 * Takes over what the SDK has uploaded into the inbox. The original, which may hold a position, is removed whatever
 * `use` makes of it.
 * @throws ApiError 400 when nothing of the caller's is there or it is encoded, 413 when it is too large
 */
export async function takeUpload<T>(
  uid: string,
  kind: UploadKind,
  path: string,
  use: (data: Buffer) => Promise<T>,
): Promise<T> {
  if (!isOwnUpload(path, uid, kind)) {
    const [first, last] = [0, UPLOADS[kind].slots - 1].map((slot) => inbox('{my uid}', kind, slot));
    throw invalidField('path', `Name a file from ${first} to ${last}.`);
  }
  const found = await ifThere(() => bucket().file(path).getMetadata());
  if (!found) throw missing();
  try {
    return await use(await readUpload(path, found[0], acceptedBy(kind).bytes));
  } finally {
    await removeFiles(path);
  }
}

/** @returns how many bytes a file has, or null where there is none */
export async function sizeOf(path: PublicPath | PrivatePath): Promise<number | null> {
  const found = await ifThere(() => bucket().file(path).getMetadata());
  return found && Number(found[0].size);
}

/** Opens the bytes of a stored file from `start` to before `end`, as they are stored; a file that ends before gives less. */
export const openRange = (path: PublicPath | PrivatePath, start: number, end: number): Readable =>
  bucket()
    .file(path)
    .createReadStream({ start, end: end - 1, decompress: false });

/**
 * Copies a private file within the bucket, without its bytes passing through here. The copy has nothing of what the
 * uploader said about the original: neither its type nor the download token that opens that one.
 * @returns whether there was one to copy
 */
export async function copyFile(from: PrivatePath, to: PrivatePath, contentType: string): Promise<boolean> {
  // The emulator passes on the token unless the copy has metadata of its own.
  const own = { contentType, cacheControl: CACHE_CONTROL.private, metadata: { copied: 'true' } };
  return (await ifThere(() => bucket().file(from).copy(bucket().file(to), own))) !== null;
}

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
 * written, or `commit` refuses because nobody is there to have it, nothing stays. A commit that only seems to have
 * failed may hold, though: then they stay until it is clear.
 * @param commit looks whether the owner is there, and names the files, in one commit; refuses with `not_found`
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
  let committing = false;
  try {
    // Each is waited for, also after a fault, so that none is written behind the removal.
    const save = ({ path, data, type }: (typeof files)[number]) =>
      saveFile(path as PublicPath, data, type, visibility as 'public');
    const saved = await Promise.allSettled(files.map(save));
    for (const result of saved) if (result.status === 'rejected') throw result.reason;
    committing = true;
    return await commit();
  } catch (error) {
    const refused = error instanceof ApiError && error.code === 'not_found';
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
