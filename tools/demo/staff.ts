import { paths } from '../../functions/src/contract/paths.ts';
import { STAFF_PERMISSIONS } from '../../functions/src/contract/roles.ts';
import { StaffMember } from '../../functions/src/staff/schema.ts';
import { DEMO_STAFF } from './cast.ts';
import { profilesOf } from './users.ts';
import type { Make } from './world.ts';

/** One of the cast is staff, too. */
export const make: Make = (world) => {
  for (const { id: uid, username, created_at: since } of profilesOf(world)) {
    if (username !== DEMO_STAFF) continue;
    world.document(paths.staff(uid), StaffMember, () => ({ uid, permissions: [...STAFF_PERMISSIONS], since }));
  }
};
