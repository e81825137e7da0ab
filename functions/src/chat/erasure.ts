import { FieldPath, FieldValue, type Query, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { folders } from '../contract/folders.ts';
import { otherMember } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { eraseByPage, eraseFolder, type Part, type Progress } from '../store/erasure.ts';
import { removeFolder } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import { sideBySide } from '../store/meter.ts';
import { pagesOf } from '../store/pages.ts';
import { folderOf } from './attachments.ts';
import { chatStateDocument, conversationDocument, conversations, messages } from './documents.ts';
import { ConversationDocument } from './schema.ts';

/** Conversations that are looked at at a time, and messages, and videos among them, a commit. */
const PAGE = 20;
const MESSAGES = 400;
const VIDEOS = 50;

/** Index: conversations (members, updated_at desc). */
const conversationsOf = (uid: string) =>
  conversations().where('members', 'array-contains', uid).orderBy('updated_at', 'desc');

/** Closes it, so that nothing is written any more; and takes it out of what the other has read in private. */
async function close(pair: string, uid: string): Promise<void> {
  const theirs = db().doc(paths.chatState(otherMember(pair, uid)));
  const reading = new FieldPath('reads', pair);
  await inTurn(pair, () =>
    db().runTransaction(async (tx) => {
      const [conversation, state] = await tx.getAll(conversationDocument(pair), theirs);
      const patch = { blocked: true, open_to: [], listed: [] };
      if (conversation?.exists) tx.update(conversationDocument(pair), patchOf(ConversationDocument, patch));
      if (state?.get(reading)) tx.update(theirs, reading, FieldValue.delete());
    }),
  );
}

/** Removes what lies below a conversation, and the conversation last: as long as it is there, it is found again. */
async function eraseOne(pair: string, uid: string, hasTime: () => boolean): Promise<Progress> {
  await close(pair, uid);
  // One's own files lie in a folder that goes as a whole.
  await removeFolder(folderOf(otherMember(pair, uid), pair));
  let removed = 0;
  do {
    const found = await sideBySide([
      () => messages(pair).select().limit(MESSAGES).get(),
      () =>
        db()
          .collection(collectionOf(paths.messageVideo(pair, '_')))
          .select()
          .limit(VIDEOS)
          .get(),
      () =>
        db()
          .collection(collectionOf(paths.typing(pair, '_')))
          .select()
          .limit(VIDEOS)
          .get(),
    ]);
    const done = found[0].size < MESSAGES && found.slice(1).every(({ size }) => size < VIDEOS);
    const refs = found.flatMap(({ docs }) => docs.map(({ ref }) => db().doc(ref.path)));
    if (done) refs.push(db().doc(paths.conversation(pair)));
    const batch = db().batch();
    for (const ref of refs) batch.delete(ref);
    await batch.commit();
    removed += refs.length;
    if (done) return { removed, done };
  } while (hasTime());
  return { removed, done: false };
}

/** Everything that somebody and anybody have written to each other: its very name is made of both their ids. */
const eraseConversations = eraseByPage(PAGE, async (uid, hasTime) => {
  const { docs } = await conversationsOf(uid).select().limit(PAGE).get();
  const outcomes = await sideBySide(
    docs.map(
      ({ id }) =>
        () =>
          eraseOne(id, uid, hasTime),
    ),
  );
  const removed = outcomes.reduce((sum, outcome) => sum + outcome.removed, 0);
  return { found: docs.length, removed, left: outcomes.some(({ done }) => !done) };
});

/** Conversations at a time, and messages of one. */
const EXPORTED = 100;

/** By id: one in which somebody writes meanwhile keeps its place. */
const inOrder = (uid: string): Query =>
  conversations().where('members', 'array-contains', uid).orderBy('__name__').select();

async function* messagesOf(uid: string): AsyncGenerator<QueryDocumentSnapshot[]> {
  for await (const page of pagesOf(inOrder(uid), EXPORTED)) {
    for (const { id } of page) yield* pagesOf<never>(messages(id).orderBy('timestamp') as Query<never>, EXPORTED);
  }
}

/** What becomes of this slice's collections and files when somebody leaves, and what their copy has of them. */
export const PARTS = {
  conversation: { erase: eraseConversations, export: { without: 'Says no more than its messages do.' } },
  message: { erase: 'along', export: { documents: messagesOf } },
  typing: { erase: 'along', export: { without: 'Holds for seconds.' } },
  messageVideo: { erase: 'along', export: { without: 'Repeats a message for some seconds.' } },
  // With what else is private to its owner.
  chatState: { erase: 'along', export: { documents: chatStateDocument } },
  attachments: { erase: eraseFolder(folders.attachments), export: { files: folders.attachments } },
} as const satisfies Record<string, Part>;
