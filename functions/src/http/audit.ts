import { randomUUID } from 'node:crypto';
import type { DocumentReference } from 'firebase-admin/firestore';
import { AuditEntry } from '../contract/audit.ts';
import { Uid } from '../contract/ids.ts';
import { paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import { documentOf } from '../store/converter.ts';
import { searchWords, wordTokens } from '../store/tokens.ts';
import type { Caller } from './auth.ts';

/** A transaction, a batch, or whatever else creates documents. */
interface Writer {
  create(document: DocumentReference<AuditEntry>, entry: AuditEntry): unknown;
}

/** Enters what was done into the audit log, in the commit that does it. */
export type RecordWithin = (writer: Writer, details: Record<string, string>) => void;

/** Each is an entry of an index. More than any entry needs that the routes of staff write. */
const TOKENS = 500;

type Sought = 'actor' | 'action' | 'target' | 'details';
type Deed = Pick<AuditEntry, 'action' | 'route' | 'target' | 'request_id'>;
type Actor = Pick<Caller, 'uid' | 'username'> | { uid: null; username: string };

/** @returns what an audited route pays in addition: an entry in the handler's own commit takes no trip of its own */
export const auditCost = ({ audit, records }: { audit?: string; records?: boolean }) => ({
  reads: 0,
  writes: audit === undefined ? 0 : 1,
  deletes: 0,
  trips: audit === undefined || records ? 0 : 1,
});

/** Fields of details that people look for. */
const LOOKED_FOR = ['about', 'title', 'name', 'kind', 'decision', 'doc_type', 'change'];

/** @returns what an entry is found under: every word of who did what about whom, from its beginning, and whole ids */
export function foundUnder({ actor, action, target, details = {} }: Pick<AuditEntry, Sought>): string[] {
  const told = LOOKED_FOR.flatMap((name) => details[name] ?? []);
  const ids = [...Object.values(target), details.owner ?? ''].flatMap(searchWords);
  return [...new Set([...ids, ...wordTokens([actor.username, action, ...told])])].slice(0, TOKENS);
}

/** @returns a deed as it is stored: with whom it names, and what it is found under */
function entryOf({ uid, username }: Actor, deed: Deed & Pick<AuditEntry, 'details'>): AuditEntry {
  const actor = { id: uid, username };
  const named = [uid, deed.details?.owner, ...Object.values(deed.target)];
  const people = [...new Set(named.filter((id) => Uid.safeParse(id).success))] as string[];
  return { id: randomUUID(), actor, at: isoNow(), ...deed, people, search_tokens: foundUnder({ actor, ...deed }) };
}

/** Enters a deed as one write of a larger commit: neither is there without the other. */
export function recordWithin(writer: Writer, actor: Actor, deed: Deed & Pick<AuditEntry, 'details'>): void {
  const entry = entryOf(actor, deed);
  writer.create(documentOf(paths.audit(entry.id), AuditEntry), entry);
}

/** Writes the entry before the handler runs: what can't be recorded doesn't happen. */
export async function record(caller: Caller, deed: Deed): Promise<void> {
  const entry = entryOf(caller, deed);
  await documentOf(paths.audit(entry.id), AuditEntry).create(entry);
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
