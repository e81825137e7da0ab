import { z } from 'zod';
import { IsoTime, Uid } from './ids.ts';

/** `audit_log/{id}`: what a member of staff did, or looked at. Only ever created. */
export const AuditEntry = z.object({
  id: z.string(),
  /** A member of staff; without an id it is whoever ran a command on a machine of theirs. */
  actor: z.object({ id: Uid.nullable(), username: z.string() }),
  /** The route's own words, for people. */
  action: z.string(),
  /** The route, or the command. */
  route: z.string(),
  /** The ids in the address: what it was done to. */
  target: z.record(z.string(), z.string()),
  /** What was decided, where the entry tells of more than a look. */
  details: z.record(z.string(), z.string()).optional(),
  request_id: z.string().nullable(),
  at: IsoTime,
  /** Whom it names: that goes with their account. */
  people: z.array(z.string()).optional(),
  /** What it is found under, which follows from the other fields. */
  search_tokens: z.array(z.string()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The same as staff read it. */
export const ReadAuditEntry = AuditEntry.omit({ people: true, search_tokens: true });
export type ReadAuditEntry = z.infer<typeof ReadAuditEntry>;
