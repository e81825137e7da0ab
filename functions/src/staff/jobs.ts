import { isDeepStrictEqual } from 'node:util';
import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { AuditEntry } from '../contract/audit.ts';
import { foundUnder } from '../http/audit.ts';
import { patchOf } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { unlessOvertaken } from '../store/writer.ts';
import { auditLog } from './log.ts';

/** Entries a query. */
const PAGE = 200;

/** @returns whether it was changed */
async function reindexEntry(found: QueryDocumentSnapshot<AuditEntry>): Promise<boolean> {
  const entry = found.data();
  const search_tokens = foundUnder(entry);
  if (isDeepStrictEqual(entry.search_tokens, search_tokens)) return false;
  // An erasure may take somebody out of the entry meanwhile, and what they are found under.
  const patch = patchOf(AuditEntry, { search_tokens });
  return unlessOvertaken(found.ref.update(patch, { lastUpdateTime: found.updateTime }));
}

/**
 * Brings what entries of the audit log are found under up to date, after the rules of search have changed; what they say
 * stays.
 * @returns how many were changed
 */
export async function reindexLog(): Promise<number> {
  let changed = 0;
  for await (const docs of pagesOf(auditLog().orderBy('__name__'), PAGE)) {
    changed += (await Promise.all(docs.map(reindexEntry))).filter(Boolean).length;
  }
  return changed;
}
