import { inbox } from '@api/contract/folders.ts';
import { UPLOADS, type UploadKind } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { ApiError, signedInUid } from './api.ts';
import { type Bucket, storage } from './firebase.ts';

/** How long the SDK goes on trying while the line is down. */
const PATIENCE = 5 * 60_000;

interface Options {
  /** Told how much has arrived, from 0 to 1. */
  onProgress?: (share: number) => void;
  /** Ends the upload; what has arrived of it is gone. */
  signal?: AbortSignal;
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

function refusalOf(error: unknown): ApiError {
  const isRefused = codeOf(error) === 'storage/unauthorized';
  return new ApiError({
    code: isRefused ? 'permission_denied' : 'network',
    status: isRefused ? 403 : 0,
    detail: isRefused
      ? t`This file was not taken. Wait a moment, then try again.`
      : t`The file could not be sent. Check your connection and try again.`,
    errors: [],
  });
}

function send({ storage, sdk }: Bucket, path: string, file: File, { onProgress, signal }: Options): Promise<void> {
  return new Promise((resolve, reject) => {
    const task = sdk.uploadBytesResumable(sdk.ref(storage, path), file, { contentType: file.type });
    const abort = () => task.cancel();
    signal?.addEventListener('abort', abort);
    const done = () => signal?.removeEventListener('abort', abort);
    task.on(
      'state_changed',
      ({ bytesTransferred, totalBytes }) => onProgress?.(totalBytes > 0 ? bytesTransferred / totalBytes : 0),
      (error) => {
        done();
        reject(error);
      },
      () => {
        done();
        resolve();
      },
    );
  });
}

/**
 * Sends a file into one's own inbox: in pieces, so that a line that breaks off goes on where it was.
 * @returns its path, which the API takes it over by
 * @throws ApiError, or the signal's reason
 */
export async function upload(kind: UploadKind, file: File, options: Options = {}): Promise<string> {
  const { signal } = options;
  const uid = signedInUid() ?? '';
  const { slots } = UPLOADS[kind];
  let bucket: Bucket;
  try {
    bucket = await storage();
  } catch (error) {
    throw refusalOf(error);
  }
  bucket.storage.maxUploadRetryTime = PATIENCE;
  const first = Math.floor(Math.random() * slots);
  for (let tried = 1; ; tried += 1) {
    signal?.throwIfAborted();
    const path = inbox(uid, kind, (first + tried) % slots);
    try {
      await send(bucket, path, file, options);
      return path;
    } catch (error) {
      signal?.throwIfAborted();
      // A place in the inbox may be taken, by an upload that was never finished or goes on in another tab.
      if (codeOf(error) !== 'storage/unauthorized' || tried >= slots) throw refusalOf(error);
    }
  }
}

/** Takes back what was sent and isn't wanted; left there, the bucket would clear it within a day. */
export async function discardUpload(path: string): Promise<void> {
  try {
    const { storage: own, sdk } = await storage();
    await sdk.deleteObject(sdk.ref(own, path));
  } catch {
    // It is gone already, or goes by itself.
  }
}
