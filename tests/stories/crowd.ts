import { newUid } from '../../functions/src/contract/ids.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Person } from '../support/api.ts';

/** Gives somebody so many connections more, as accepting them would, but for the other side. @returns their uids */
export async function crowd({ id }: Person, size: number): Promise<string[]> {
  const document = db().doc(paths.user(id));
  const before: number = (await document.get()).get('connection_count');
  const uids = Array.from({ length: size }, newUid);
  for (let done = 0; done < size; ) {
    const shard = Math.floor((before + done) / LIMITS.edges_per_shard);
    const room = (shard + 1) * LIMITS.edges_per_shard - (before + done);
    const reference = db().doc(paths.edges(id, shard));
    const ids: string[] = (await reference.get()).get('ids') ?? [];
    await reference.set({ ids: [...ids, ...uids.slice(done, done + room)] });
    done += room;
  }
  await document.update({ connection_count: before + size });
  return uids;
}
