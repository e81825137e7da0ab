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
  summary: 'Take an event down, for a reason',
  description:
    'Nobody but its host finds it from then on. The host is told the reason, those in it that it is cancelled.',
  params: byId,
  body: schema.TakeDown,
  response: [200, schema.ReviewedEvent],
  cost: { reads: 1, writes: 1, trips: 2, rare: { reads: 1, writes: 1, deletes: 100, trips: 2 } },
  handler: ({ params, body }) => events.takeDown(params.id, body.reason),
});
