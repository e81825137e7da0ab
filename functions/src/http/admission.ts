import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type ApiError, unavailable } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import { problemOf } from './errors.ts';
import type { Serve } from './exchange.ts';
import { catchLateFaults } from './faults.ts';
import { hasRoom, releaseAfter } from './held.ts';
import { logUnreceived } from './log.ts';
import { announcedLength, bodyTooLarge, SMALL } from './receive.ts';

/** Whether the body that is announced is too long for any route, or there is no room for it now. */
function refusalOf(req: IncomingMessage): ApiError | null {
  const length = announcedLength(req);
  if (length !== null && length > LIMITS.body) return bodyTooLarge();
  return length !== null && length > SMALL && !hasRoom() ? unavailable() : null;
}

function refuse(req: IncomingMessage, res: ServerResponse, error: ApiError): void {
  const requestId = randomUUID();
  const status = ERROR_STATUS[error.code];
  logUnreceived(req, requestId, status);
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

/** Refuses a body before it is received, where it is too long or there is no room. @returns whether it may come */
function admit(req: IncomingMessage, res: ServerResponse): boolean {
  const refusal = refusalOf(req);
  if (refusal) refuse(req, res, refusal);
  else releaseAfter(req, res);
  return refusal === null;
}

const taken = new WeakSet<Server>();

/** What the local suite itself asks a function's process, such as whether it is ready. */
const PLATFORM_PATH = '/__/';

/** Has `serve` answer what `server` is asked, in place of the server's own listeners. */
export function takeOver(server: Server, serve: Serve): void {
  if (taken.has(server)) return;
  taken.add(server);
  const emit: (event: string, ...rest: unknown[]) => boolean = server.emit.bind(server);
  server.emit = ((event: string, ...rest: unknown[]) => {
    if (event !== 'request') return emit(event, ...rest);
    const [req, res] = rest as [IncomingMessage, ServerResponse];
    if (req.url?.startsWith(PLATFORM_PATH)) return emit(event, ...rest);
    if (admit(req, res)) serve(req, res);
    return true;
  }) as Server['emit'];
}

/**
 * Has `serve` answer instead of the Functions runtime, whatever server that starts. The runtime would keep up to 1 GB of
 * each body in memory before our code runs, token or not; answer malformed JSON and undecodable paths itself, with a
 * page of HTML; and make every promise slower by a `domain` a request. Node announces a request before it hands it to
 * the server's listeners; there it is taken over. Where nothing is announced the runtime calls the function as always.
 * Call it only in the process of an HTTP function.
 */
export function takeRequests(serve: Serve): void {
  const take = (message: unknown) => {
    // The first one is the runtime's; others that the process may have are their own business.
    unsubscribe(ANNOUNCED, take);
    catchLateFaults();
    takeOver((message as { server: Server }).server, serve);
  };
  subscribe(ANNOUNCED, take);
}

const ANNOUNCED = 'http.server.request.start';
