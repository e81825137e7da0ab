import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Rows, Seed } from '../rules/table.ts';

/** How far the end of an account is: for the server alone. */
export const rows = {
  sweep: { path: () => paths.sweep('people') },
  certificate: { path: () => paths.certificate('one') },
  dataExport: { path: ({ owner }) => paths.dataExport(owner.id) },
  erasure: { path: ({ owner }) => paths.erasure(owner.id) },
} satisfies Rows;

export const seed: Seed = async ({ owner }) => {
  await db().doc(paths.erasure(owner.id)).set({ state: 'erasing' });
  await db().doc(paths.dataExport(owner.id)).set({ state: 'running' });
  await db().doc(paths.certificate('one')).set({ removed: {} });
  await db().doc(paths.sweep('people')).set({ cursor: null });
};
