import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { ApiError, forbidden, invalidField, notFound } from '../contract/api-error.ts';
import { db } from '../firebase.ts';
import type { RecordWithin } from '../http/audit.ts';
import type { Caller } from '../http/auth.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { timeFor } from '../runtime/time-left.ts';
import { patchOf } from '../store/converter.ts';
import { reportDocument, reports } from './documents.ts';
import { doWithin, followDecision, takenField, undoWithin } from './effects.ts';
import { ACTIONS_FOR, APPEAL_MS } from './policy.ts';
import { type Action, type AppealDecision, type QueuedReport, type ReportDecision, ReportDocument } from './schema.ts';
import { decidedTogether, TOGETHER } from './standing.ts';

/** How long a request may take for what others see of somebody; the trigger does the rest. */
const REQUEST_MS = 3_000;

const follow = (id: string): Promise<void> => followDecision(id, timeFor(REQUEST_MS));
const removalTime = (): string => new Date(now() + APPEAL_MS).toISOString();
const decidedAlready = (by: { username: string } | null | undefined): ApiError =>
  new ApiError('conflict', `This was decided already, by ${by?.username ?? 'somebody who has left'}.`);

const isPartOf = ({ target, reporter }: ReportDocument, me: string): boolean =>
  target.owner === me || reporter?.id === me;

/** Nor by way of somebody else's report of the same thing. @throws ApiError 403 */
function expectApart(all: readonly ReportDocument[], first: ReportDocument, me: string): void {
  if (isPartOf(first, me)) throw forbidden('Nobody decides about themselves.');
  if (all.some((other) => isPartOf(other, me))) throw forbidden('Nobody decides about what they have reported.');
}

/**
 * Decides about a report and all other open ones of the same thing, once, and does what was decided in the same commit.
 * @throws ApiError 400 for what can't be done about it, 403 about what is one's own, and to suspend staff without the
 *   permission `users`, 404, 409 when it is decided already
 */
