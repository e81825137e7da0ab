import { ApiError, forbidden, invalidField, notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import type { RecordWithin } from '../http/audit.ts';
import type { Caller } from '../http/auth.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { timeFor } from '../runtime/time-left.ts';
import { patchOf } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { type Order, readPage } from '../store/pages.ts';
import { signedUrls } from '../store/signed.ts';
import { userDocument } from '../users/documents.ts';
import { keptPath, reportDocument, reports } from './documents.ts';
import { doWithin, followDecision, takenField, undoWithin } from './effects.ts';
import { ACTIONS_FOR, APPEAL_MS } from './policy.ts';
import {
  type Action,
  type AppealDecision,
  type QueuedReport,
  type ReportDecision,
  ReportDocument,
  type ReportsQuery,
  type ReviewedReport,
} from './schema.ts';

const OTHERS = 10;
/** Reports of one thing that are decided together. */
export const TOGETHER = 50;
/** How long a request may take for what others see of somebody; the trigger does the rest. */
const REQUEST_MS = 3_000;

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

const theirs = ({ target, reporter }: ReportDocument, me: string): boolean =>
  target.owner === me || reporter?.id === me;

/**
 * Decides about a report and all other open ones of the same thing, once, and does what was decided in the same commit.
 * @throws ApiError 400 for what can't be done about it, 403 about what is one's own, 404, 409 when it is decided already
 */
export async function decide(
  { uid, username }: Caller,
  id: string,
  { action, reason = '', until }: ReportDecision,
  record: RecordWithin,
): Promise<QueuedReport> {
  if (until && Date.parse(until) <= now()) throw invalidField('until', 'Choose a time to come.');
  const by = { id: uid, username };
  const remove_at = new Date(now() + APPEAL_MS).toISOString();
  const decided = await db().runTransaction(async (tx) => {
    const found = (await tx.get(reportDocument(id))).data();
    if (!found) throw notFound();
    if (theirs(found, uid)) throw forbidden('Nobody decides about themselves.');
    if (found.decision) throw new ApiError('conflict', `This was decided already, by ${found.decision.by.username}.`);
    const { target } = found;
    if (!(ACTIONS_FOR[target.kind] as readonly Action[]).includes(action)) {
      throw invalidField('action', `This can’t be done about a ${target.kind}.`);
    }
    const decision = { action, reason, until: until ?? null, by, at: isoNow() };
    const same = reports().where('target.id', '==', target.id).where('status', '==', 'open').limit(TOGETHER);
    const open = (await tx.get(same)).docs.map((doc) => doc.data()).filter((other) => other.id !== id);
    // Nor by way of somebody else's report of the same thing.
    if (open.some((other) => theirs(other, uid))) throw forbidden('Nobody decides about what they have reported.');
    const taken = await doWithin(tx, { ...found, decision: { ...decision, leads: true } });
    for (const one of [found, ...open]) {
      const own = { ...decision, leads: one.id === id };
      const fields = { status: 'decided' as const, decision: own, remove_at, ...(own.leads && takenField(taken)) };
      tx.update(reportDocument(one.id), patchOf(ReportDocument, fields));
    }
    record(tx, {
      action,
      about: found.subject.username,
      owner: target.owner,
      kind: target.kind,
      reports: String(open.length + 1),
      ...(reason && { reason }),
      ...(until && { until }),
    });
    return { ...found, status: 'decided' as const, decision: { ...decision, leads: true } };
  });
  await followDecision(decided, timeFor(REQUEST_MS));
  return decided;
}

/**
 * Decides about an appeal, once, and undoes what was decided where it is reversed.
 * @throws ApiError 403 for who decided first, and about what is one's own, 404, 409 where none is open
 */
export async function decideAppeal(
  { uid, username }: Caller,
  id: string,
  { decision: status, answer }: AppealDecision,
  record: RecordWithin,
): Promise<QueuedReport> {
  const decided = await db().runTransaction(async (tx) => {
    const found = (await tx.get(reportDocument(id))).data();
    if (!found?.decision) throw notFound();
    if (theirs(found, uid)) throw forbidden('Nobody decides about themselves.');
    if (found.decision.by.id === uid) throw forbidden('Another member of staff decides about an appeal.');
    if (!found.appeal) throw new ApiError('conflict', 'Nobody has appealed.');
    if (found.appeal.status !== 'open') {
      throw new ApiError('conflict', `This was decided already, by ${found.appeal.by?.username ?? 'somebody else'}.`);
    }
    if (status === 'reversed') await undoWithin(tx, found);
    const appeal = { ...found.appeal, status, answer, by: { id: uid, username }, decided_at: isoNow() };
    const remove_at = new Date(now() + APPEAL_MS).toISOString();
    tx.update(reportDocument(id), patchOf(ReportDocument, { appeal, remove_at }));
    record(tx, { action: status, about: found.subject.username, owner: found.target.owner, answer });
    return { ...found, appeal };
  });
  if (status === 'reversed') {
    const { decision } = decided;
    // Where the account or its visibility was touched, what others see follows.
    if (decision && decision.action !== 'remove_content') await followDecision(decided, timeFor(REQUEST_MS));
  }
  return decided;
}
