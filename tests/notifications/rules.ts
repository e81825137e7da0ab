import { Timestamp } from 'firebase-admin/firestore';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { ownerOf, type Rows, type Seed, shows } from '../rules/table.ts';

export const rows = {
  notification: {
    path: (cast, actor) => paths.notification(ownerOf(cast, actor), 'welcome'),
    allow: { get: ['owner', 'suspended'], list: ['owner', 'suspended'], update: ['owner'] },
    update: { is_read: true },
    rest: {
      list: (cast, actor) => shows('/notifications', cast, actor, (all) => all.some(({ id }) => id === 'welcome')),
    },
  },
  // What reaches a phone is a secret, even from whoever has stolen a session.
  device: { path: (cast, actor) => paths.device(ownerOf(cast, actor), 'phone') },
  push: { path: () => paths.push('sent') },
} satisfies Rows;

export const seed: Seed = async ({ owner, suspended }) => {
  await db().doc(paths.push('sent')).set({ to: owner.id, title: 'Infloo', body: 'You have a new message' });
  for (const { id } of [owner, suspended]) {
    await db()
      .doc(paths.device(id, 'phone'))
      .set({ id: 'phone', kind: 'fid', value: `fid-of-${id}`, platform: 'ios' });
    await db()
      .doc(paths.notification(id, 'welcome'))
      .set({
        id: 'welcome',
        type: 'system',
        message: 'Welcome to Infloo!',
        actor: null,
        actors: [],
        actor_ids: [],
        reason: { topic: 'welcome', through: null },
        target: { kind: 'user', id: owner.id },
        is_read: false,
        created_at: Timestamp.now(),
        count: 1,
      });
  }
};
