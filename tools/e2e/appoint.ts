import { STAFF_PERMISSIONS } from '../../functions/src/contract/roles.ts';
import { changePermissions } from '../../functions/src/staff/store.ts';

/** Makes somebody staff, as `npm run staff` does, where this process' Admin SDK points to. */
export const appoint = async (uid: string): Promise<void> =>
  void (await changePermissions(uid, () => STAFF_PERMISSIONS, {
    uid: null,
    username: 'end-to-end story',
    route: 'npm run e2e',
    request_id: null,
  }));
