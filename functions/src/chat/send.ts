import { createHash } from 'node:crypto';
import type { Transaction } from 'firebase-admin/firestore';
import { params } from '../config.ts';
import { connectionDocument } from '../connections/ties.ts';
import { ApiError, forbidden, invalidField, isRefusal, notFound, rateLimited } from '../contract/api-error.ts';
import { pairId } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { preferencesOf } from '../contract/preferences.ts';
import { db } from '../firebase.ts';
import { isoNow, now, secondsUntil } from '../runtime/clock.ts';
import { ALREADY_EXISTS, codeOf } from '../store/codes.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import type { Sent } from '../store/media.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { accountDocument, userDocument } from '../users/documents.ts';
import { receiveAttachment } from './attachments.ts';
import { chatStateDocument, conversationDocument, messageDocument, videoDocument } from './documents.ts';
import { decideSend, isOpen, nextTime, placesOf, rowOf } from './policy.ts';
import { type AttachmentDocument, ChatState, ConversationDocument, type MessageDocument } from './schema.ts';

/** Of many who write to each other at once each changes the same document. */
const CONTENDED = { maxAttempts: 10 };
const HOUR_MS = 60 * 60 * 1000;

/** What somebody wants to send. */
export interface Draft {
  receiver: string;
  content: string;
  client_id: string | null;
  /** Of an attachment: what is to be seen, and what the file is called. */
  alt: string;
  file_name: string | null;
  file: Sent | undefined;
}

/** What is to be written, under an id that is the same each time the same is sent. */
interface Letter {
  me: string;
  pair: string;
  id: string;
  draft: Draft;
}

function letterOf(me: string, draft: Draft): Letter {
  const pair = pairId(me, draft.receiver);
  const name = draft.client_id === null ? `random ${crypto.randomUUID()}` : `client ${draft.client_id}`;
  const key = createHash('sha256').update(`${me} ${name}`).digest('base64url').slice(0, 22);
  return { me, pair, id: `${pair}_${key}`, draft };
}

/** Notes that somebody writes to a stranger. @throws ApiError 429 for whoever has done so too often within the hour */
function countStranger(tx: Transaction, me: string, state: ChatState | undefined): void {
  const since = new Date(now() - HOUR_MS).toISOString();
  const lately = (state?.first_messages ?? []).filter((at) => at > since);
  if (lately.length >= params.firstMessagesPerHour.value()) {
    const again = Date.parse(lately[0] ?? since) + HOUR_MS;
    throw rateLimited('You have written to many people whom you don’t know. Try again later.', secondsUntil(again));
  }
  const first_messages = [...lately, isoNow()];
  if (state) tx.update(chatStateDocument(me), patchOf(ChatState, { first_messages }));
  else tx.set(chatStateDocument(me), { first_messages });
}

/**
 * Asks all that there is to be asked where the conversation alone doesn't say that `me` may write.
 * @returns what it becomes with the message
 */
async function openWithin(
  tx: Transaction,
  { me, pair, draft }: Letter,
  conversation: ConversationDocument | undefined,
): Promise<Omit<ConversationDocument, 'last_message' | 'updated_at'>> {
  const [connection, sender, receiver, account, state] = await readTogether(
    tx,
    connectionDocument(pair),
    userDocument(me),
    userDocument(draft.receiver),
    accountDocument(draft.receiver),
    chatStateDocument(me),
  );
  const { messages_from } = preferencesOf(account ?? {}).privacy;
  const present = [sender, receiver].every((person) => person !== undefined && !isWithheld(person));
  const outcome = decideSend(me, { conversation, connection, present, messages_from }, now());
  if (outcome === 'nobody' || !sender || !receiver) throw notFound();
  if (outcome === 'refused') throw forbidden('This person takes messages from connections only.');
  if (outcome === 'waiting') {
    throw new ApiError('conflict', 'Your first message waits for an answer. Until then you can’t write another one.');
  }
  if (outcome === 'withdrawn') {
    throw new ApiError('conflict', 'You have taken back what you wrote to this person. Write again tomorrow.');
  }
  const isFirst = outcome === 'request' || outcome === 'declined';
  if (isFirst) countStranger(tx, me, state);
  // Writing back answers a request: what tells of it goes.
  const answers = outcome === 'open' && conversation?.state === 'request' && conversation.requested_by !== me;
  if (answers) tx.delete(db().doc(paths.notification(me, rowOf(pair))));
  const members = [me, draft.receiver].sort();
  const requested_by = isFirst ? me : (conversation?.requested_by ?? me);
  const standing = { members, state: outcome, requested_by, blocked: false, withheld: [] };
  return {
    id: pair,
    ...standing,
    ...placesOf(standing),
    people: { [me]: toPerson(sender), [receiver.id]: toPerson(receiver) },
    unread: conversation?.unread ?? {},
    read_at: conversation?.read_at ?? {},
  };
}

