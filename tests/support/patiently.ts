import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';

/** How often it is asked again. */
const TRIES = 5;

/**
 * Asks the suite's API, and again where it says that it is busy, and when to come back: so do the clients. What is sent
 * with a key is done once, also where the API was too slow to say that it was.
 */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let left = TRIES; ; left--) {
    const response = await ask();
    const seconds = Number(response.headers.get('retry-after'));
    if (![409, 503].includes(response.status) || seconds === 0 || left === 0) return response;
    await pause(seconds * 1000);
  }
}

/** The same of the suite that all tests share, as who sends `headers`; each thing to do has a key of its own. */
export function askSuite(path: string, { headers, ...request }: RequestInit): Promise<Response> {
  const key = request.method === 'POST' && { 'Idempotency-Key': randomUUID() };
  const asked = { ...request, headers: { ...headers, ...key } as Record<string, string> };
  return patiently(() => fetch(`${inject('suite').url}/api/v1${path}`, asked));
}
