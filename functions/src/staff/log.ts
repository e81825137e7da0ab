import type { Query } from 'firebase-admin/firestore';
import { AuditEntry } from '../contract/audit.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { toCsv } from '../http/csv.ts';
import { collection, storedTime } from '../store/converter.ts';
import { type Order, readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import type { AuditQuery } from './schema.ts';

/** Entries a file: who needs more asks for an earlier time, and the file says from when. */
export const EXPORTED = 2_000;

const NEWEST: Order[] = [{ field: 'at', direction: 'desc' }];

const log = () => collection(collectionOf(paths.audit('_')), AuditEntry);

/** Indexes: audit_log (actor.username | target.id | search_tokens, at desc); Firestore merges them. */
function found({ actor, target, search, from, to }: AuditQuery): Query<AuditEntry> {
  let query: Query<AuditEntry> = log();
  if (search) query = query.where('search_tokens', 'array-contains', searchToken(search));
  if (actor) query = query.where('actor.username', '==', actor);
  if (target) query = query.where('target.id', '==', target);
  if (from) query = query.where('at', '>=', storedTime(from));
  if (to) query = query.where('at', '<', storedTime(to));
  return query;
}

/** What staff did, the latest first. */
export const readLog = (asked: AuditQuery, page: PageQuery): Promise<Page<AuditEntry>> =>
  readPage(found(asked), NEWEST, page);

/** What staff did about somebody, the latest first. */
export async function entriesAbout(uid: string, limit: number): Promise<AuditEntry[]> {
  const { docs } = await log().where('target.id', '==', uid).orderBy('at', 'desc').limit(limit).get();
  return docs.map((doc) => doc.data());
}

const inWords = (fields: Record<string, string> = {}): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');

/** @returns the same as a file */
export async function exportLog(asked: AuditQuery): Promise<string> {
  const { items, next } = await readPage(found(asked), NEWEST, { limit: EXPORTED });
  const rows = items.map(({ at, actor, action, route, target, details, request_id }) => [
    ...[at, actor.username, actor.id ?? '', action, route],
    ...[inWords(target), inWords(details), request_id ?? ''],
  ]);
  const last = items.at(-1);
  if (next && last) {
    const cut = `The file ends here, after ${EXPORTED} entries. Save what is older with the end ${last.at}.`;
    rows.push([last.at, '', '', cut, '', '', '', '']);
  }
  return toCsv(['at', 'actor', 'actor_id', 'action', 'route', 'target', 'details', 'request_id'], rows);
}
