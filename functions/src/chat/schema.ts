import { z } from 'zod';
import { line, lines, message, shown } from '../contract/fields.ts';
import { IsoTime, PairId, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { Media, MediaDocument } from '../contract/media.ts';
import { uploadedPath } from '../contract/uploads.ts';
import { Person } from '../users/schema.ts';

/** The pair of the two, and what is unlike any other message of theirs. */
export const MessageId = z
  .string()
  .regex(/^[A-Za-z0-9]{28}_[A-Za-z0-9]{28}_[A-Za-z0-9_-]{22}$/, 'Expected a message id.')
  .meta({ id: 'MessageId' });

/** A picture, a video, or a PDF, which is kept as it is. */
const attached = {
  kind: z.enum(['image', 'video', 'document']),
  width: z.int().nullable().describe('In pixels, as it is to be shown; null for a document'),
  height: z.int().nullable(),
  name: shown(LIMITS.file_name).nullable().describe('What its sender calls the file'),
  bytes: z.int().describe('How large it was when it was sent'),
};

/** As it is stored: with the paths of its files, which open nothing by themselves. */
export const AttachmentDocument = MediaDocument.extend(attached);
export type AttachmentDocument = z.infer<typeof AttachmentDocument>;

/** As it is answered: with addresses that open one file each, for a while. */
export const Attachment = Media.extend({
  ...attached,
  urls: z
    .record(z.string(), z.string())
    .describe('By size: 320 and 1280 of a picture, `video` of a video, `document` of a document'),
}).meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

const ClientId = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, 'Letters, digits, - and _ only.')
  .max(LIMITS.client_id);

const written = {
  id: MessageId,
  sender: Uid,
  receiver: Uid,
  content: z.string().describe('As it was typed; empty where there is only an attachment, and once it is deleted'),
  timestamp: IsoTime.describe('The order of a conversation: no two of its messages have the same'),
  deleted_at: IsoTime.nullable().describe('When its sender deleted it, for both'),
  client_id: ClientId.nullable().describe('What its sender’s client called it'),
};

/** A message as it is answered. */
export const Message = z.object({ ...written, attachment: Attachment.nullable() }).meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

/** `conversations/{pair}/messages/{id}`: what both listen to. */
export const MessageDocument = z.object({ ...written, attachment: AttachmentDocument.nullable() });
export type MessageDocument = z.infer<typeof MessageDocument>;

/**
 * What is between the two: the first message to a stranger waits for an answer, which opens the conversation, or was
 * declined, which only the one who declined knows.
 */
export const CONVERSATION_STATES = ['request', 'declined', 'open'] as const;

/** `conversations/{pair}`: what decides whether somebody may write, and what lists show. */
export const ConversationDocument = z.object({
  id: PairId,
  members: z.array(Uid).length(2),
  /** Who may listen to this document: of a request its receiver alone, or its sender would see what becomes of it. */
  open_to: z.array(Uid),
  /** In whose list it stands; a request stands among the requests of its receiver. */
  listed: z.array(Uid),
  people: z.record(Uid, Person),
  state: z.enum(CONVERSATION_STATES),
  requested_by: Uid,
  /** One has blocked the other: it is closed to both, and becomes what it was when the block ends. */
  blocked: z.boolean(),
  /** Who of the two isn't to be found at present, because they are suspended, for one: the other doesn't see it. */
  withheld: z.array(Uid),
  /** Its one message was deleted before it was answered: neither sees it any more. */
  withdrawn: z.boolean().optional(),
  last_message: MessageDocument,
  /** How many of the messages to somebody came after what they let others know they have read. */
  unread: z.record(Uid, z.int()),
  /** The time of the newest message that somebody lets others know they have read. */
  read_at: z.record(Uid, IsoTime),
  updated_at: IsoTime,
});
export type ConversationDocument = z.infer<typeof ConversationDocument>;

/** What somebody has read without letting others know. */
export const PrivateRead = z.object({
  read_at: IsoTime,
  /** How many of `unread` they have read. */
  base: z.int(),
});
export type PrivateRead = z.infer<typeof PrivateRead>;

/** `users/{uid}/private/chat`: what only its owner sees. */
export const ChatState = z.object({
  reads: z.record(PairId, PrivateRead).optional(),
  /** When they last wrote to strangers for the first time. */
  first_messages: z.array(IsoTime).optional(),
});
export type ChatState = z.infer<typeof ChatState>;

/** `conversations/{pair}/typing/{uid}`: written by a client itself, a few seconds ahead. */
export const Typing = z.object({ until: IsoTime });

/** `conversations/{pair}/videos/{id}`: a video that is still to be gone over. */
export const MessageVideo = z.object({ id: MessageId, created_at: IsoTime });

/** A conversation as one of its two sees it. */
export const Conversation = z
  .object({
    id: PairId,
    person: Person.describe('The other one'),
    state: z.enum(['request', 'open']).describe('request: the first message of a stranger waits for an answer'),
    requested_by: Uid.describe('Who wrote first'),
    can_send: z.boolean().describe('Whether I may write at present'),
    last_message: Message,
    unread: z.int().describe('How many messages to me I haven’t read'),
    read_at: IsoTime.nullable().describe('I have read what came until then'),
    seen_at: IsoTime.nullable().describe('The other one has, as far as they let others know'),
    updated_at: IsoTime,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

const texts = {
  receiver: Uid.describe('Id of the person to write to'),
  content: message(LIMITS.message).optional(),
  client_id: ClientId.optional().describe(
    'Of the client’s own making, such as a UUID: however often it is sent, over reloads and lost answers, it is one message',
  ),
  alt: lines(LIMITS.alt).optional().describe('What is to be seen on the picture or video, for those who don’t see it'),
  file_name: line(LIMITS.file_name).optional().describe('What the file is called'),
};

/** The text fields of the multipart body, beside the file in `attachment`. */
export const SendMessage = z.strictObject(texts);

/** The same as JSON, where the SDK has put an attachment into the inbox. */
export const SendUploaded = z
  .strictObject({ ...texts, path: uploadedPath('attachment').shape.path.optional() })
  .meta({ id: 'SendMessage' });

export const MessagesQuery = z.strictObject({
  user_id: Uid.optional().describe('Of this conversation; without it the newest message of each'),
});

/** Which conversations are listed. */
export const BOXES = ['inbox', 'requests', 'sent'] as const;

export const ConversationsQuery = z.strictObject({
  box: z
    .enum(BOXES)
    .optional()
    .describe(
      'inbox (default): open ones, and requests that I have sent; requests: those that wait for my answer; sent: those that I have sent',
    ),
});
export type ConversationsQuery = z.infer<typeof ConversationsQuery>;

export const ReadUntil = z
  .strictObject({ until: MessageId.optional().describe('The newest message that was shown; without it all') })
  .meta({ id: 'ReadUntil' });

export const ReadState = Conversation.pick({ unread: true, read_at: true }).meta({ id: 'ReadState' });
export type ReadState = z.infer<typeof ReadState>;
