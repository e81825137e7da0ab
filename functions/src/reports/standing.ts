import type { Transaction } from 'firebase-admin/firestore';
import { storedTime } from '../store/converter.ts';
import { reports } from './documents.ts';
import { isStanding } from './policy.ts';
import type { Action, ReportDocument } from './schema.ts';

// What holds of a thing follows from all decisions about it that stand. Each of these reads, so it comes before the first
// write of a transaction.

/** Reports of one thing that are decided together. */
export const TOGETHER = 50;
/** Decisions of one kind about one thing that are looked at. */
const MOST = 100;

/**
 * Index: none beside those that each field has.
 * @param except the report of the one that is being undone
 * @returns the decisions of one kind about a thing that stand, earliest first
 */
export async function decisionsStanding(
  tx: Transaction,
  target: string,
  action: Action,
  except?: string,
): Promise<ReportDocument[]> {
  const about = reports()
    .where('target.id', '==', target)
    .where('decision.leads', '==', true)
    .where('decision.action', '==', action);
  const found = (await tx.get(about.limit(MOST))).docs.map((doc) => doc.data());
  return found
    .filter((report) => report.id !== except && isStanding(report))
    .sort((a, b) => (a.decision?.at ?? '').localeCompare(b.decision?.at ?? ''));
}

/** Index: none beside those that each field has. @returns all reports that were decided together with this one, and itself */
export async function decidedTogether(
  tx: Transaction,
  { target }: ReportDocument,
  decidedAt: string,
): Promise<ReportDocument[]> {
  const same = reports().where('target.id', '==', target.id).where('decision.at', '==', storedTime(decidedAt));
  // The one that leads, and those that were decided along.
  return (await tx.get(same.limit(TOGETHER + 1))).docs.map((doc) => doc.data());
}
