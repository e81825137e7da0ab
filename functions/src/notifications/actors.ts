import type { Query } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { converter, patchOf } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { deleteTogether } from '../store/writer.ts';
import { withoutActor } from './policy.ts';
import { type Actor, NotificationDocument } from './schema.ts';

/** Rows of one kind that are read and written at a time. */
const PAGE = 300;

const withActor = (query: Query, actor: string) =>
  query.withConverter(converter(NotificationDocument)).where('actor_ids', 'array-contains', actor);

const isSame = (a: Actor, b: Actor): boolean =>
  a.username === b.username && a.display_name === b.display_name && a.avatar_url === b.avatar_url;

/**
 * Brings what notifications show of somebody up to date, the newest ones: older ones are hardly looked at again.
 * Index: notifications (actor_ids, created_at desc), collection group.
 * @returns how many were looked at
 */
export async function refreshActor({ id, username, display_name, avatar_url }: Actor): Promise<number> {
  const is: Actor = { id, username, display_name, avatar_url };
  const { docs } = await withActor(db().collectionGroup('notifications'), id)
    .orderBy('created_at', 'desc')
    .limit(PAGE)
    .get();
  return refreshEach(docs, ({ actor, actors }) => {
    if (actors.every((one) => one.id !== id || isSame(one, is))) return null;
    return patchOf(NotificationDocument, {
      actor: actor?.id === id ? is : actor,
      actors: actors.map((one) => (one.id === id ? is : one)),
    });
  });
}

/**
 * Takes somebody out of a page of rows: those that speak of them go, those that only show them among others stay.
 * @returns how many there were
 */
async function forgetPage(rows: Query, actor: string, size: number): Promise<number> {
  const { docs } = await withActor(rows, actor).limit(size).get();
  const batch = db().batch();
  for (const doc of docs) {
    const left = withoutActor(doc.data(), actor);
    if (left) batch.update(db().doc(doc.ref.path), patchOf(NotificationDocument, left));
    else batch.delete(doc.ref);
  }
  if (docs.length > 0) await batch.commit();
  return docs.length;
}

/** The same for everybody's rows, of somebody who leaves. Index: notifications (actor_ids), collection group. */
export const forgetEverywhere = (actor: string, size: number): Promise<number> =>
  forgetPage(db().collectionGroup('notifications'), actor, size);

const inboxOf = (uid: string): Query => db().collection(collectionOf(paths.notification(uid, '_')));

/**
 * Removes everything that tells `uid` of `actor`, after a block.
 * @returns how many there were
 */
export async function forgetActor(uid: string, actor: string): Promise<number> {
  for (let removed = 0; ; ) {
    const page = await forgetPage(inboxOf(uid), actor, PAGE);
    removed += page;
    if (page < PAGE) return removed;
  }
}

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

/**
 * Removes everybody's rows that tell of something that is gone. Index: notifications (target.id), collection group.
 * @returns how many there were
 */
export const forgetTarget = (target: string): Promise<number> =>
  forget(db().collectionGroup('notifications').where('target.id', '==', target));

async function forget(rows: Query): Promise<number> {
  for (let removed = 0; ; ) {
    const { docs } = await rows.limit(PAGE).select().get();
    await deleteTogether(docs.map(({ ref }) => ref));
    removed += docs.length;
    if (docs.length < PAGE) return removed;
  }
}
