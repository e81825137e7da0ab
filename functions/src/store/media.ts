import { ApiError } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import type { PrivatePath } from '../contract/folders.ts';
import { newUid } from '../contract/ids.ts';
import { type Accepted, type Content, UPLOADS, type UploadKind } from '../contract/limits.ts';
import type { Media, MediaDocument } from '../contract/media.ts';
import { contentOf } from './content.ts';
import {
  filesIn,
  leftBehind,
  type NewFile,
  readRange,
  removeFiles,
  removeFolder,
  saveInPieces,
  saveThenName,
  sizeOf,
  thenName,
} from './files.ts';
import { PICTURE_TYPE, pictureMedia } from './images.ts';
import { type Incoming, inBody, takeUpload } from './incoming.ts';
import { signedUrls } from './signed.ts';
import { lookIntoVideo, remuxVideo } from './video.ts';

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

/** A picture is ready at once. */
async function receivePicture<T>(
  file: Incoming,
  { kind, folder, alt }: Receiving,
  commit: (media: MediaDocument) => Promise<T>,
): Promise<T> {
  const { facts, pictures } = await pictureMedia(file, kind);
  const files = pictures.map(
    ({ name, data }): NewFile<PrivatePath> => ({ path: `${folder}/${name}.webp`, data, type: PICTURE_TYPE }),
  );
  const named = Object.fromEntries(pictures.map(({ name }, i) => [name, files[i]?.path ?? '']));
  return saveThenName(folder, files, 'private', () => commit({ ...facts, alt, files: named }));
}

const rulesOf = (kind: MediaKind) => ({ field: UPLOADS[kind].field, seconds: UPLOADS[kind].accepts.video.seconds });

/** What can't pass is refused at once; what passes still has its metadata, and nobody gets an address of it. */
async function receiveVideo<T>(
  file: Incoming,
  { uid, kind, folder, alt }: Receiving,
  commit: (media: MediaDocument) => Promise<T>,
): Promise<T> {
  const facts = await lookIntoVideo(file, { ...rulesOf(kind), by: uid });
  const original: PrivatePath = `${folder}/original`;
  const media: MediaDocument = {
    ...facts,
    kind: 'video',
    state: 'processing',
    reason: null,
    preview: null,
    alt,
    files: { original },
  };
  return thenName(
    folder,
    () => file.keep(original, facts.type),
    () => commit(media),
  );
}

/** The same as `receiveMedia()`, for whoever has looked what it is. */
export const receiveAs = <T>(
  content: Content,
  file: Incoming,
  receiving: Receiving,
  commit: (media: MediaDocument) => Promise<T>,
): Promise<T> =>
  content === 'video' ? receiveVideo(file, receiving, commit) : receivePicture(file, receiving, commit);

/**
 * Looks at what was sent, puts its files into the folder, and then lets a document name them. A picture is `ready` at
 * once; a video is `processing`, until `finishVideo()` has gone over it.
 * @param commit writes the document; refuses with an ApiError, such as where nobody is there to have it, and then nothing
 *   stays
 * @throws ApiError 400, 413 or 415 with what is to be done about the file
 */
export async function receiveMedia<T>(receiving: Receiving, commit: (media: MediaDocument) => Promise<T>): Promise<T> {
  const { uid, kind, sent } = receiving;
  const receive = async (file: Incoming): Promise<T> =>
    receiveAs((await contentOf(file, kind)).content, file, receiving, commit);
  return 'path' in sent ? takeUpload(uid, kind, sent.path, receive) : receive(inBody(sent.data));
}

/** The original isn't there any more: it was finished by another delivery, or what it belongs to was removed. */
class Gone extends Error {
  override readonly name = 'Gone';
}

/** @returns what became of the video: a file of its own each time, so that two at once don't write the same */
async function writeAnew(kind: MediaKind, folder: PrivatePath, media: MediaDocument): Promise<MediaDocument> {
  const original: PrivatePath = `${folder}/original`;
  const size = await sizeOf(original);
  if (size === null) throw new Gone();
  const range = async (start: number, end: number): Promise<Buffer> => {
    const data = await readRange(original, start, end);
    if (!data) throw new Gone();
    return data;
  };
  const path: PrivatePath = `${folder}/${newUid()}.${media.type === 'video/webm' ? 'webm' : 'mp4'}`;
  try {
    const facts = await saveInPieces(path, media.type, (write) => remuxVideo({ size, range }, rulesOf(kind), write));
    return { ...media, ...facts, state: 'ready', files: { video: path } };
  } catch (error) {
    await removeFiles(path).catch(leftBehind(folder));
    if (!(error instanceof ApiError) || ERROR_STATUS[error.code] >= 500) throw error;
    return { ...media, state: 'refused', reason: error.message, files: {} };
  }
}

/**
 * Goes over a video that was received, and lets its document say what became of it: `ready`, or `refused` with a reason.
 * Runs from a trigger: also twice, at once, and again after it died anywhere.
 * @param commit writes what became of it, unless something is written already, and returns what stands there now;
 *   refuses with `not_found` where the document is gone, and then nothing stays
 */
export async function finishVideo(
  kind: MediaKind,
  folder: PrivatePath,
  media: MediaDocument,
  commit: (finished: MediaDocument) => Promise<MediaDocument>,
): Promise<void> {
  if (media.kind !== 'video') return;
  try {
    const standing = media.state === 'processing' ? await commit(await writeAnew(kind, folder, media)) : media;
    const named = Object.values(standing.files);
    const unnamed = (await filesIn(folder)).map(({ path }) => path).filter((path) => !named.includes(path));
    await removeFiles(...unnamed);
  } catch (error) {
    if (error instanceof Gone) return;
    if (!(error instanceof ApiError && error.code === 'not_found')) throw error;
    await removeFolder(folder);
  }
}

/**
 * @param until when what is shown ends, ISO 8601: no address opens anything after that
 * @returns what is answered of a picture or a video: with addresses that last 15 minutes at most, once it is ready
 */
export async function mediaAnswer({ files, ...facts }: MediaDocument, until?: string): Promise<Media> {
  const open = facts.state === 'ready' ? (files as Record<string, PrivatePath>) : {};
  return { ...facts, ...(await signedUrls(open, until)) };
}
