import type { Transaction } from 'firebase-admin/firestore';
import { messageDocument, pairOf } from '../chat/documents.ts';
import { MessageId } from '../chat/schema.ts';
import { connectionDocument } from '../connections/ties.ts';
import { notFound } from '../contract/api-error.ts';
import { folders, type PrivatePath, type PublicPath } from '../contract/folders.ts';
import { pairId } from '../contract/pair.ts';
import { seenBy } from '../events/access.ts';
import { isoNow } from '../runtime/clock.ts';
import { readTogether } from '../store/converter.ts';
import { pathOf } from '../store/files.ts';
import { PICTURE_TYPE } from '../store/images.ts';
import { storyDocument } from '../stories/audience.ts';
import { isHidden } from '../stories/policy.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import type { Person, Profile } from '../users/schema.ts';
import type { Snapshot, TargetKind } from './schema.ts';

/** What is reported, as `me` sees it. */
export interface Found {
  owner: string;
  subject: Person;
  snapshot: Omit<Snapshot, 'type'>;
  /** The file that is kept with it. */
  file: { path: PrivatePath | PublicPath; type: string } | null;
}

/** The largest of a picture or a video; null while there is none. */
function fileOf({ files, type }: { files: Record<string, string>; type: string }): Found['file'] {
  const path = files.video ?? files['1280'] ?? Object.values(files).at(-1);
  return path === undefined ? null : { path: path as PrivatePath, type };
}

/** The largest size of a public picture, where all lie in one folder below `folder`; null where the address is another one. */
function pictureOf(url: string | null | undefined, folder: string, size: string): Found['file'] {
  const path = url ? pathOf(url) : null;
  if (!path?.startsWith(`${folder}/`)) return null;
  return { path: `${path.slice(0, path.lastIndexOf('/'))}/${size}.webp` as PublicPath, type: PICTURE_TYPE };
}

const textOf = ({ bio, company_name, business_category, location, social_links }: Profile): string =>
  [bio, company_name, business_category, location, ...Object.values(social_links)].filter(Boolean).join('\n');

/** Finds what is reported, where `me` may see it. @throws ApiError 404 */
type Find = (tx: Transaction, id: string, me: string) => Promise<Found>;

/** Of somebody whose account is just ending nothing is kept any more. @throws ApiError 404 */
async function ownerOf(tx: Transaction, uid: string): Promise<Person> {
  const [profile] = await readTogether(tx, userDocument(uid));
  if (!profile) throw notFound();
  return toPerson(profile);
}

const findUser: Find = async (tx, id, me) => {
  const [profile, connection] = await readTogether(tx, userDocument(id), connectionDocument(pairId(me, id)));
  const blocked = connection?.status === 'blocked' && connection.blocked_by !== me;
  if (!profile || isWithheld(profile) || blocked) throw notFound();
  const snapshot = { title: profile.display_name, text: textOf(profile), made_at: isoNow() };
  const file = pictureOf(profile.avatar_url, folders.avatars(id), '1280');
  return { owner: id, subject: toPerson(profile), snapshot, file };
};

const findStory: Find = async (tx, id, me) => {
  const [story] = await readTogether(tx, storyDocument(id));
  if (!story || isHidden(story)) throw notFound();
  const { author, caption: text, media, created_at: made_at } = story;
  const [connection] = author.id === me ? [] : await readTogether(tx, connectionDocument(pairId(me, author.id)));
  if (author.id !== me && connection?.status !== 'accepted') throw notFound();
  const subject = await ownerOf(tx, author.id);
  return { owner: author.id, subject, snapshot: { title: '', text, made_at }, file: fileOf(media) };
};

const findEvent: Find = async (tx, id, me) => {
  const { event } = await seenBy(tx, id, me);
  const { host, title, location, link, description, cover, created_at: made_at } = event;
  const text = [location, link, description].filter(Boolean).join('\n');
  const file = pictureOf(cover?.sizes['1600'], folders.covers(host.id), '1600');
  const subject = await ownerOf(tx, host.id);
  return { owner: host.id, subject, snapshot: { title, text, made_at }, file };
};

const findMessage: Find = async (tx, id, me) => {
  // Other ids name no place at all.
  if (!MessageId.safeParse(id).success) throw notFound();
  const [message] = await readTogether(tx, messageDocument(pairOf(id), id));
  if (!message || message.deleted_at !== null || ![message.sender, message.receiver].includes(me)) throw notFound();
  const { sender, content: text, attachment, timestamp: made_at } = message;
  const subject = await ownerOf(tx, sender);
  return { owner: sender, subject, snapshot: { title: '', text, made_at }, file: attachment && fileOf(attachment) };
};

export const FIND: Record<TargetKind, Find> = {
  user: findUser,
  story: findStory,
  event: findEvent,
  message: findMessage,
};
