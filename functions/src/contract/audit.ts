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
});
export type AuditEntry = z.infer<typeof AuditEntry>;
