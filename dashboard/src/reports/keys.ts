import type { ReportsQuery } from '@api/reports/schema.ts';

/** Where reports lie in the query cache: one's own, what was decided about oneself, and below `staff` those of others. */
export const reportKeys = {
  own: ['reports', 'own'],
  decisions: ['reports', 'decisions'],
  staff: ['reports', 'staff'],
  queue: (query: ReportsQuery) => ['reports', 'staff', 'queue', query],
  case: (id: string) => ['reports', 'staff', 'case', id],
} as const;
