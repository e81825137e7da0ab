import type { Query } from 'firebase-admin/firestore';
import { forbidden } from '../contract/api-error.ts';
import type { StaffPermission } from '../contract/roles.ts';
import { reports } from '../reports/documents.ts';
import { sideBySide } from '../store/meter.ts';
import { verifications } from '../verification/documents.ts';
import type { OwnQueues, Queues, Waiting } from './schema.ts';

/** How much waits in a queue, and since when: a read a thousand, and one for the oldest. */
async function waitingIn(query: Query, since: string): Promise<Waiting> {
  const [count, first] = await sideBySide([
    async () => (await query.count().get()).data().count,
    async () => (await query.orderBy(since).limit(1).get()).docs[0]?.get(since) as { toDate(): Date } | undefined,
  ]);
  return { waiting: count, oldest: first?.toDate().toISOString() ?? null };
}

const inVerifications = () => waitingIn(verifications().where('status', '==', 'pending'), 'submitted_at');
const inReports = () => waitingIn(reports().where('status', '==', 'open'), 'created_at');
const inAppeals = () => waitingIn(reports().where('appeal.status', '==', 'open'), 'appeal.at');

/** All queues of staff, as they are. */
export async function allQueues(): Promise<Queues> {
  const [pending, open, appeals] = await sideBySide([inVerifications, inReports, inAppeals]);
  return { verifications: pending, reports: open, appeals };
}

/** The queues that somebody may work on. @throws ApiError 403 for whoever isn't staff */
export async function queuesOf(permissions: readonly StaffPermission[]): Promise<OwnQueues> {
  if (permissions.length === 0) throw forbidden();
  const ifMay = (permission: StaffPermission, ask: () => Promise<Waiting>) => async () =>
    permissions.includes(permission) ? ask() : null;
  const [pending, open, appeals] = await sideBySide([
    ifMay('verifications', inVerifications),
    ifMay('reports', inReports),
    ifMay('reports', inAppeals),
  ]);
  return { verifications: pending, reports: open, appeals };
}
