import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Rows, Seed } from '../rules/table.ts';

/** Nobody learns by SDK who has reported what: neither the one who did, nor whom it is about. */
export const rows = { report: { path: () => paths.report('planted') } } satisfies Rows;

export const seed: Seed = async ({ owner, stranger }) => {
  await db()
    .doc(paths.report('planted'))
    .set({ reporter: { id: stranger.id }, target: { kind: 'user', id: owner.id, owner: owner.id } });
};
