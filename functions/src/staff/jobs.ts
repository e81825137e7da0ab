import { AuditEntry } from '../contract/audit.ts';
import { foundUnder } from '../http/audit.ts';
import { type Reindexed, reindexAll } from '../runtime/reindex.ts';
import { auditLog } from './log.ts';

/** Brings what entries of the audit log are found under up to date; what they say stays. */
export const reindexLog = (): Promise<Reindexed> =>
  reindexAll(auditLog(), AuditEntry, (entry) => ({ search_tokens: foundUnder(entry) }));
