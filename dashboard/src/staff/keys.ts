import type { AuditQuery, UsersQuery } from '@api/staff/schema.ts';

/** Where what staff look at lies in the query cache. */
export const staffKeys = {
  queues: ['staff', 'queues'],
  overview: (days: number) => ['staff', 'overview', days],
  people: ['staff', 'people'],
  list: (query: UsersQuery, size: number) => ['staff', 'people', 'list', query, size],
  person: (id: string) => ['staff', 'people', id],
  audit: (query: AuditQuery, size: number) => ['staff', 'audit', query, size],
} as const;
