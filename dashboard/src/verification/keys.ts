import type { QueueQuery } from '@api/verification/schema.ts';

/** Where requests to be verified lie in the query cache: one's own, and below `staff` those of others. */
export const verificationKeys = {
  own: ['verification', 'own'],
  staff: ['verification', 'staff'],
  queues: ['verification', 'staff', 'queue'],
  queue: (query: QueueQuery) => ['verification', 'staff', 'queue', query],
  line: (query: QueueQuery) => ['verification', 'staff', 'queue', 'line', query],
  case: (id: string) => ['verification', 'staff', 'case', id],
  file: (id: string) => ['verification', 'staff', 'file', id],
} as const;
