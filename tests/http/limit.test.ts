import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError, unavailable } from '../../functions/src/contract/api-error.ts';
import { DAY, HOUR, type Limit } from '../../functions/src/http/limit.ts';
import { route } from '../../functions/src/http/route.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { useApi } from '../support/api.ts';
import { serveRoutes } from '../support/serve.ts';

useApi();

// Windows begin with the clock: it stands at the beginning of one, or a run that crosses the end would count anew.
let restore = () => {};
beforeAll(() => {
  const at = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 12 * 3_600_000 + 100_000;
  restore = setClock(() => at);
});
afterAll(() => restore());

const max = { value: () => 4 };
const guesses: Limit = { name: 'guesses', by: 'address', seconds: HOUR, max, counts: 'failures', shared: true };
const requests: Limit = { name: 'requests', by: 'address', seconds: DAY, max, counts: 'successes', shared: true };
const every: Limit<{ to: string }> = {
  name: 'every',
  by: ({ to }) => to,
  seconds: HOUR,
  max,
  counts: 'every',
  shared: false,
};

const act = { method: 'post', auth: 'public', response: [204, null], cost: { reads: 0, writes: 0, trips: 0 } } as const;
const body = z.strictObject({ to: z.string() });
const outcomes: (Error | null)[] = [];
const work = async () => {
  const outcome = outcomes.shift();
  if (outcome) throw outcome;
};
const url = serveRoutes([
  route({ ...act, path: '/forgets', summary: 'Forgets to guard', limits: [guesses], handler: async () => {} }),
  route({ ...act, path: '/guess', summary: 'Guards', limits: [guesses], handler: ({ attempt }) => attempt(work) }),
  route({ ...act, path: '/request', summary: 'Asks', body, limits: [requests, every], handler: work }),
]);
const post = async (path: string, to?: string) => {
  const response = await fetch(`${url()}${path}`, {
    method: 'POST',
    ...(to !== undefined && { body: JSON.stringify({ to }), headers: { 'Content-Type': 'application/json' } }),
  });
  return { status: response.status, limits: response.headers.get('ratelimit'), text: await response.text() };
};
const refused = () => new ApiError('conflict', 'No.');

it('a handler that guards nothing, though its route counts failures, is a fault', async () => {
  expect((await post('/forgets')).status).toBe(500);
});

it('failures use it up, and faults of ours and successes don’t', async () => {
  outcomes.push(...Array(6).fill(unavailable()), ...Array(6).fill(null), refused(), refused());
  const statuses: number[] = [];
  for (let i = 0; i < 15; i++) statuses.push((await post('/guess')).status);
  // Half of the window may be taken up by successes.
  expect(statuses).toEqual([...Array(6).fill(503), ...Array(6).fill(204), 409, 409, 429]);
});

it('successes use it up, and refusals don’t; what refuses by another limit uses up nothing', async () => {
  outcomes.push(...Array(6).fill(refused()));
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push((await post('/request', `to_${i}`)).status);
  expect(statuses).toEqual(Array(6).fill(409));
  for (let i = 0; i < 2; i++) expect((await post('/request', 'somebody')).status).toBe(204);
  outcomes.push(refused(), refused());
  for (let i = 0; i < 2; i++) expect((await post('/request', 'somebody')).status).toBe(409);
  // Four times the same: their limit is used up, and the caller's isn't touched by it.
  for (let i = 0; i < 3; i++) expect((await post('/request', 'somebody')).status).toBe(429);
  const third = await post('/request', 'another');
  expect(third.status).toBe(204);
  expect(third.limits).toMatch(/^"requests";r=1;t=\d+, "every";r=3;t=\d+, "anonymous";r=\d+;t=\d+$/);
  expect((await post('/request', 'another')).status).toBe(204);
  const last = await post('/request', 'a third');
  expect(last.status).toBe(429);
  expect(last.limits).toMatch(/^"requests";r=0;/);
  expect(last.text).toMatch(/"detail":"Request was throttled. Expected available in \d+ seconds."/);
});
