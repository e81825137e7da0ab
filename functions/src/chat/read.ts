import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { invalidField, notFound } from '../contract/api-error.ts';
import { pairId } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { preferencesOf } from '../contract/preferences.ts';
import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { accountDocument } from '../users/documents.ts';
import { chatStateDocument, conversationDocument, messageDocument, receivedSince } from './documents.ts';
import { later, readingOf, rowOf, shows } from './policy.ts';
import { ChatState, ConversationDocument, type PrivateRead, type ReadState } from './schema.ts';
import { tellUnread } from './tell.ts';

/** How far somebody has read: what others may know of it, and what they may not. */
interface Marks {
  shown: string | null;
  hidden: string | null;
}

/** @returns the time of the message up to which was read. @throws ApiError 400 for one of another conversation */
async function timeOf(tx: Transaction, { id, last_message }: ConversationDocument, until?: string): Promise<string> {
  if (until === undefined || until === last_message.id) return last_message.timestamp;
  const message = until.startsWith(`${id}_`) ? (await tx.get(messageDocument(id, until))).data() : undefined;
  if (!message) throw invalidField('until', 'There is no such message in this conversation.');
  return message.timestamp;
}

/** @returns how many messages to `me` came after `since`; none where nothing came, without a look */
async function countSince(
  tx: Transaction,
  { id, last_message }: ConversationDocument,
  me: string,
  since: string | null,
): Promise<number> {
  if (since !== null && since >= last_message.timestamp) return 0;
  return (await tx.get(receivedSince(id, me, since).count())).data().count;
}

/** @returns the marks once `upTo` is read, too: they never go back */
function moved({ shown, hidden }: Marks, upTo: string, lets: boolean): Marks {
  const known = lets ? later(shown, upTo) : shown;
  const own = lets ? hidden : later(hidden, upTo);
  // In private is only what goes beyond what others know: what lies before it would count as unread again.
  return { shown: known, hidden: later(own, known) === known ? null : own };
}

/** Conversations that somebody can have read in private: one document holds them. What is older counts as unread again. */
const MOST = 2_000;

/** Writes what somebody has read of a conversation in private, or that there is nothing of it any more. */
function noteWithin(
  tx: Transaction,
  me: string,
  state: ChatState | undefined,
  pair: string,
  mine: PrivateRead | undefined,
): void {
  if (!state) {
    if (mine) tx.set(chatStateDocument(me), { reads: { [pair]: mine } });
    return;
  }
  const others = Object.entries(state.reads ?? {}).filter(([other]) => other !== pair);
  const oldest = others.sort(([, a], [, b]) => (a.read_at < b.read_at ? 1 : -1)).slice(MOST - 1);
  const gone = oldest.map(([other]) => [`reads.${other}`, FieldValue.delete()]);
  const patch = { ...Object.fromEntries(gone), [`reads.${pair}`]: mine ?? FieldValue.delete() };
  tx.update(chatStateDocument(me), patchOf(ChatState, patch));
}

/**
 * Notes how far `me` has read: for the other to see, or where `me` doesn't want that, for themselves alone. What was
 * told of it in notifications goes.
 * @throws ApiError 404 where there is no conversation, 400 for a message that isn't in it
 */
export async function markRead(me: string, other: string, until?: string): Promise<ReadState> {
  const pair = pairId(me, other);
  const read = async (tx: Transaction): Promise<ReadState> => {
    const [conversation, account, state] = await readTogether(
      tx,
      conversationDocument(pair),
      accountDocument(me),
      chatStateDocument(me),
    );
    if (!account || !conversation || !shows(conversation, me)) throw notFound();
    const before: Marks = {
      shown: conversation.read_at[me] ?? null,
      hidden: state?.reads?.[pair]?.read_at ?? null,
    };
    const upTo = await timeOf(tx, conversation, until);
    const after = moved(before, upTo, preferencesOf(account).privacy.read_marks);
    const shownChanges = after.shown !== before.shown;
    const unread = shownChanges ? await countSince(tx, conversation, me, after.shown) : (conversation.unread[me] ?? 0);
    const left = after.hidden === null ? 0 : await countSince(tx, conversation, me, after.hidden);
    const mine: PrivateRead | undefined =
      after.hidden === null ? undefined : { read_at: after.hidden, base: unread - left };
    const result = readingOf(
      { id: pair, unread: { [me]: unread }, read_at: after.shown === null ? {} : { [me]: after.shown } },
      me,
      { reads: mine && { [pair]: mine } },
    );
    if (shownChanges) {
      const patch = { [`unread.${me}`]: unread, [`read_at.${me}`]: after.shown };
      tx.update(conversationDocument(pair), patchOf(ConversationDocument, patch));
    }
    if (mine || before.hidden !== null) noteWithin(tx, me, state, pair, mine);
    if (result.unread === 0) tx.delete(db().doc(paths.notification(me, rowOf(pair))));
    return result;
  };
  const result = await inTurn(pair, () => db().runTransaction(read, { maxAttempts: 10 }));
  // Some are left: what is told of them counts them anew.
  if (result.unread > 0) await tellUnread(pair, me);
  return result;
}
