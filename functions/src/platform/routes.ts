import { z } from 'zod';
import { route } from '../http/route.ts';

export const health = route({
  method: 'get',
  path: '/health',
  auth: 'public',
  summary: 'Whether the API answers; touches no data',
  response: [200, z.object({ status: z.literal('ok') }).meta({ id: 'Health' })],
  cost: { reads: 0, writes: 0, trips: 0 },
  handler: async () => ({ status: 'ok' as const }),
});
