import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { bringEach } from '../store/copies.ts';
import { inTurn } from '../store/in-turn.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { conversationDocument, conversations } from './documents.ts';
import { ConversationDocument } from './schema.ts';

const isWithheldFor = ({ withheld }: Pick<ConversationDocument, 'withheld'>, uid: string): boolean =>
  withheld.includes(uid);

/** Brings one conversation in line with whether `uid` is to be found. */
const followOne = (pair: string, uid: string): Promise<void> =>
  inTurn(pair, () =>
    db().runTransaction(async (tx) => {
      const [conversation, person] = await readTogether(tx, conversationDocument(pair), userDocument(uid));
      if (!conversation || !person || isWithheldFor(conversation, uid) === isWithheld(person)) return;
      const others = conversation.withheld.filter((other) => other !== uid);
      const withheld = isWithheld(person) ? [...others, uid] : others;
      tx.update(conversationDocument(pair), patchOf(ConversationDocument, { withheld }));
    }),
  );

/**
 * Closes the conversations of somebody who isn't to be found any more to writing, or opens them again; what was written
 * stays. Index: conversations (members, updated_at desc).
 * @param hidden whether they aren't to be found
 * @returns how many documents were looked at
 */
export function followParticipant(uid: string, hidden: boolean, hasTime: () => boolean): Promise<number> {
  const query = conversations().where('members', 'array-contains', uid).orderBy('updated_at', 'desc');
  const isInLine = (conversation: ConversationDocument) => isWithheldFor(conversation, uid) === hidden;
  return bringEach(query, isInLine, (pair) => followOne(pair, uid), hasTime);
}
