import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { Person } from '../users/schema.ts';

/** `users/{uid}/private/blocks`: whom one has blocked, and who has blocked one, so that a list asks once for all. */
export const Blocks = z.object({
  by_me: z.array(Uid).optional(),
  of_me: z.array(Uid).optional(),
  /** How many documents there are besides with those who have blocked one; few people have any. */
  shards: z.int().optional(),
});
export type Blocks = z.infer<typeof Blocks>;

/** `users/{uid}/blockers/{shard}`: some of those who have blocked somebody whom very many have. */
export const Blockers = z.object({ of_me: z.array(Uid) });

export const BlockedPerson = Person.extend({ blocked_at: IsoTime }).meta({ id: 'BlockedPerson' });
export type BlockedPerson = z.infer<typeof BlockedPerson>;
