import { Timestamp } from 'firebase-admin/firestore';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { ownerOf, type Rows, type Seed } from '../rules/table.ts';

/** What requests, triggers and staff leave behind: for the server alone. */
export const rows = {
  // Where it isn't there, its own may be asked for, too.
  revocation: { path: (cast, actor) => paths.revocation(ownerOf(cast, actor)), allow: { get: ['owner', 'suspended'] } },
  audit: { path: () => paths.audit('x') },
  fanOut: { path: () => paths.fanOut('x') },
  deadLetter: { path: () => paths.deadLetter('x') },
  rateLimit: { path: () => paths.rateLimit('x') },
  idempotency: { path: () => paths.idempotency('x') },
} satisfies Rows;

export const seed: Seed = async ({ owner, suspended }) => {
  // Of long ago: their tokens are good.
  await db()
    .doc(paths.revocation(owner.id))
    .set({ not_before: Timestamp.fromMillis(0), ends: {} });
  await db().doc(paths.rateLimit('x')).set({ count: 1 });
  await db().doc(paths.idempotency('x')).set({ proof: 'x' });
  await db().doc(paths.audit('x')).set({ action: 'x' });
  await db().doc(paths.fanOut('x')).set({ trigger: 'x' });
  await db().doc(paths.deadLetter('x')).set({ trigger: 'x' });
  await db().doc(paths.revocation(suspended.id)).set({ not_before: Timestamp.now(), ends: {} });
};
