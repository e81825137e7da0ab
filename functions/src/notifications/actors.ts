import type { Query } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { type Actor, NotificationDocument } from './schema.ts';

/** Rows of one kind that are read and written at a time. */
const PAGE = 300;

const byActor = (actor: string) => db().collectionGroup('notifications').where('actor.id', '==', actor);

/**
 * Brings what notifications show of somebody up to date, the newest ones: older ones are hardly looked at again.
 * Index: notifications (actor.id, created_at desc), collection group.
 * @returns how many were looked at
 */
export async function refreshActor(actor: Actor): Promise<number> {
  const { docs } = await byActor(actor.id).orderBy('created_at', 'desc').limit(PAGE).get();
  const patch = patchOf(NotificationDocument, { actor });
  return refreshEach(docs, (data) => {
    const { username, display_name, avatar_url } = data.actor as Actor;
    const same = username === actor.username && display_name === actor.display_name && avatar_url === actor.avatar_url;
    return same ? null : patch;
  });
}

/**
 * Removes everything that tells `uid` of `actor`, after a block.
 * @returns how many there were
 */
export const forgetActor = (uid: string, actor: string): Promise<number> =>
  forget(inboxOf(uid).where('actor.id', '==', actor));

/** Values that one query can name. */
const NAMED = 30;

/**
 * Removes everything that tells `uid` of what they may not see any more.
 * @returns how many there were
 */
export async function forgetTargets(uid: string, targets: readonly string[]): Promise<number> {
  let removed = 0;
  for (let i = 0; i < targets.length; i += NAMED) {
    removed += await forget(inboxOf(uid).where('target.id', 'in', targets.slice(i, i + NAMED)));
  }
  return removed;
}

const inboxOf = (uid: string): Query => db().collection(collectionOf(paths.notification(uid, '_')));

async function forget(rows: Query): Promise<number> {
  for (let removed = 0; ; ) {
    const { docs } = await rows.limit(PAGE).select().get();
    const batch = db().batch();
    for (const { ref } of docs) batch.delete(ref);
    if (docs.length > 0) await batch.commit();
    removed += docs.length;
    if (docs.length < PAGE) return removed;
  }
}
