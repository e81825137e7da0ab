import { notFound } from '../contract/api-error.ts';
import { folders, type PublicPath } from '../contract/folders.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { leftBehind, removeFolder } from '../store/files.ts';
import { type Picture, picturesOf } from '../store/images.ts';
import { type Incoming, inBody, takeUpload } from '../store/incoming.ts';
import { removeFormer, saveVersion, versionPath } from '../store/versions.ts';
import { userDocument } from '../users/documents.ts';
import { hostedBy } from './access.ts';
import { eventDocument } from './document.ts';
import { type Cover, EventDocument } from './schema.ts';
import { openFor } from './store.ts';

/** Where the pictures of one event lie. */
const folderOf = (uid: string, id: string) => `${folders.covers(uid)}/${id}` as const;

/** Where a size of an event's cover lies. */
export const coverPath = (uid: string, id: string, version: string, size: string): PublicPath =>
  versionPath(folderOf(uid, id), version, size);

/** Names the cover of an event whose host is there. @throws ApiError 404, 403, 409 */
const name = (me: string, id: string, cover: Cover | null): Promise<void> =>
  db().runTransaction(async (tx) => {
    const [profile] = [(await tx.get(userDocument(me))).data(), await openFor(tx, id, me)];
    if (!profile) throw notFound();
    tx.update(eventDocument(id), patchOf(EventDocument, { cover }));
  });

/** Puts the files there before the event names them; the former ones go after. */
async function keep(me: string, id: string, pictures: Picture[], former: Cover | null): Promise<Cover> {
  const folder = folderOf(me, id);
  const { made } = await saveVersion(folder, pictures, (cover) => name(me, id, cover));
  await removeFormer(folder, former?.version ?? null, made.version).catch(leftBehind(folder));
  return made;
}

/** Where both ways of uploading end. */
async function receive(me: string, id: string, file: Incoming): Promise<Cover> {
  const { cover } = await hostedBy(db(), id, me);
  return keep(me, id, await picturesOf(file, 'cover'), cover);
}

/** Takes what a multipart body has brought. @throws ApiError 404, 403, 409; 400 and 415 with what is wrong with it */
export const setCover = (me: string, id: string, data: Buffer): Promise<Cover> => receive(me, id, inBody(data));

/** Takes over what the SDK has uploaded. @throws ApiError 400 when nothing of the caller's is there */
export const setCoverFromUpload = (me: string, id: string, path: string): Promise<Cover> =>
  takeUpload(me, 'cover', path, (file) => receive(me, id, file));

/** Removes the cover; without one nothing happens. @throws ApiError 404, 403, 409 */
export async function removeCover(me: string, id: string): Promise<void> {
  const { cover: former } = await hostedBy(db(), id, me);
  await name(me, id, null);
  if (former) await removeFormer(folderOf(me, id), former.version, null).catch(leftBehind(folderOf(me, id)));
}

/** Removes all pictures of an event that is gone. */
export const removeCovers = (uid: string, id: string): Promise<void> =>
  removeFolder(folderOf(uid, id)).catch(leftBehind(folderOf(uid, id)));
