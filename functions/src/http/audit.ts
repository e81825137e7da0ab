import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import { documentOf } from '../store/converter.ts';
import type { Caller } from './auth.ts';

/** `audit_log/{id}`: what a member of staff did, or looked at. Only ever created. */
export const AuditEntry = z.object({
  id: z.string(),
  actor: z.object({ id: Uid, username: z.string() }),
  /** The route's own words, for people. */
  action: z.string(),
  route: z.string(),
  /** The ids in the address: what it was done to. */
  target: z.record(z.string(), z.string()),
  request_id: z.string(),
  at: IsoTime,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What an audited route pays in addition. */
export const AUDIT_COST = { reads: 0, writes: 1, deletes: 0, trips: 1 };

/** Writes the entry before the handler runs: what can't be recorded doesn't happen. */
export async function record(
  caller: Caller,
  entry: Pick<AuditEntry, 'action' | 'route' | 'target' | 'request_id'>,
): Promise<void> {
  const id = randomUUID();
  const actor = { id: caller.uid, username: caller.username };
  await documentOf(paths.audit(id), AuditEntry).create({ id, actor, at: isoNow(), ...entry });
}
