import { ApiError, invalidField, isRefusal } from '../contract/api-error.ts';
import { inbox, type PrivatePath } from '../contract/folders.ts';
import { acceptedBy, UPLOADS, type UploadKind } from '../contract/limits.ts';
import { bucket } from '../firebase.ts';
import { copyFile, ifThere, leftBehind, readRange, removeFiles, saveFile } from './files.ts';

/** A file that somebody has sent, in a multipart body or by way of the inbox: read only as far as it has to be. */
export interface Incoming {
  size: number;
  /** @returns the bytes from `start` to before `end`, less where the file ends before */
  range(start: number, end: number): Promise<Buffer>;
  /** Keeps it in the bucket as it is, under another type than its sender may have claimed. @param disposition where it is to be saved, and not shown */
  keep(to: PrivatePath, contentType: string, disposition?: string): Promise<void>;
}

/** The file of a multipart body. */
export const inBody = (data: Buffer): Incoming => ({
  size: data.length,
  range: async (start, end) => data.subarray(start, end),
  keep: (to, contentType, disposition) => saveFile(to, data, contentType, 'private', disposition),
});

const missing = () => invalidField('path', 'No file was uploaded there.');

/** @returns `path`, where it is exactly a place where the rules let `uid` put an upload of `kind`: nothing above or beside it */
const ownUpload = (path: string, uid: string, kind: UploadKind): PrivatePath | undefined =>
  Array.from({ length: UPLOADS[kind].slots }, (_, slot) => inbox(uid, kind, slot)).find((own) => own === path);

/** One version of what lies in the inbox, so that nobody can have one looked at and another kept. */
function inInbox(path: PrivatePath, size: number, generation: string | number | undefined): Incoming {
  const from = { path, generation };
  return {
    size,
    range: async (start, end) => {
      // A range of nothing is an error to Cloud Storage.
      if (start >= Math.min(end, size)) return Buffer.alloc(0);
      const found = await readRange(from, start, end);
      if (!found) throw missing();
      return found;
    },
    keep: async (to, contentType, disposition) => {
      if (!(await copyFile(from, to, contentType, disposition))) throw missing();
    },
  };
}

/** The refusal of a file that is too large. @param what it is called, such as 'picture' */
export const tooLarge = (bytes: number, what = 'file', more = ''): ApiError =>
  new ApiError('payload_too_large', `The ${what} is larger than ${bytes / 1024 / 1024} MB.${more}`);

/**
 * Takes over what the SDK has uploaded into the inbox. The original, which may hold a position, is removed once `use` has
 * taken or refused it. After a fault it stays, so that whoever tries again need not send it again; the bucket removes it
 * after a day.
 * @throws ApiError 400 when nothing of the caller's is there or it is encoded, 413 when it is too large
 */
export async function takeUpload<T>(
  uid: string,
  kind: UploadKind,
  path: string,
  use: (file: Incoming) => Promise<T>,
): Promise<T> {
  const own = ownUpload(path, uid, kind);
  if (!own) {
    const [first, last] = [0, UPLOADS[kind].slots - 1].map((slot) => inbox('{my uid}', kind, slot));
    throw invalidField('path', `Name a file from ${first} to ${last}.`);
  }
  const found = await ifThere(() => bucket().file(own).getMetadata());
  if (!found) throw missing();
  const take = async (): Promise<T> => {
    const { contentEncoding, size, generation } = found[0];
    // Inflated it could have any size; the rules refuse it already.
    if (!['', 'identity', undefined].includes(contentEncoding)) throw invalidField('path', 'Upload it uncompressed.');
    const most = acceptedBy(kind).bytes;
    if (Number(size) > most) throw tooLarge(most);
    return use(inInbox(own, Number(size), generation));
  };
  try {
    const taken = await take();
    await removeFiles(own).catch(leftBehind(own));
    return taken;
  } catch (error) {
    if (isRefusal(error)) await removeFiles(own).catch(leftBehind(own));
    throw error;
  }
}
