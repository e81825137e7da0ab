import { otherMember } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { Blocks } from '../../functions/src/moderation/schema.ts';
import { tiesOf } from './connections.ts';
import type { Make } from './world.ts';

/** Both sides' lists of the blocks that stand between people. */
export const make: Make = (world) => {
  const lists = new Map<string, Required<Omit<Blocks, 'shards'>>>();
  const listOf = (uid: string) => {
    const list = lists.get(uid) ?? { by_me: [], of_me: [] };
    lists.set(uid, list);
    return list;
  };
  for (const { id, blocked_by } of tiesOf(world)) {
    if (!blocked_by) continue;
    const other = otherMember(id, blocked_by);
    listOf(blocked_by).by_me.push(other);
    listOf(other).of_me.push(blocked_by);
  }
  for (const [uid, list] of lists) world.document(paths.blocks(uid), Blocks, () => list);
};
