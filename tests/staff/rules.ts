import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { changePermissions } from '../../functions/src/staff/store.ts';
import type { Rows, Seed } from '../rules/table.ts';

/** Who is staff is for the server alone: their token tells a member of staff what they may do. */
export const rows = {
  staff: { path: ({ owner }) => paths.staff(owner.id) },
  analytics: { path: () => paths.analytics('2026-11-26') },
} satisfies Rows;

export const seed: Seed = async ({ owner }) => {
  await db().doc(paths.analytics('2026-11-26')).set({ new_people: 1 });
  await changePermissions(owner.id, () => ['reports'], {
    uid: null,
    username: 'tests',
    route: 'tests',
    request_id: null,
  });
};