export async function decide(
  me: Caller,
  id: string,
  { action, reason = '', until }: ReportDecision,
  record: RecordWithin,
): Promise<QueuedReport> {
  if (until && Date.parse(until) <= now()) throw invalidField('until', 'Choose a time to come.');
  const { uid, username } = me;
  const by = { id: uid, username };
  const decided = await db().runTransaction(async (tx) => {
    const found = (await tx.get(reportDocument(id))).data();
    if (!found) throw notFound();
    expectApart([], found, uid);
    if (found.decision) throw decidedAlready(found.decision.by);
    const { target } = found;
    if (!(ACTIONS_FOR[target.kind] as readonly Action[]).includes(action)) {
      throw invalidField('action', `This can’t be done about a ${target.kind}.`);
    }
    const decision = { action, reason, until: until ?? null, by, at: isoNow(), leads: true };
    const same = reports().where('target.id', '==', target.id).where('status', '==', 'open').limit(TOGETHER);
    const open = (await tx.get(same)).docs.map((doc) => doc.data()).filter((other) => other.id !== id);
    expectApart(open, found, uid);
    const taken = await doWithin(tx, me, { ...found, decision });
    for (const one of [found, ...open]) {
      const leads = one.id === id;
      const fields = { status: 'decided' as const, decision: { ...decision, leads }, remove_at: removalTime() };
      tx.update(reportDocument(one.id), patchOf(ReportDocument, { ...fields, ...(leads && takenField(taken)) }));
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
    return { ...found, status: 'decided' as const, decision };
  });
  await follow(id);
  return decided;
}

/** What is told of an appeal together with the reversal. */
type Answered = Pick<ReportDocument, 'appeal'> | Record<string, never>;

/**
 * Undoes a decision within a transaction: what it did, as far as nothing else keeps it so, and for all reports that were
 * decided by it. It reads, so it comes before the first write.
 * @returns the report as it is then
 */
async function undo(
  tx: Transaction,
  me: Caller,
  lead: ReportDocument,
  together: readonly ReportDocument[],
  reason: string,
  answered: Answered,
): Promise<ReportDocument> {
  const reversal = { reason, by: { id: me.uid, username: me.username }, at: isoNow() };
  await undoWithin(tx, lead);
  for (const one of together) {
    const more = one.id === lead.id ? answered : {};
    tx.update(reportDocument(one.id), patchOf(ReportDocument, { reversal, remove_at: removalTime(), ...more }));
  }
  return { ...lead, ...answered, reversal };
}

/**
 * Decides about an appeal, once, and undoes what was decided where it is reversed.
 * @throws ApiError 403 for who decided first, and about what is one's own, 404, 409 where none is open
 */
export async function decideAppeal(
  me: Caller,
  id: string,
  { decision: status, answer }: AppealDecision,
  record: RecordWithin,
): Promise<QueuedReport> {
  const { uid, username } = me;
  const decided = await db().runTransaction(async (tx) => {
    const found = (await tx.get(reportDocument(id))).data();
    if (!found?.decision) throw notFound();
    const together = await decidedTogether(tx, found, found.decision.at);
    expectApart(together, found, uid);
    if (found.decision.by?.id === uid) throw forbidden('Another member of staff decides about an appeal.');
    if (!found.appeal) throw new ApiError('conflict', 'Nobody has appealed.');
    if (found.appeal.status !== 'open') throw decidedAlready(found.appeal.by);
    const appeal = { ...found.appeal, status, answer, by: { id: uid, username }, decided_at: isoNow() };
    const reversed = status === 'reversed' ? await undo(tx, me, found, together, answer, { appeal }) : null;
    if (!reversed) tx.update(reportDocument(id), patchOf(ReportDocument, { appeal, remove_at: removalTime() }));
    record(tx, { action: status, about: found.subject.username, owner: found.target.owner, answer });
    return reversed ?? { ...found, appeal };
  });
  if (status === 'reversed') await follow(id);
  return decided;
}

/** Opens reports again that were dismissed: nothing was done that could be undone, so they wait for another decision. */
function reopen(tx: Transaction, together: readonly ReportDocument[], found: ReportDocument): ReportDocument {
  const open = { status: 'open', decision: null, remove_at: null } as const;
  for (const { id } of together) {
    tx.update(reportDocument(id), patchOf(ReportDocument, { ...open, taken: FieldValue.delete() }));
  }
  return { ...found, ...open };
}

/**
 * Undoes a decision, whether or not somebody objects; a dismissed report waits again. What was decided along with it is undone,
 * too. An appeal that waits is answered by it.
 * @throws ApiError 403 for who decided, and about what is one's own, 404, 409 where nothing is decided, or it is undone
 */
export async function reverse(me: Caller, id: string, reason: string, record: RecordWithin): Promise<QueuedReport> {
  const { uid, username } = me;
  const { report, lead } = await db().runTransaction(async (tx) => {
    const found = (await tx.get(reportDocument(id))).data();
    if (!found) throw notFound();
    if (!found.decision) throw new ApiError('conflict', 'Nothing is decided about this yet.');
    const together = await decidedTogether(tx, found, found.decision.at);
    expectApart(together, found, uid);
    if (found.decision.by?.id === uid) throw forbidden('Another member of staff undoes a decision.');
    if (found.reversal) throw decidedAlready(found.reversal.by);
    const { action } = found.decision;
    const details = {
      action: 'reversed',
      decision: action,
      about: found.subject.username,
      owner: found.target.owner,
      reason,
    };
    if (action === 'dismiss') {
      record(tx, details);
      return { report: reopen(tx, together, found), lead: null };
    }
    const lead = together.find(({ decision }) => decision?.leads) ?? found;
    const isOpen = lead.appeal?.status === 'open';
    const by = { id: uid, username };
    const appeal = { ...lead.appeal, status: 'reversed', answer: reason, by, decided_at: isoNow() };
    const undone = await undo(
      tx,
      me,
      lead,
      together,
      reason,
      isOpen ? { appeal: appeal as ReportDocument['appeal'] } : {},
    );
    record(tx, details);
    return { report: { ...found, ...(found.id === lead.id && undone), reversal: undone.reversal }, lead: lead.id };
  });
  if (lead !== null) await follow(lead);
  return report;
}
