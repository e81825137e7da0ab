import { folders, type PrivatePath } from '../contract/folders.ts';
import { newUid } from '../contract/ids.ts';
import { savedAs } from '../contract/saved-as.ts';
import { now } from '../runtime/clock.ts';
import { contentOf } from '../store/content.ts';
import { leftBehind, removeFolder, thenName } from '../store/files.ts';
import { type Incoming, inBody, takeUpload } from '../store/incoming.ts';
import { receiveAs, type Sent } from '../store/media.ts';
import { paperOf } from '../store/papers.ts';
import { signedUrls } from '../store/signed.ts';
import type { Attachment, AttachmentDocument, Message, MessageDocument } from './schema.ts';

/** What was sent with a message. */
interface Receiving {
  uid: string;
  pair: string;
  sent: Sent;
  alt: string;
  name: string | null;
}

const KIND = 'attachment';

/** Where the files of one attachment lie, whatever its message: of two tries to send it each has a place of its own. */
const newFolder = (uid: string, pair: string) => `${folders.attachments(uid)}/${pair}/${newUid()}` as const;

/** Where everything lies that somebody has sent to another. */
export const folderOf = (uid: string, pair: string) => `${folders.attachments(uid)}/${pair}` as const;

/** @returns the folder of an attachment; null where none of its files is left */
export function folderOfFiles({ files }: Pick<AttachmentDocument, 'files'>): PrivatePath | null {
  const [path] = Object.values(files) as PrivatePath[];
  return path ? (path.slice(0, path.lastIndexOf('/')) as PrivatePath) : null;
}

/** As what a document is saved: it is a PDF, whatever its sender calls it. */
const nameOf = (name: string | null): string => {
  const plain = name?.trim() || 'document';
  return /\.pdf$/i.test(plain) ? plain : `${plain}.pdf`;
};

/** A document is kept byte by byte, and offered for saving: whatever it brings runs nowhere of ours. */
async function receiveDocument<T>(
  file: Incoming,
  folder: PrivatePath,
  { alt, name }: Pick<Receiving, 'alt' | 'name'>,
  commit: (media: Omit<AttachmentDocument, 'name' | 'bytes'>) => Promise<T>,
): Promise<T> {
  const { type } = await paperOf(file, KIND);
  const path: PrivatePath = `${folder}/document`;
  const facts = { width: null, height: null, duration: null, preview: null, reason: null };
  return thenName(
    folder,
    () => file.keep(path, type, savedAs(nameOf(name))),
    () => commit({ ...facts, kind: 'document', state: 'ready', type, alt, files: { document: path } }),
  );
}

/**
 * Looks at what was sent, keeps it, and lets a message name it. Where `commit` refuses, nothing stays.
 * @throws ApiError 400, 413 or 415 with what is to be done about the file
 */
export async function receiveAttachment(
  receiving: Receiving,
  commit: (attachment: AttachmentDocument) => Promise<MessageDocument>,
): Promise<MessageDocument> {
  const { uid, pair, sent, alt, name } = receiving;
  const receive = async (file: Incoming): Promise<MessageDocument> => {
    const folder = newFolder(uid, pair);
    const named = async (media: Omit<AttachmentDocument, 'name' | 'bytes'>): Promise<MessageDocument> => {
      const message = await commit({ ...media, name, bytes: file.size });
      // The same was sent at the same moment, and is there with files of its own.
      if (!message.attachment || folderOfFiles(message.attachment) !== folder) {
        await removeFolder(folder).catch(leftBehind(folder));
      }
      return message;
    };
    const { content } = await contentOf(file, KIND);
    if (content === 'document') return receiveDocument(file, folder, receiving, named);
    return receiveAs(content, file, { uid, kind: KIND, sent, folder, alt }, named);
  };
  return 'path' in sent ? takeUpload(uid, KIND, sent.path, receive) : receive(inBody(sent.data));
}

/** @returns an attachment with addresses that last 15 minutes at most, once it is ready */
export async function attachmentAnswer({ files, ...facts }: AttachmentDocument): Promise<Attachment> {
  const open = facts.state === 'ready' ? (files as Record<string, PrivatePath>) : {};
  return { ...facts, ...(await signedUrls(open)) };
}

/** @returns a message with the addresses of its files */
export const messageAnswer = async ({ attachment, ...message }: MessageDocument): Promise<Message> => ({
  ...message,
  attachment: attachment && (await attachmentAnswer(attachment)),
});

/** @returns whether the addresses of an answer still open something, where it has any */
export const stillOpens = async ({ attachment }: Message): Promise<boolean> =>
  !attachment?.urls_expire_at || Date.parse(attachment.urls_expire_at) > now();
