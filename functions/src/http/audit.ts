import { randomUUID } from 'node:crypto';
import type { DocumentReference } from 'firebase-admin/firestore';
import { AuditEntry } from '../contract/audit.ts';
import { paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import { documentOf } from '../store/converter.ts';
import type { Caller } from './auth.ts';

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
