import { environment } from '../config.ts';
import { bucket } from '../firebase.ts';
import { codeOf } from './codes.ts';

/** @returns the address under which everybody may fetch a public file; `version` makes caches ask anew */
export function publicUrl(path: string, version: string): string {
  const { storageEmulator, bucket: name } = environment();
  const base = storageEmulator ? `http://${storageEmulator}` : 'https://firebasestorage.googleapis.com';
  return `${base}/v0/b/${name}/o/${encodeURIComponent(path)}?alt=media&v=${version}`;
}

/** Writes a file, in place of an earlier one under the same path. */
export async function saveFile(path: string, data: Buffer, contentType: string): Promise<void> {
  await bucket()
    .file(path)
    .save(data, { resumable: false, contentType, metadata: { cacheControl: 'public, max-age=86400' } });
}

/** @returns the file's bytes, or null where there is none; refuses to load more than `bytes` */
export async function readFile(path: string, bytes: number): Promise<Buffer | 'too large' | null> {
  const file = bucket().file(path);
  try {
    const [metadata] = await file.getMetadata();
    if (Number(metadata.size) > bytes) return 'too large';
    const [data] = await file.download();
    return data;
  } catch (error) {
    if (codeOf(error) === 404) return null;
    throw error;
  }
}

/** Removes files; one that is gone already is no fault. */
export async function removeFiles(...files: string[]): Promise<void> {
  await Promise.all(files.map((path) => bucket().file(path).delete({ ignoreNotFound: true })));
}

/** Removes every file below `prefix`. */
export async function removeFolder(prefix: string): Promise<void> {
  await bucket().deleteFiles({ prefix, force: true });
}
