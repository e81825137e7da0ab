import type { seenBy } from '@api/chat/policy.ts';
import type { Conversation, Message, MessageDocument } from '@api/chat/schema.ts';
import type { Person } from '@api/users/schema.ts';

/** A message from either door: a listener brings the paths of its files, REST their addresses. */
export type Known = Message | MessageDocument;

/** A conversation from either door, as I see it. */
export type Listed = ReturnType<typeof seenBy> | Conversation;

/** Somebody one writes with. */
export type Correspondent = Person;

/** A file that is to be sent with a message. */
export interface OutgoingFile {
  kind: 'image' | 'video' | 'document';
  file: File;
  /** In pixels, where it is known before it is sent. */
  width?: number;
  height?: number;
  /** What is to be seen on it, in the words of its sender. */
  alt?: string;
}

/** A message on its way. */
export interface Outgoing {
  /** Made once a message: however often it is sent, the API makes one of it. */
  client_id: string;
  /** Whom it is for. */
  to: string;
  content: string;
  attachment: OutgoingFile | null;
  /** Where the file has arrived, so that it isn't sent again. */
  path: string | null;
  /** By this machine's clock, which orders nothing but what one has written here. */
  written_at: number;
  /** Why the API won't have it, in words for the person; null while it is still to be sent. */
  refused: string | null;
}

/** What is shown of a message on its way, beside what is kept of it. */
export interface Pending extends Outgoing {
  /** How much of its file has arrived, from 0 to 1; null while none is being sent. */
  share: number | null;
  /** Whether the last try has failed, and another follows by itself. */
  waits: boolean;
}
