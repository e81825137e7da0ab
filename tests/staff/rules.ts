import { paths } from '../../functions/src/contract/paths.ts';
import { changePermissions } from '../../functions/src/staff/store.ts';
import type { Rows, Seed } from '../rules/table.ts';

/** Who is staff is for the server alone: their token tells a member of staff what they may do. */
export const rows = { staff: { path: ({ owner }) => paths.staff(owner.id) } } satisfies Rows;

export const seed: Seed = async ({ owner }) => {
  await changePermissions(owner.id, () => ['reports'], {
    uid: null,
    username: 'tests',
    route: 'tests',
    request_id: null,
  });
};
