import { ApiError, forbidden, notFound } from '../contract/api-error.ts';
import { pairId } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { userDocument } from '../users/documents.ts';
import { chatStateDocument, conversationDocument } from './documents.ts';
import { decideAnswer, placesOf, rowOf } from './policy.ts';
import { type ChatState, ConversationDocument } from './schema.ts';

/**
 * Answers the request of a stranger: from then on both may write, or it goes from the list of whoever declines, and
 * nobody is told. Twice is once.
 * @throws ApiError 404 where nobody has written, 403 for one's own request, 409 for declining what was accepted
 */
export async function answerRequest(
  me: string,
  other: string,
  answer: 'open' | 'declined',
): Promise<{ conversation: ConversationDocument; state: ChatState | undefined }> {
  const pair = pairId(me, other);
  return inTurn(pair, () =>
    db().runTransaction(async (tx) => {
      const [conversation, person, state] = await readTogether(
        tx,
        conversationDocument(pair),
        userDocument(me),
        chatStateDocument(me),
      );
      const outcome = decideAnswer(conversation, me, answer);
      if (outcome === 'nobody' || !conversation || !person) throw notFound();
      if (outcome === 'not yours') throw forbidden('Only the person who was written to can answer.');
      if (outcome === 'answered') throw new ApiError('conflict', 'You have accepted this request already.');
      if (outcome === 'done') return { conversation, state };
      const standing = { ...conversation, state: answer };
      const patch = { state: answer, ...placesOf(standing) };
      tx.update(conversationDocument(pair), patchOf(ConversationDocument, patch));
      // What tells that somebody wants to write has been answered.
      tx.delete(db().doc(paths.notification(me, rowOf(pair))));
      return { conversation: { ...standing, ...placesOf(standing) }, state };
    }),
  );
}
