import { isDeepStrictEqual } from 'node:util';
import { db } from '../firebase.ts';
import { foundUnder } from '../http/audit.ts';
import { pagesOf } from '../store/pages.ts';
import { auditLog } from './log.ts';

/** Entries a query. */
const PAGE = 200;

/**
 * Brings what entries of the audit log are found under up to date, after the rules of search have changed; what they say
 * stays.
 * @returns how many were changed
 */
export async function reindexLog(): Promise<number> {
  let changed = 0;
  for await (const docs of pagesOf(auditLog().orderBy('__name__'), PAGE)) {
    const batch = db().batch();
    const old = docs.filter((doc) => !isDeepStrictEqual(doc.data().search_tokens, foundUnder(doc.data())));
    for (const doc of old) batch.update(db().doc(doc.ref.path), { search_tokens: foundUnder(doc.data()) });
    if (old.length > 0) await batch.commit();
    changed += old.length;
  }
  return changed;
}