/** Writes a message in one transaction: it holds what decides whether it may be written, and the order of all messages. */
const writeOnce = (letter: Letter, attachment: AttachmentDocument | null): Promise<MessageDocument> =>
  db().runTransaction(async (tx) => {
    const { me, pair, id, draft } = letter;
    const found = (await tx.get(conversationDocument(pair))).data();
    const opened = found && isOpen(found) ? null : await openWithin(tx, letter, found);
    const message: MessageDocument = {
      id,
      sender: me,
      receiver: draft.receiver,
      content: draft.content,
      attachment,
      timestamp: nextTime(found?.last_message, now()),
      deleted_at: null,
      client_id: draft.client_id,
    };
    tx.create(messageDocument(pair, id), message);
    const unread = (found?.unread[draft.receiver] ?? 0) + 1;
    const newest = { last_message: message, updated_at: message.timestamp };
    if (opened) {
      tx.set(conversationDocument(pair), {
        ...opened,
        ...newest,
        unread: { ...opened.unread, [draft.receiver]: unread },
      });
    } else {
      tx.update(
        conversationDocument(pair),
        patchOf(ConversationDocument, { ...newest, [`unread.${draft.receiver}`]: unread }),
      );
    }
    if (attachment?.state === 'processing') {
      tx.create(videoDocument(pair, id), { id, created_at: message.timestamp });
    }
    return message;
  }, CONTENDED);

/**
 * @returns the message that was sent before under this id
 * @throws ApiError 422 where that said something else
 */
function sameAs({ draft }: Letter, sent: MessageDocument): MessageDocument {
  if (sent.deleted_at !== null) return sent;
  if (sent.content === draft.content && (sent.attachment !== null) === (draft.file !== undefined)) return sent;
  const detail = 'This client_id was used for another message.';
  throw new ApiError('idempotency_key_reused', detail, { errors: [{ field: 'client_id', message: detail }] });
}

const find = async ({ pair, id }: Letter): Promise<MessageDocument | undefined> =>
  (await messageDocument(pair, id).get()).data();

/** The same as `writeOnce()`, and where it is there already, what is there. */
async function write(letter: Letter, attachment: AttachmentDocument | null): Promise<MessageDocument> {
  try {
    return await inTurn(letter.pair, () => writeOnce(letter, attachment));
  } catch (error) {
    // A request that comes again is refused as a second one, before it meets itself; so is what a block has overtaken.
    const comesAgain = codeOf(error) === ALREADY_EXISTS || (letter.draft.client_id !== null && isRefusal(error));
    const sent = comesAgain ? await find(letter) : undefined;
    if (!sent) throw error;
    return sameAs(letter, sent);
  }
}

/**
 * Sends a message. Sent again under the same `client_id`, at once or later, it is there once.
 * @throws ApiError 400 for oneself, for nothing, and for what is wrong with the file; 403 for somebody who takes no
 *   messages of strangers; 404 for nobody; 409 while a first message waits; 422 for a `client_id` of another message;
 *   429 for too many first messages
 */
export async function sendMessage(me: string, draft: Draft): Promise<MessageDocument> {
  if (draft.receiver === me) throw invalidField('receiver', 'You cannot write to yourself.');
  const { file } = draft;
  if (draft.content === '' && !file) throw invalidField('content', 'Write something, or attach a file.');
  const letter = letterOf(me, draft);
  if (!file) return write(letter, null);
  // A file is taken over once: what was sent already is known by its id, without a look at the file.
  const sent = draft.client_id === null ? undefined : await find(letter);
  if (sent) return sameAs(letter, sent);
  return receiveAttachment(
    { uid: me, pair: letter.pair, sent: file, alt: draft.alt, name: draft.file_name },
    (attachment) => write(letter, attachment),
  );
}
