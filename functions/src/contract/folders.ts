import type { UploadKind } from './limits.ts';

/** Folders of the bucket that everybody may read. */
const publicFolders = {
  /** A folder a picture below it, so that the sizes of one picture belong together. */
  avatars: <U extends string>(uid: U) => `avatars/${uid}` as const,
  /** A folder an event below it, and in that one a picture. */
  covers: <U extends string>(uid: U) => `covers/${uid}` as const,
} as const;

/** Folders that nobody may read by SDK. */
const privateFolders = {
  /** What came in and waits for the API; a lifecycle rule of the bucket empties it after a day. */
  uploads: <U extends string>(uid: U) => `uploads/${uid}` as const,
  /** Papers that prove who somebody is: one a request, opened by staff through the API alone. */
  papers: <U extends string>(uid: U) => `verification/${uid}` as const,
  /** Copies of what was reported, with whose it is; a folder a report below it. */
  evidence: <U extends string>(uid: U) => `evidence/${uid}` as const,
  /** A folder a story below it. */
  stories: <U extends string>(uid: U) => `stories/${uid}` as const,
  /** What somebody has sent in messages: a folder a conversation below it, and in that one a file. */
  attachments: <U extends string>(uid: U) => `chat/${uid}` as const,
  /** A folder a copy of somebody's data below it: what it is made of, and then the one file. */
  exports: <U extends string>(uid: U) => `exports/${uid}` as const,
} as const;

/**
 * Every folder of the bucket, each built by one function: with ids it is somebody's, with `{names}` a pattern. The
 * rules table tests a row for each, and the end of an account clears each.
 */
export const folders = { ...publicFolders, ...privateFolders } as const;

type Inside<F extends Record<string, (uid: string) => string>> = `${ReturnType<F[keyof F]>}/${string}`;
/** A folder whose files everybody may read. */
export type PublicFolder = ReturnType<(typeof publicFolders)[keyof typeof publicFolders]>;
/** The path of a file that everybody may read. */
export type PublicPath = Inside<typeof publicFolders>;
/** The path of a file that has no lasting address. */
export type PrivatePath = Inside<typeof privateFolders>;

/** @returns where the SDK puts an upload of `kind` */
export const inbox = <U extends string, S extends string | number>(uid: U, kind: UploadKind, slot: S) =>
  `${folders.uploads(uid)}/${kind}/${slot}` as const;
