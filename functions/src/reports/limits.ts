import { params } from '../config.ts';
import { DAY, type Limit } from '../http/limit.ts';

/** Reports: each takes the time of a person. */
export const REPORTS: readonly Limit[] = [
  { name: 'reports', by: 'person', seconds: DAY, max: params.reportsPerDay, counts: 'successes', shared: true },
];
