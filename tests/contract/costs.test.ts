import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { api } from '../../functions/src/routes.ts';
import type { Cost } from '../../functions/src/store/meter.ts';
import { costs as account } from '../account/costs.ts';
import { costs as chat } from '../chat/costs.ts';
import { costs as connections } from '../connections/costs.ts';
import { costs as events } from '../events/costs.ts';
import { costs as moderation } from '../moderation/costs.ts';
import { costs as notifications } from '../notifications/costs.ts';
import { costs as platform } from '../platform/costs.ts';
import { costs as reports } from '../reports/costs.ts';
import { costs as search } from '../search/costs.ts';
import { costs as staff } from '../staff/costs.ts';
import { costs as stories } from '../stories/costs.ts';
import { budgetOf, useApi } from '../support/api.ts';
import { type CostWorld, makeCostWorld, type Scenarios } from '../support/costs.ts';
import { costs as users } from '../users/costs.ts';
import { costs as verification } from '../verification/costs.ts';

useApi();

/** A route without its scenario doesn't compile. */
const SCENARIOS: Scenarios<typeof api> = {
  ...platform,
  ...users,
  ...account,
  ...verification,
  ...search,
  ...connections,
  ...moderation,
  ...events,
  ...notifications,
  ...stories,
  ...reports,
  ...staff,
  ...chat,
};

let world: CostWorld;
beforeAll(async () => {
  world = await makeCostWorld();
});

const rows: { route: string; measured: Cost; budget: Cost; floor: [number, number, number] }[] = [];
afterAll(() => {
  mkdirSync('.emulators', { recursive: true });
  writeFileSync('.emulators/costs.json', JSON.stringify(rows, null, 1));
});

it.each(Object.keys(SCENARIOS) as (keyof typeof api)[])('%s keeps to its budget', async (name) => {
  const { ask, floor } = SCENARIOS[name];
  const reply = await ask(world);
  expect(reply.status, JSON.stringify(reply.body)).toBe(api[name].response[0]);
  const route = api[name] as never;
  const budget = budgetOf(route, reply.body, false);
  for (const unit of ['reads', 'writes', 'deletes', 'trips'] as const)
    expect(reply.cost[unit], unit).toBeLessThanOrEqual(budget[unit]);
  rows.push({
    route: `${api[name].method.toUpperCase()} ${api[name].path}`,
    measured: reply.cost,
    budget,
    floor: floor(reply.body as never),
  });
});
