import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { db } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { LOST_AFTER_MS } from '../runtime/trigger.ts';
import { isPassing } from '../store/codes.ts';
import { converter, patchOf, readTogether, storedTime } from '../store/converter.ts';
import { leftBehind, removeFolder } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import { sideBySide } from '../store/meter.ts';
import { pagesOf } from '../store/pages.ts';
import { folderOfFiles } from './attachments.ts';
import {
  chatStateDocument,
  conversationDocument,
  conversations,
  messageDocument,
  pairOf,
  receivedSince,
} from './documents.ts';
import { ChatState, ConversationDocument, MessageVideo } from './schema.ts';
import { tellUnread } from './tell.ts';
import { settleVideo } from './videos.ts';

/** Conversations that are read at a time. */
const PAGE = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Conversations are looked at for so long after something was written in them. */
const LOOKED_AT_MS = 2 * DAY_MS;

/**
 * Counts what one of the two hasn't read, and puts right what says something else.
 * @returns what was wrong, for the log; null where nothing was
 */
const recount = (pair: string, uid: string): Promise<Record<string, unknown> | null> =>
  inTurn(pair, () =>
    db().runTransaction(async (tx) => {
      const [conversation, state] = await readTogether(tx, conversationDocument(pair), chatStateDocument(uid));
      if (!conversation) return null;
      const hidden = state?.reads?.[pair];
      const count = async (since: string | null) =>
        (await tx.get(receivedSince(pair, uid, since).count())).data().count;
      const [unread, left] = await sideBySide([
        () => count(conversation.read_at[uid] ?? null),
        async () => (hidden ? await count(hidden.read_at) : 0),
      ]);
      const was = conversation.unread[uid] ?? 0;
      const base = unread - left;
      if (was === unread && (!hidden || hidden.base === base)) return null;
      if (was !== unread) {
        tx.update(conversationDocument(pair), patchOf(ConversationDocument, { [`unread.${uid}`]: unread }));
      }
      if (hidden && hidden.base !== base) {
        tx.update(chatStateDocument(uid), patchOf(ChatState, { [`reads.${pair}`]: { ...hidden, base } }));
      }
      return { conversation: pair, uid, was, unread, ...(hidden && { was_read: hidden.base, read: base }) };
    }),
  );

/** Puts right what a conversation says of what is unread, and says what it was. @returns how much was wrong */
async function repair(doc: QueryDocumentSnapshot<ConversationDocument>): Promise<number> {
  let repaired = 0;
  for (const uid of doc.data().members) {
    const wrong = await recount(doc.id, uid);
    if (!wrong) continue;
    logger.warn('unread messages were miscounted', wrong);
    await tellUnread(doc.id, uid);
    repaired += 1;
  }
  return repaired;
}

/** The same for all conversations of the last two days. */
export async function recountUnread(): Promise<Report> {
  const report = { checked: 0, repaired: 0, failed: 0 };
  const recent = conversations()
    .where('updated_at', '>', storedTime(new Date(now() - LOOKED_AT_MS).toISOString()))
    .orderBy('updated_at', 'desc');
  for await (const page of pagesOf(recent, PAGE)) {
    for (const doc of page) {
      report.checked += 1;
      try {
        report.repaired += await repair(doc);
      } catch (error) {
        // Not this one's fault: the next run does them all.
        if (isPassing(error)) throw error;
        // One that can't be counted keeps none of the others.
        report.failed += 1;
        logger.error('unread messages not counted', { conversation: doc.id, stack: stackOf(error) });
      }
    }
  }
  return report;
}

const LOST = 'Something went wrong on our side. Send this video again.';

/** Says of videos whose trigger has failed for good that they are refused. Index: videos (created_at), collection group. */
export async function giveUpOnVideos(): Promise<Report> {
  let given_up = 0;
  const lost = db()
    .collectionGroup('videos')
    .withConverter(converter(MessageVideo))
    .where('created_at', '<=', storedTime(new Date(now() - LOST_AFTER_MS).toISOString()))
    .orderBy('created_at');
  for await (const page of pagesOf(lost, PAGE)) {
    for (const { id } of page) {
      const before = (await messageDocument(pairOf(id), id).get()).data()?.attachment;
      const settled = await settleVideo(id, { state: 'refused', reason: LOST, files: {} }).catch(() => null);
      const folder = before && folderOfFiles(before);
      if (settled?.state !== 'refused' || !folder) continue;
      await removeFolder(folder).catch(leftBehind(folder));
      given_up += 1;
    }
  }
  return { given_up };
}
