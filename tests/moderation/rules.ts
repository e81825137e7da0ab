import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Rows, Seed } from '../rules/table.ts';

export const rows = {
  // It says who has blocked one: nobody reads it, its owner neither.
  blocks: { path: ({ owner }) => paths.blocks(owner.id) },
  blockers: { path: ({ owner }) => paths.blockers(owner.id, 1) },
} satisfies Rows;

/** The blocks of the cast are made with its connections. */
export const seed: Seed = async ({ owner }) => {
  await db().doc(paths.blockers(owner.id, 1)).set({ of_me: [] });
};
