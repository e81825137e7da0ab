import { params } from '../config.ts';
import { DAY, type Limit } from '../http/limit.ts';

/** A copy reads everything that Infloo holds of somebody. */
export const EXPORTS: readonly Limit[] = [
  { name: 'exports', by: 'person', seconds: DAY, max: params.exportsPerDay, counts: 'successes', shared: true },
];
