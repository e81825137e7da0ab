import * as logger from 'firebase-functions/logger';
import { environment } from '../config.ts';
import { preferencesOf } from '../contract/preferences.ts';
import type { Topic } from '../contract/topics.ts';
import { stackOf } from '../runtime/stack.ts';
import type { Account } from '../users/schema.ts';
import { bySession, devicesOf, forgetGone } from './devices.ts';
import { fcm } from './fcm.ts';
import { markOf } from './marks.ts';
import { wantsPush } from './policy.ts';
import { recorded } from './recorded.ts';
import type { NotificationDocument, PushMessage, Sender } from './schema.ts';
import { countUnread } from './store.ts';

let sender: Sender | undefined;
/** In the cloud by Firebase Messaging; on the local suite, and only there, it is written down. */
const port = (): Sender => sender ?? (environment().emulated ? recorded : fcm);

/** Puts another sender in place, for tests. @returns a function that takes it away */
export function setSender(other: Sender): () => void {
  sender = other;
  return () => {
    sender = undefined;
  };
}

/** What a locked phone shows of a topic to whoever looks at it: neither who nor what. */
const DISCREET: Record<Topic, string> = {
  request: 'Somebody wants to connect with you',
  acceptance: 'Your request was accepted',
  message: 'You have a new message',
  invitation: 'You are invited to an event',
  seat: 'A seat has become free for you',
  reminder: 'An event begins soon',
  change: 'An event has changed',
  hosting: 'There is a new event',
  attendance: 'There is news of an event',
  outcome: 'There is news about your account',
  welcome: 'Welcome',
};

type Row = Pick<NotificationDocument, 'id' | 'type' | 'message' | 'target' | 'reason'>;

const messageOf = (to: string, row: Row, account: Account, badge: number): PushMessage => {
  const previews = preferencesOf(account).privacy.lock_screen_previews;
  return {
    to,
    title: 'Infloo',
    body: previews ? row.message : DISCREET[row.reason.topic],
    previews,
    badge,
    mark: markOf(row.id),
    data: { notification: row.id, type: row.type, target_kind: row.target.kind, target_id: row.target.id },
  };
};

/**
 * Tells somebody's phones of a row that was just written, where they want that. A fault keeps nobody from what is in the
 * list: it is logged, and that is all.
 */
export async function push(to: string, row: Row, account: Account): Promise<void> {
  if (!wantsPush(account, row.reason.topic)) return;
  const { docs } = await devicesOf(to).get();
  if (docs.length === 0) return;
  try {
    const { open, ended } = await bySession(to, docs);
    await forgetGone(ended);
    if (open.length === 0) return;
    const message = messageOf(to, row, account, await countUnread(to));
    const outcomes = await port()(
      message,
      open.map((phone) => phone.data()),
    );
    await forgetGone(open.filter((_, i) => outcomes[i] === 'gone'));
  } catch (error) {
    logger.error('push failed', { notification: row.id, stack: stackOf(error) });
  }
}
