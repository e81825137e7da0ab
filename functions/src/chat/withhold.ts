import { otherMember } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { followBy } from '../users/follow.ts';
import { conversationDocument, conversations } from './documents.ts';
import { placesOf, rowOf } from './policy.ts';
import { ConversationDocument } from './schema.ts';

/** Conversations a commit. */
const PAGE = 100;

/**
 * Takes the conversations of somebody who isn't to be found any more from the others, as a block does, or gives them back;
 * what was received stays. What tells the others of unread messages goes.
 */
export const followParticipant = followBy<ConversationDocument>({
  all: (uid) => conversations().where('members', 'array-contains', uid),
  size: PAGE,
  bring: async (tx, found, hidden, uid) => {
    let more = 0;
    for (const conversation of found) {
      const { id, withheld: before, unread } = conversation;
      if (before.includes(uid) === hidden) continue;
      const withheld = hidden ? [...before, uid] : before.filter((other) => other !== uid);
      const patch = { withheld, ...placesOf({ ...conversation, withheld }) };
      tx.update(conversationDocument(id), patchOf(ConversationDocument, patch));
      const other = otherMember(id, uid);
      if (!hidden || !unread[other]) continue;
      tx.delete(db().doc(paths.notification(other, rowOf(id))));
      more += 1;
    }
    return { brought: found.length, more };
  },
});
