import { pairId } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { documentOf } from '../store/converter.ts';
import type { Relation } from '../users/schema.ts';
import { relationOf } from './policy.ts';
import { ConnectionDocument } from './schema.ts';

/** For other slices: how `me` stands to `other`, at the cost of one read. */
export async function relationTo(me: string, other: string): Promise<{ relation: Relation; blockedBy: string | null }> {
  const connection = (await documentOf(paths.connection(pairId(me, other)), ConnectionDocument).get()).data();
  return { relation: relationOf(connection, me), blockedBy: connection?.blocked_by ?? null };
}
