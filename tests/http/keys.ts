import { Timestamp } from 'firebase-admin/firestore';
import { db } from '../../functions/src/firebase.ts';
import { type Person, post } from '../support/api.ts';

export const REPLAYED = 'idempotency-replayed';
let counter = 0;
export const newKey = () => `key-${++counter}`;
export const withKey = (key: string) => ({ 'Idempotency-Key': key });

export const ask = (from: Person, to: string, key: string) =>
  post('/connections/request', { receiver: to }, from, withKey(key));
export const readAll = (as: Person, key: string, path = '/notifications/read') =>
  post(path, undefined, as, withKey(key));

export const addNotification = (to: Person, id: string) =>
  db()
    .doc(`users/${to.id}/notifications/${id}`)
    .create({
      id,
      type: 'system',
      message: 'x',
      actor: null,
      actors: [],
      actor_ids: [],
      reason: { topic: 'welcome', through: null },
      target: { kind: 'user', id: to.id },
      is_read: false,
      created_at: Timestamp.now(),
      count: 1,
    });

/** The records that `work` leaves. */
export async function recordsOf(work: () => Promise<unknown>) {
  const all = db().collection('idempotency');
  const before = new Set((await all.get()).docs.map(({ id }) => id));
  await work();
  return (await all.get()).docs.filter(({ id }) => !before.has(id));
}
