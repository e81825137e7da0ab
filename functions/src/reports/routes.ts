import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { perItem, route } from '../http/route.ts';
import * as decisions from './decide.ts';
import { REPORTS } from './limits.ts';
import * as review from './review.ts';
import * as schema from './schema.ts';
import * as reports from './store.ts';

const byId = z.strictObject({ id: DocumentId });

export const createReport = route({
  method: 'post',
  path: '/reports',
  auth: 'user',
  summary: 'Report a person, a story, an event or a message',
  description:
    'What it looks like now is kept with the report, also where it is deleted later. Nobody learns who has reported them. One open report of one thing; a notification tells the outcome.',
  body: schema.NewReport,
  response: [201, schema.OwnReport],
  limits: REPORTS,
  refuses: ['not_found', 'conflict'],
  cost: { reads: 7, writes: 1, trips: 6 },
  handler: ({ user, body }) => reports.report(user.uid, body),
});

export const listOwnReports = route({
  method: 'get',
  path: '/reports/mine',
  auth: 'user',
  summary: 'What I have reported, and what became of it, newest first',
  response: [200, z.array(schema.OwnReport)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, page }) => reports.listOwn(user.uid, page),
});

export const listDecisionsAboutMe = route({
  method: 'get',
  path: '/reports/decisions',
  auth: 'user',
  evenFor: ['suspended'],
  summary: 'What staff have decided about me or what I made, newest first',
  response: [200, z.array(schema.DecisionAboutMe)],
  paged: true,
  // Those from which nothing followed are read, and not told.
  cost: { reads: perItem, writes: 0, trips: 1, rare: { reads: 100, writes: 0, trips: 1 } },
  handler: ({ user, page }) => reports.decisionsAbout(user.uid, page),
});

export const appealDecision = route({
  method: 'post',
  path: '/reports/{id}/appeal',
  auth: 'user',
  evenFor: ['suspended'],
  summary: 'Object to a decision about me, once, within 30 days',
  description: 'Another member of staff decides.',
  params: byId,
  body: schema.NewAppeal,
  response: [200, schema.DecisionAboutMe],
  refuses: ['conflict'],
  cost: { reads: 1, writes: 1, trips: 2 },
  handler: ({ user, params, body }) => reports.appeal(user.uid, params.id, body.text),
});

export const listReports = route({
  method: 'get',
  path: '/admin/reports',
  auth: { staff: 'reports' },
  audit: 'Looked through reports',
  summary: 'Reports: those that wait, oldest first',
  query: schema.ReportsQuery,
  response: [200, z.array(schema.QueuedReport)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, query, page }) => review.queue(user.uid, query, page),
});

export const getReport = route({
  method: 'get',
  path: '/admin/reports/{id}',
  auth: { staff: 'reports' },
  audit: 'Looked at a report',
  summary: 'A report with what was kept, and what else was reported of the same person',
  params: byId,
  response: [200, schema.ReviewedReport],
  cost: { reads: ({ others }) => others.length + 3, writes: 0, trips: 2 },
  handler: ({ user, params }) => review.look(user.uid, params.id),
});

export const decideReport = route({
  method: 'post',
  path: '/admin/reports/{id}/decision',
  auth: { staff: 'reports' },
  audit: 'Decided about a report',
  records: true,
  summary: 'Dismiss a report, warn, hide or remove what was reported, or suspend whose it is',
  description:
    'Other open reports of the same thing are decided along. Nothing is decided twice; another member of staff can undo it. To suspend a member of staff, the permission `users` is needed, too. Of several suspensions the one that ends last holds.',
  params: byId,
  body: schema.ReportDecision,
  response: [200, schema.QueuedReport],
  refuses: ['conflict'],
  cost: {
    reads: 20,
    writes: 8,
    trips: 16,
    rare: { reads: 6000, writes: 4000, deletes: 2000, trips: 6000 },
  },
  handler: ({ user, params, body, record }) => decisions.decide(user, params.id, body, record),
});

export const decideAppeal = route({
  method: 'post',
  path: '/admin/reports/{id}/appeal',
  auth: { staff: 'reports' },
  audit: 'Decided about an appeal',
  records: true,
  summary: 'Uphold a decision that somebody objects to, or undo it',
  description: 'What else was decided about the same thing still holds.',
  params: byId,
  body: schema.AppealDecision,
  response: [200, schema.QueuedReport],
  refuses: ['conflict'],
  cost: { reads: 18, writes: 6, trips: 14, rare: { reads: 6000, writes: 4000, deletes: 2000, trips: 6000 } },
  handler: ({ user, params, body, record }) => decisions.decideAppeal(user, params.id, body, record),
});

export const reverseDecision = route({
  method: 'post',
  path: '/admin/reports/{id}/reversal',
  auth: { staff: 'reports' },
  audit: 'Undid a decision about a report',
  records: true,
  summary: 'Undo a decision, also where nobody objects',
  description:
    'For another member of staff than who decided. Whoever reported it and whom it is about are told. What else was decided about the same thing still holds; a report that was dismissed waits again. What was removed of a story or a message is gone, and a picture after 30 days.',
  params: byId,
  body: schema.Reversal,
  response: [200, schema.QueuedReport],
  refuses: ['conflict'],
  cost: { reads: 20, writes: 8, trips: 16, rare: { reads: 6000, writes: 4000, deletes: 2000, trips: 6000 } },
  handler: ({ user, params, body, record }) => decisions.reverse(user, params.id, body.reason, record),
});
