import { setTimeout as pause } from 'node:timers/promises';

/** How often it is asked again. */
const TRIES = 5;

/** Asks the suite's API, and again where it says that it is busy, and when to come back: so do the clients. */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let left = TRIES; ; left--) {
    const response = await ask();
    const seconds = Number(response.headers.get('retry-after'));
    if (response.status !== 503 || seconds === 0 || left === 0) return response;
    await pause(seconds * 1000);
  }
}
