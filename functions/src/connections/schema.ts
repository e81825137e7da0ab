import { z } from 'zod';
import { shown } from '../contract/fields.ts';
import { IsoTime, PairId, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { Person } from '../users/schema.ts';

export const CONNECTION_STATUS = ['pending', 'accepted', 'rejected', 'withdrawn', 'blocked'] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUS)[number];
/** A block is shown to nobody, so that nobody learns who blocked whom; a withdrawn request is only remembered. */
export const VISIBLE_STATUS = ['pending', 'accepted', 'rejected'] as const;

/** What is between two people. Its id is their pair id, so there is one, whoever asked first. */
export const Connection = z
  .object({
    id: PairId,
    members: z.array(Uid).length(2).describe('Both uids, sorted'),
    sender: Person,
    receiver: Person,
    status: z.enum(VISIBLE_STATUS),
    created_at: IsoTime.describe('When it was asked'),
    responded_at: IsoTime.nullable(),
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof Connection>;

/** `connections/{pair}` */
export const ConnectionDocument = Connection.extend({
  status: z.enum(CONNECTION_STATUS),
  /** How often the sender has asked within a day, and withdrawn it each time but the last. */
  asks: z.int().optional(),
  blocked_by: Uid.nullable(),
  blocked_at: IsoTime.nullable(),
  /** What a block covers and its end brings back: that a request was declined or withdrawn is not forgotten by it. */
  before_block: z.enum(['rejected', 'withdrawn']).nullable(),
  /** In which of each member's edge documents the other one stands, so that leaving needs no search. */
  edge_shards: z.record(Uid, z.int()).nullable(),
});
export type ConnectionDocument = z.infer<typeof ConnectionDocument>;

export const RequestConnection = z
  .strictObject({ receiver: Uid.describe('Id of the person to ask') })
  .meta({ id: 'RequestConnection' });

export const AnswerConnection = z
  .strictObject({ status: z.enum(['accepted', 'rejected'], 'Send accepted or rejected.') })
  .meta({ id: 'AnswerConnection' });

export const ConnectionsQuery = z.strictObject({
  status: z.enum(VISIBLE_STATUS).optional(),
  direction: z.enum(['sent', 'received']).optional(),
});
export type ConnectionsQuery = z.infer<typeof ConnectionsQuery>;

/** How many mutual connections are shown by name. */
export const MUTUALS_SHOWN = 10;

export const SuggestionsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMITS.suggestions.max).default(LIMITS.suggestions.default),
});

export const Mutuals = z
  .object({
    count: z.int().describe('How many connections of mine are also theirs'),
    people: z.array(Person).max(MUTUALS_SHOWN).describe('Some of them, the newest of mine first'),
  })
  .meta({ id: 'Mutuals' });
export type Mutuals = z.infer<typeof Mutuals>;

/** What two profiles can have in common. */
export const SHARED = ['category', 'location'] as const;

export const Suggestion = Person.extend({
  mutual_count: z.int().describe('Connections that both have'),
  business_category: shown(LIMITS.business_category),
  location: shown(LIMITS.location),
  shared: z.array(z.enum(SHARED)).describe('What of their profile is the same in mine'),
}).meta({ id: 'Suggestion', description: 'Somebody to connect with, and why' });
export type Suggestion = z.infer<typeof Suggestion>;
