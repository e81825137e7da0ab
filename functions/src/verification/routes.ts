import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { perItem, route } from '../http/route.ts';
import { inBody, takeUpload } from '../store/incoming.ts';
import { UPLOADS_A_PERSON } from '../users/limits.ts';
import * as review from './review.ts';
import * as schema from './schema.ts';
import * as verification from './store.ts';

const byId = z.strictObject({ id: DocumentId });

export const requestVerification = route({
  method: 'post',
  path: '/users/verify',
  auth: 'user',
  summary: 'Ask to be verified, with a document that proves it',
  description:
    'As multipart/form-data, or as JSON naming a file that the SDK has uploaded. One open request a type, five in 30 days; after a rejection one may try again.',
  upload: { kind: 'document', fields: schema.NewVerification },
  // Pictures are decoded one after the other.
  seconds: 45,
  body: schema.NewVerificationByPath,
  response: [201, schema.Verification],
  limits: UPLOADS_A_PERSON,
  refuses: ['not_found', 'conflict'],
  cost: { reads: 2, writes: 2, trips: 2 },
  handler: async ({ user, body, file, fields }) => {
    if (file) return verification.submit(user.uid, fields.doc_type, inBody(file.data));
    const { path, doc_type } = body;
    return takeUpload(user.uid, 'document', path, (upload) => verification.submit(user.uid, doc_type, upload));
  },
});

export const listVerifications = route({
  method: 'get',
  path: '/users/verify',
  auth: 'user',
  summary: 'My requests to be verified, newest first',
  response: [200, z.array(schema.Verification)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, page }) => verification.listOwn(user.uid, page),
});

export const listQueue = route({
  method: 'get',
  path: '/admin/verifications',
  auth: { staff: 'verifications' },
  audit: 'Looked through requests to be verified',
  summary: 'Requests to be verified: those that wait, oldest first',
  query: schema.QueueQuery,
  response: [200, z.array(schema.QueuedVerification)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ query, page }) => review.queue(query, page),
});

export const getVerification = route({
  method: 'get',
  path: '/admin/verifications/{id}',
  auth: { staff: 'verifications' },
  audit: 'Looked at a request to be verified',
  summary: 'A request to be verified, and the profile of whoever asks',
  params: byId,
  response: [200, schema.ReviewedVerification],
  cost: { reads: ({ others }) => others.length + 3, writes: 0, trips: 2 },
  handler: ({ params }) => review.look(params.id),
});

export const openVerificationFile = route({
  method: 'get',
  path: '/admin/verifications/{id}/file',
  auth: { staff: 'verifications' },
  audit: 'Opened the file of a request to be verified',
  summary: 'The file of a request; whoever sent it in sees that it was opened',
  params: byId,
  response: [200, { file: 'application/octet-stream' }],
  cost: { reads: 1, writes: 1, trips: 2 },
  handler: ({ params }) => review.openPaper(params.id),
});

export const decideVerification = route({
  method: 'post',
  path: '/admin/verifications/{id}/decision',
  auth: { staff: 'verifications' },
  audit: 'Decided about a request to be verified',
  records: true,
  summary: 'Approve a request to be verified, or reject it with a reason',
  description: 'An approval names what it approves; where that has changed meanwhile, 409 tells the new name.',
  params: byId,
  body: schema.Decision,
  response: [200, schema.QueuedVerification],
  refuses: ['conflict'],
  cost: { reads: 1, writes: 3, trips: 2 },
  handler: ({ user, params, body, record }) =>
    review.decide(user, params.id, body, record, 'POST /admin/verifications/{id}/decision'),
});
