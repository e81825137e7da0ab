import { randomUUID } from 'node:crypto';
import type { DocumentReference } from 'firebase-admin/firestore';
import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import { documentOf } from '../store/converter.ts';
import type { Caller } from './auth.ts';

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

/** A transaction, a batch, or whatever else creates documents. */
interface Writer {
  create(document: DocumentReference<AuditEntry>, entry: AuditEntry): unknown;
}

/** Enters what was done into the audit log, in the commit that does it. */
export type RecordWithin = (writer: Writer, details: Record<string, string>) => void;

type Deed = Pick<AuditEntry, 'action' | 'route' | 'target' | 'request_id'>;
type Actor = Pick<Caller, 'uid' | 'username'> | { uid: null; username: string };

/** @returns what an audited route pays in addition: an entry in the handler's own commit takes no trip of its own */
export const auditCost = ({ audit, records }: { audit?: string; records?: boolean }) => ({
  reads: 0,
  writes: audit === undefined ? 0 : 1,
  deletes: 0,
  trips: audit === undefined || records ? 0 : 1,
});

/** Enters a deed as one write of a larger commit: neither is there without the other. */
export function recordWithin(writer: Writer, { uid, username }: Actor, deed: Deed & Pick<AuditEntry, 'details'>): void {
  const id = randomUUID();
  writer.create(documentOf(paths.audit(id), AuditEntry), { id, actor: { id: uid, username }, at: isoNow(), ...deed });
}

/** Writes the entry before the handler runs: what can't be recorded doesn't happen. */
export async function record({ uid, username }: Caller, deed: Deed): Promise<void> {
  const id = randomUUID();
  const entry = { id, actor: { id: uid, username }, at: isoNow(), ...deed };
  await documentOf(paths.audit(id), AuditEntry).create(entry);
}

/**
 * The log for one request of staff.
 * @returns `record` for the handler, and `check`, which throws where a handler that should have called it has not
 */
export function auditOf(caller: Caller, deed: Deed): { record: RecordWithin; check: () => void } {
  let recorded = false;
  return {
    record: (writer, details) => {
      recorded = true;
      recordWithin(writer, caller, { ...deed, details });
    },
    check: () => {
      if (!recorded) throw new Error(`The handler of ${deed.route} has recorded nothing.`);
    },
  };
}
