import { z } from 'zod';
import { Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import { exportLog, readLog } from './log.ts';
import { exportDays, overview } from './overview.ts';
import { listPeople, lookAtPerson } from './people.ts';
import { queuesOf } from './queues.ts';
import * as schema from './schema.ts';
import * as users from './users.ts';

const byId = z.strictObject({ id: Uid });

export const changeUser = route({
  method: 'patch',
  path: '/admin/users/{id}',
  auth: { staff: 'users' },
  audit: 'Changed what somebody may do',
  records: true,
  summary: 'Suspend somebody, restore them, or change their role, sessions or rights as staff',
  description:
    'One thing at a time. A suspension holds at once, in the API and in the rules: the person is told why and until when at login, and nobody finds them or what they made meanwhile. It ends by itself.',
  params: byId,
  body: schema.UserChange,
  response: [200, schema.ManagedUser],
  refuses: ['conflict'],
  // Documents, claims and revocation; and, where somebody is suspended or restored, what they made, as far as time allows.
  cost: { reads: 23, writes: 5, trips: 16, rare: { reads: 6000, writes: 4000, deletes: 2000, trips: 6000 } },
  handler: ({ user, params, body, record }) => users.changeUser(user, params.id, body, record),
});

export const getOverview = route({
  method: 'get',
  path: '/admin/overview',
  auth: { staff: 'overview' },
  audit: 'Looked at the overview',
  summary: 'How Infloo is doing: people, what they do, and what waits for staff',
  query: schema.OverviewQuery,
  response: [200, schema.Overview],
  // A read a day, and for each queue its count and its oldest; what is counted costs a read a thousand.
  // Of those who came last some may be hidden.
  cost: { reads: ({ days, recent }) => days.length + recent.length + 19, writes: 0, trips: 1 },
  handler: ({ query }) => overview(query.days),
});

export const exportOverview = route({
  method: 'get',
  path: '/admin/overview.csv',
  auth: { staff: 'overview' },
  audit: 'Saved the overview as a file',
  summary: 'The days of the overview as a file for spreadsheets',
  query: schema.OverviewQuery,
  response: [200, { file: 'text/csv' }],
  cost: { reads: 365, writes: 0, trips: 1 },
  handler: async ({ query }) => ({
    data: await exportDays(query.days),
    type: 'text/csv',
    filename: 'infloo-overview.csv',
  }),
});

export const getQueues = route({
  method: 'get',
  path: '/staff/queues',
  // Whoever is staff sees what waits for them. Numbers tell of nobody, so looking at them isn't entered into the log.
  auth: 'user',
  summary: 'How much waits in the queues that one may work on, and since when',
  response: [200, schema.OwnQueues],
  refuses: ['permission_denied'],
  // For each queue its count, which costs a read a thousand, and its oldest.
  cost: { reads: 9, writes: 0, trips: 1 },
  handler: ({ user }) => queuesOf(user.staff),
});

export const listUsers = route({
  method: 'get',
  path: '/admin/users',
  auth: { staff: 'users' },
  audit: 'Looked through people',
  summary: 'Everybody, also who isn’t to be found, the newest first',
  query: schema.UsersQuery,
  response: [200, z.array(schema.ListedUser)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ query, page }) => listPeople(query, page),
});

export const lookAtUser = route({
  method: 'get',
  path: '/admin/users/{id}',
  auth: { staff: 'users' },
  audit: 'Looked at somebody',
  summary: 'Somebody with their history: reports, decisions, sign-ins',
  params: byId,
  response: [200, schema.ReviewedUser],
  cost: { reads: ({ reports, log }) => reports.length + log.length + 5, writes: 0, trips: 1 },
  handler: ({ user, params }) => lookAtPerson(user.uid, params.id),
});

export const listAudit = route({
  method: 'get',
  path: '/admin/audit',
  auth: { staff: 'audit' },
  audit: 'Read the audit log',
  summary: 'What staff did and looked at, the latest first',
  description:
    'For several words the latest thousand entries are looked through that have the longest of them: a page may then be short, or empty, and still have a next one.',
  query: schema.AuditQuery,
  response: [200, z.array(schema.ReadEntry)],
  paged: true,
  // For several words those are read that have one of them.
  cost: { reads: perItem, writes: 0, trips: 1, rare: { reads: 1_000, writes: 0, trips: 10 } },
  handler: ({ query, page }) => readLog(query, page),
});

export const exportAudit = route({
  method: 'get',
  path: '/admin/audit.csv',
  auth: { staff: 'audit' },
  audit: 'Saved the audit log as a file',
  summary: 'The same as a file for spreadsheets',
  description: `As far as they are among the latest ${LIMITS.audit_file}; where there are more, the last row says from when on.`,
  query: schema.AuditQuery,
  response: [200, { file: 'text/csv' }],
  cost: { reads: LIMITS.audit_file, writes: 0, trips: 1 },
  handler: async ({ query }) => ({ data: await exportLog(query), type: 'text/csv', filename: 'infloo-audit.csv' }),
});
