import { AsyncResource } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { takeRequests } from '../../functions/src/http/admission.ts';
import { createApp } from '../../functions/src/http/app.ts';
import { route } from '../../functions/src/http/route.ts';

// Routes that go wrong in every way, served as `serve.ts` serves the API. Run by `faults.test.ts` in a process of its own.
const Fine = z.object({ ok: z.literal(true) });
const fine = { ok: true as const };
const never = new Promise<typeof fine>(() => {});
// Made at the start, so that what runs in it belongs to no request.
const nobody = new AsyncResource('nobody');

const make = (path: string, handler: () => Promise<typeof fine>) =>
  route({
    method: 'get',
    path,
    auth: 'public',
    summary: path,
    response: [200, Fine],
    cost: { reads: 0, writes: 0, trips: 0 },
    handler,
  });
const fail = (path: string): never => {
  throw new Error(`fault of ${path}`);
};
/** A route that leaves `later` behind, which fails, and then answers `answer`. */
const leaving = (path: string, later: (fault: () => never) => unknown, answer: () => Promise<typeof fine>) =>
  make(path, () => {
    later(() => fail(path));
    return answer();
  });
const unanswered = () => never;
const answered = async () => fine;

export const faulty = createApp([
  make('/fine', answered),
  make('/slow', () => new Promise((resolve) => setTimeout(() => resolve(fine), 200))),
  make('/throws', () => fail('/throws')),
  make('/rejects', async () => fail('/rejects')),
  leaving('/later/timer', (fault) => setTimeout(fault, 20), unanswered),
  leaving('/later/tick', (fault) => process.nextTick(fault), unanswered),
  leaving('/later/stream', (fault) => Readable.from(['one', 'two']).on('data', fault), unanswered),
  leaving('/later/dropped', (fault) => void Promise.resolve().then(fault), unanswered),
  leaving('/after/timer', (fault) => setTimeout(fault, 50), answered),
  leaving('/after/dropped', (fault) => setTimeout(() => void Promise.resolve().then(fault), 50), answered),
  leaving('/nobody', (fault) => nobody.runInAsyncScope(() => setTimeout(fault, 20)), unanswered),
]);

// As `listen()` has it.
subscribe('http.server.request.start', (message) => {
  (message as { server: Server }).server.keepAliveTimeout = 0;
});
takeRequests(faulty);
