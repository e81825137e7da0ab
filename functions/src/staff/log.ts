import type { Query } from 'firebase-admin/firestore';
import { AuditEntry } from '../contract/audit.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { foundUnder } from '../http/audit.ts';
import { toCsv } from '../http/csv.ts';
import { collection, storedTime } from '../store/converter.ts';
import { type Order, readPage } from '../store/pages.ts';
import { searchWords } from '../store/tokens.ts';
import type { AuditQuery } from './schema.ts';

const NEWEST: Order[] = [{ field: 'at', direction: 'desc' }];

export const auditLog = () => collection(collectionOf(paths.audit('_')), AuditEntry);

/** Indexes: audit_log (actor.username | target.id | search_tokens, at desc); Firestore merges them. */
function found({ actor, target, search, from, to }: AuditQuery): Query<AuditEntry> {
  let query: Query<AuditEntry> = auditLog();
  const [word] = searchWords(search ?? '');
  if (word) query = query.where('search_tokens', 'array-contains', word);
  if (actor) query = query.where('actor.username', '==', actor);
  if (target) query = query.where('target.id', '==', target);
  if (from) query = query.where('at', '>=', storedTime(from));
  if (to) query = query.where('at', '<', storedTime(to));
  return query;
}

/** Whether all words that are looked for are in an entry: the query knows one of them. */
function hasAll({ search = '' }: AuditQuery): (entry: AuditEntry) => boolean {
  const [, ...others] = searchWords(search);
  if (others.length === 0) return () => true;
  return (entry) => {
    const under = new Set(foundUnder(entry));
    return others.every((word) => under.has(word));
  };
}

/** Entries that a request looks through for several words, and how many at a time. */
const LOOKED_THROUGH = 1_000;
const AT_ONCE = 100;

/** What staff did, the latest first. A page for several words may have less, and still be followed by others. */
export async function readLog(asked: AuditQuery, page: PageQuery): Promise<Page<AuditEntry>> {
  if (searchWords(asked.search ?? '').length < 2) return readPage(found(asked), NEWEST, page);
  const fits = hasAll(asked);
  const size = page.limit ?? LIMITS.page.default;
  const items: AuditEntry[] = [];
  for (let { cursor } = page, looked = AT_ONCE; ; looked += AT_ONCE) {
    const read = await readPage(found(asked), NEWEST, { limit: AT_ONCE, ...(cursor !== undefined && { cursor }) });
    for (const [i, entry] of read.items.entries()) {
      if (!fits(entry)) continue;
      items.push(entry);
      if (items.length === size) return { items, next: read.cursorAfter(i) };
    }
    if (read.next === null || looked >= LOOKED_THROUGH) return { items, next: read.next };
    cursor = read.next;
  }
}

/** What staff did about somebody, the latest first. */
export async function entriesAbout(uid: string, limit: number): Promise<AuditEntry[]> {
  const { docs } = await auditLog().where('target.id', '==', uid).orderBy('at', 'desc').limit(limit).get();
  return docs.map((doc) => doc.data());
}

const inWords = (fields: Record<string, string> = {}): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');

/** @returns the same as a file */
export async function exportLog(asked: AuditQuery): Promise<string> {
  const { items, next } = await readPage(found(asked), NEWEST, { limit: LIMITS.audit_file });
  const rows = items
    .filter(hasAll(asked))
    .map(({ at, actor, action, route, target, details, request_id }) => [
      ...[at, actor.username, actor.id ?? '', action, route],
      ...[inWords(target), inWords(details), request_id ?? ''],
    ]);
  const last = items.at(-1);
  if (next && last) {
    const cut = `The file ends here: ${LIMITS.audit_file} entries were looked through. Save what is older with the end ${last.at}.`;
    rows.push([last.at, '', '', cut, '', '', '', '']);
  }
  return toCsv(['at', 'actor', 'actor_id', 'action', 'route', 'target', 'details', 'request_id'], rows);
}
