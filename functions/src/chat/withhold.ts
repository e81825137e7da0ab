import { db } from '../firebase.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { pagesOf } from '../store/pages.ts';
import { isWithheld } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { conversationDocument, conversations } from './documents.ts';
import { ConversationDocument } from './schema.ts';

/** Conversations that are read at a time. */
const PAGE = 100;

/** Brings one conversation in line with whether `uid` is to be found. */
const followOne = (pair: string, uid: string): Promise<void> =>
  inTurn(pair, () =>
    db().runTransaction(async (tx) => {
      const [conversation, person] = await readTogether(tx, conversationDocument(pair), userDocument(uid));
      if (!conversation || !person || conversation.withheld.includes(uid) === isWithheld(person)) return;
      const others = conversation.withheld.filter((other) => other !== uid);
      const withheld = isWithheld(person) ? [...others, uid] : others;
      tx.update(conversationDocument(pair), patchOf(ConversationDocument, { withheld }));
    }),
  );

/**
 * Closes the conversations of somebody who isn't to be found any more to writing, or opens them again; what was written
 * stays. Index: conversations (members, updated_at desc).
 * @returns how many documents were looked at
 */
export async function followParticipant(uid: string, hasTime: () => boolean): Promise<number> {
  const query = conversations().where('members', 'array-contains', uid).orderBy('updated_at', 'desc');
  let looked = 1;
  for await (const page of pagesOf(query, PAGE, hasTime)) {
    for (const { id } of page) await followOne(id, uid);
    looked += 3 * page.length;
  }
  return looked;
}
