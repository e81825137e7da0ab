import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { sideBySide } from '../store/meter.ts';
import { type Order, readPage } from '../store/pages.ts';
import { signedUrls } from '../store/signed.ts';
import { userDocument } from '../users/documents.ts';
import { keptPath, reportDocument, reports } from './documents.ts';
import { ACTIONS_FOR } from './policy.ts';
import type { QueuedReport, ReportDocument, ReportsQuery, ReviewedReport } from './schema.ts';

const OTHERS = 10;

const BY_WAITING: Order[] = [{ field: 'created_at', direction: 'asc' }];
const BY_APPEAL: Order[] = [{ field: 'appeal.at', direction: 'asc' }];
const BY_DECISION: Order[] = [{ field: 'decision.at', direction: 'desc' }];

/** @returns a report as `me` of staff sees it: of one about themselves not who made it, who must have nothing to fear */
const asSeenBy = (me: string, report: ReportDocument): ReportDocument =>
  report.target.owner === me ? { ...report, reporter: null, note: '' } : report;

/**
 * Indexes: reports (status, created_at), (appeal.status, appeal.at), (status, decision.at desc), each also with target.kind.
 * @returns those that wait, oldest first; of decided ones the latest first
 */
export async function queue(
  me: string,
  { queue = 'open', kind }: ReportsQuery,
  page: PageQuery,
): Promise<Page<QueuedReport>> {
  let query =
    queue === 'appeals' ? reports().where('appeal.status', '==', 'open') : reports().where('status', '==', queue);
  if (kind) query = query.where('target.kind', '==', kind);
  const order = queue === 'open' ? BY_WAITING : queue === 'appeals' ? BY_APPEAL : BY_DECISION;
  const { items, next } = await readPage(query, order, page);
  return { items: items.map((item) => asSeenBy(me, item)), next };
}

/** Index: reports (target.owner, created_at desc). */
export const reportsAbout = async (me: string, uid: string, limit: number): Promise<ReportDocument[]> => {
  const about = reports().where('target.owner', '==', uid).orderBy('created_at', 'desc').limit(limit);
  return (await about.get()).docs.map((doc) => asSeenBy(me, doc.data()));
};

async function fileOf({ id, target, snapshot }: ReportDocument): Promise<string | null> {
  if (snapshot.type === null) return null;
  return (await signedUrls({ kept: keptPath(target.owner, id) })).urls.kept ?? null;
}

/** @throws ApiError 404 */
export async function look(me: string, id: string): Promise<ReviewedReport> {
  const found = (await reportDocument(id).get()).data();
  if (!found) throw notFound();
  const { owner, kind } = found.target;
  const [profile, others] = await sideBySide([
    async () => (await userDocument(owner).get()).data(),
    () => reportsAbout(me, owner, OTHERS + 1),
  ]);
  return {
    ...asSeenBy(me, found),
    file: await fileOf(found),
    profile: profile ?? null,
    actions: [...ACTIONS_FOR[kind]],
    others: others.filter((other) => other.id !== id).slice(0, OTHERS),
  };
}
