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
} satisfies Rows;

export const seed: Seed = async ({ owner, suspended }) => {
  for (const { id } of [owner, suspended]) {
    await db()
      .doc(paths.notification(id, 'welcome'))
      .set({
        id: 'welcome',
        type: 'system',
        message: 'Welcome to Infloo!',
        actor: null,
        target: { kind: 'user', id: owner.id },
        is_read: false,
        created_at: Timestamp.now(),
        count: 1,
      });
  }
};
