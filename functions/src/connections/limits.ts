import { params } from '../config.ts';
import { DAY, type Limit } from '../http/limit.ts';

/** Requests to connect: each alerts somebody. A refused one alerts nobody, and uses up nothing. */
export const REQUESTS: readonly Limit[] = [
  { name: 'requests', by: 'person', seconds: DAY, max: params.requestsPerDay, counts: 'successes', shared: true },
];
