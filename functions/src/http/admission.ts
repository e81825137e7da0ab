import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { logger } from 'firebase-functions';
import { ApiError, unavailable } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import { problemOf } from './errors.ts';

/** What all bodies that are being received or worked on may hold of the instance's memory. */
const BUDGET = 384 * 1024 * 1024;

let held = 0;
const watched = new WeakSet<Server>();

/** What the runtime will keep in memory of a request. One that doesn't say how long it is may be as long as any. */
function weightOf({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return LIMITS.request;
  const length = Number(headers['content-length'] ?? 0);
  return Number.isFinite(length) && length >= 0 ? length : LIMITS.request;
}

function refusalOf(req: IncomingMessage, weight: number): ApiError | null {
  if (req.headers['content-length'] !== undefined && weight > LIMITS.body) {
    return new ApiError('payload_too_large', `The body is larger than ${LIMITS.body / 1024 / 1024} MB.`);
  }
  return held + weight > BUDGET ? unavailable() : null;
}

function refuse(req: IncomingMessage, res: ServerResponse, error: ApiError): void {
  const requestId = randomUUID();
  const status = ERROR_STATUS[error.code];
  logger.warn('request', { request_id: requestId, method: req.method, route: null, status });
  res.writeHead(status, {
    ...error.headers,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'private, no-store',
    'X-Request-Id': requestId,
    Connection: 'close',
  });
  res.end(JSON.stringify(problemOf(error, requestId)));
  // Thrown away as it comes: who still sends would otherwise never get to read the answer.
  req.resume();
}

/** @returns whether the request may be received */
function admit(req: IncomingMessage, res: ServerResponse): boolean {
  const weight = weightOf(req);
  const refusal = refusalOf(req, weight);
  if (refusal) {
    refuse(req, res, refusal);
    return false;
  }
  held += weight;
  res.once('close', () => {
    held -= weight;
  });
  return true;
}

/**
 * Refuses bodies before they are received. The Functions runtime keeps up to 1 GB of each in memory before any code of
 * ours runs, token or not: a few dozen large ones at once would end the instance, and every request on it. Node
 * announces a request before it hands it to the server's listeners; there its handing over is made conditional.
 * Call it only in the process of an HTTP function.
 */
export function limitBodies(): void {
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (watched.has(server)) return;
    watched.add(server);
    const emit: (event: string, ...rest: unknown[]) => boolean = server.emit.bind(server);
    server.emit = ((event: string, ...rest: unknown[]) => {
      const [req, res] = rest as [IncomingMessage, ServerResponse];
      return event === 'request' && !admit(req, res) ? true : emit(event, ...rest);
    }) as Server['emit'];
  });
}
