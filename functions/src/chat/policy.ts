import type { ConnectionDocument } from '../connections/schema.ts';
import { shortened } from '../contract/length.ts';
import { REQUEST_AGAIN_AFTER_HOURS } from '../contract/limits.ts';
import { otherMember } from '../contract/pair.ts';
import type { ChatState, Conversation, ConversationDocument, MessageDocument } from './schema.ts';

type Standing = Pick<ConversationDocument, 'members' | 'state' | 'requested_by' | 'blocked' | 'withheld' | 'withdrawn'>;

/** @returns who may listen to a conversation, and in whose list it stands */
export function placesOf({ members, state, requested_by, blocked, withheld, withdrawn }: Standing) {
  if (blocked || withdrawn) return { open_to: [], listed: [] };
  // With somebody who isn't to be found it is as after a block, so that it doesn't tell one from the other.
  const seeing = members.filter((uid) => withheld.every((other) => other === uid));
  if (state === 'open') return { open_to: seeing, listed: seeing };
  // Whoever has sent a request sees it through the API alone, which doesn't tell whether it was declined.
  const asked = seeing.filter((uid) => uid !== requested_by);
  return { open_to: state === 'request' ? asked : [], listed: seeing.filter((uid) => uid === requested_by) };
}

/** @returns the id of the one notification that tells of a conversation */
export const rowOf = (pair: string): string => `message_${pair}`;

/** Whether its document alone says that both may write. */
export const isOpen = ({ state, blocked, withheld }: ConversationDocument): boolean =>
  state === 'open' && !blocked && withheld.length === 0;

/** Whether somebody may see what a conversation is at present, and not only what they have received. */
export const shows = ({ open_to, listed }: ConversationDocument, uid: string): boolean =>
  open_to.includes(uid) || listed.includes(uid);

/** What is known of two people before one writes to the other, where the conversation doesn't say it all. */
export interface Between {
  conversation: ConversationDocument | undefined;
  connection: Pick<ConnectionDocument, 'status'> | undefined;
  /** Whether both are there, and to be found. */
  present: boolean;
  messages_from: 'everyone' | 'connections';
}

/** What becomes of a message, or why it isn't sent. `nobody`: as if there were no such person. */
export type SendOutcome = 'open' | 'request' | 'declined' | 'nobody' | 'waiting' | 'withdrawn' | 'refused';

/** How long somebody waits who has taken back their first message. */
const AGAIN_MS = REQUEST_AGAIN_AFTER_HOURS * 3_600_000;

/**
 * @param now milliseconds since the epoch
 * @returns what becomes of a message by `me`. Writing back is an answer, and opens a conversation.
 */
export function decideSend(
  me: string,
  { conversation, connection, present, messages_from }: Between,
  now: number,
): SendOutcome {
  if (!present || connection?.status === 'blocked' || conversation?.blocked) return 'nobody';
  if (conversation && conversation.withheld.length > 0) return 'nobody';
  if (connection?.status === 'accepted' || conversation?.state === 'open') return 'open';
  if (conversation && !conversation.withdrawn) return conversation.requested_by === me ? 'waiting' : 'open';
  // Who has taken a request back doesn't alert the same person all day, and nobody who has declined it.
  if (conversation?.requested_by === me) {
    if (now - Date.parse(conversation.updated_at) < AGAIN_MS) return 'withdrawn';
    if (conversation.state === 'declined') return 'declined';
  }
  return messages_from === 'everyone' ? 'request' : 'refused';
}

/** What becomes of an answer to a request, or why not. `done`: it was answered so already. */
export type AnswerOutcome = 'change' | 'done' | 'nobody' | 'not yours' | 'answered';

/** @returns what becomes of `me` accepting or declining; who has declined may still accept */
export function decideAnswer(
  conversation: ConversationDocument | undefined,
  me: string,
  answer: 'open' | 'declined',
): AnswerOutcome {
  if (!conversation || conversation.blocked || conversation.withdrawn) return 'nobody';
  if (conversation.withheld.some((uid) => uid !== me)) return 'nobody';
  if (conversation.state === answer)
    return answer === 'open' || conversation.requested_by !== me ? 'done' : 'not yours';
  if (conversation.requested_by === me) return conversation.state === 'open' ? 'answered' : 'not yours';
  return conversation.state === 'open' ? 'answered' : 'change';
}

/**
 * @param newest of the conversation, if there is one
 * @param now milliseconds since the epoch
 * @returns the time of the next message: whatever the clocks of instances say, it comes after all others
 */
export const nextTime = (newest: Pick<MessageDocument, 'timestamp'> | undefined, now: number): string =>
  new Date(Math.max(now, newest ? Date.parse(newest.timestamp) + 1 : 0)).toISOString();

/** @returns the later of two times; null is before all others */
export const later = (a: string | null, b: string | null): string | null => ((a ?? '') > (b ?? '') ? a : b);

/** @returns how much of a conversation somebody hasn't read, and until when they have read it, also unknown to others */
export function readingOf(
  { id, unread, read_at }: Pick<ConversationDocument, 'id' | 'unread' | 'read_at'>,
  me: string,
  state: ChatState | undefined,
): Pick<Conversation, 'unread' | 'read_at'> {
  const mine = state?.reads?.[id];
  return {
    unread: Math.max(0, (unread[me] ?? 0) - (mine?.base ?? 0)),
    read_at: later(read_at[me] ?? null, mine?.read_at ?? null),
  };
}

/**
 * @param state what only `me` knows of their reading
 * @returns a conversation as one of its two sees it: whoever has sent a request doesn't learn what becomes of it
 */
export function seenBy(
  conversation: ConversationDocument,
  me: string,
  state: ChatState | undefined,
): Omit<Conversation, 'last_message'> & Pick<ConversationDocument, 'last_message'> {
  const { id, requested_by, last_message, read_at, updated_at } = conversation;
  const other = otherMember(id, me);
  const open = conversation.state === 'open';
  const answers = !open && requested_by !== me && conversation.withheld.length === 0;
  return {
    id,
    person: conversation.people[other] as Conversation['person'],
    state: open ? 'open' : 'request',
    requested_by,
    can_send: answers || isOpen(conversation),
    last_message,
    ...readingOf(conversation, me, state),
    seen_at: open ? (read_at[other] ?? null) : null,
    updated_at,
  };
}

/** As much of a message as a notification shows. */
const SHOWN = 120;

const ATTACHED = { image: 'sent a picture', video: 'sent a video', document: 'sent a document' } as const;

/** @returns what is told of a message: who wrote, and how it begins */
export function textOf(
  username: string,
  { content, attachment }: Pick<MessageDocument, 'content' | 'attachment'>,
  request: boolean,
): string {
  if (request) return `${username} wants to write to you`;
  const words = content.replace(/\s+/g, ' ').trim();
  if (words === '') return `${username} ${attachment ? ATTACHED[attachment.kind] : 'wrote to you'}`;
  return `${username}: ${shortened(words, SHOWN)}`;
}
