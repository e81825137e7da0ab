import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { perItem, route } from '../http/route.ts';
import * as events from './ending.ts';
import * as schema from './schema.ts';

const byId = z.strictObject({ id: DocumentId });

export const reviewEvents = route({
  method: 'get',
  path: '/admin/events',
  auth: { staff: 'reports' },
  audit: 'Looked through events',
  summary: 'All events, also those for connections, cancelled or taken down; the newest first',
  query: schema.ReviewQuery,
  response: [200, z.array(schema.ReviewedEvent)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ query, page }) => events.review(query, page),
});

export const lookAtEvent = route({
  method: 'get',
  path: '/admin/events/{id}',
  auth: { staff: 'reports' },
  audit: 'Looked at an event',
  summary: 'Any event, also one for connections',
  params: byId,
  response: [200, schema.ReviewedEvent],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ params }) => events.look(params.id),
});

export const takeEventDown = route({
  method: 'post',
  path: '/admin/events/{id}/cancel',
  auth: { staff: 'reports' },
  audit: 'Took an event down',
  records: true,
  summary: 'Take an event down, for a reason',
  description:
    'Nobody but its host finds it from then on. The host is told the reason, those in it that it is cancelled.',
  params: byId,
  body: schema.TakeDown,
  response: [200, schema.ReviewedEvent],
  cost: { reads: 1, writes: 1, trips: 2, rare: { reads: 1, writes: 1, deletes: 100, trips: 2 } },
  handler: ({ user, params, body, record }) => events.takeDown(user.uid, params.id, body.reason, record),
});

export const putEventBack = route({
  method: 'post',
  path: '/admin/events/{id}/restore',
  auth: { staff: 'reports' },
  audit: 'Put an event back',
  records: true,
  summary: 'Undo that an event was taken down',
  description:
    'It is there again for its host, those in it and its audience; one that its host had cancelled stays cancelled. What a decision about a report has taken down comes back with that decision.',
  params: byId,
  response: [200, schema.ReviewedEvent],
  refuses: ['conflict'],
  // One for connections is shown to them anew; seats that became free meanwhile go to those who wait.
  cost: { reads: 2, writes: 1, trips: 3, rare: { reads: 20_000, writes: 20_000, trips: 500 } },
  handler: ({ user, params, record }) => events.putBack(user.uid, params.id, record),
});
