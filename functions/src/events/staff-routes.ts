import { z } from 'zod';
import { DocumentId } from '../contract/ids.ts';
import { route } from '../http/route.ts';
import * as schema from './schema.ts';
import * as events from './store.ts';

const byId = z.strictObject({ id: DocumentId });

export const lookAtEvent = route({
  method: 'get',
  path: '/admin/events/{id}',
  auth: { staff: 'reports' },
  audit: 'Looked at an event',
  summary: 'Any event, also one for connections',
  params: byId,
  response: [200, schema.Event],
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
  response: [200, schema.Event],
  cost: { reads: 1, writes: 1, trips: 2, rare: { reads: 1, writes: 1, deletes: 100, trips: 2 } },
  handler: ({ params, body }) => events.takeDown(params.id, body.reason),
});
