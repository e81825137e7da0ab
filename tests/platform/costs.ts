import type * as routes from '../../functions/src/platform/routes.ts';
import { get } from '../support/api.ts';
import { fixed, type Scenarios } from '../support/costs.ts';

export const costs = {
  health: { ask: () => get('/health'), floor: fixed(0, 0, 0) },
} satisfies Scenarios<typeof routes>;
