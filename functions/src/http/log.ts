import type { IncomingMessage } from 'node:http';
import { environment } from '../config.ts';
import { stackOf } from '../runtime/stack.ts';
import type { Exchange } from './exchange.ts';

const TRACE = /^[0-9a-f]{32}$/i;

/** @returns the field by which Cloud Logging puts a line beside the platform's own of the same request */
export function traceOf({ headers }: IncomingMessage): Record<string, string> {
  const google = String(headers['x-cloud-trace-context'] ?? '').split('/')[0] ?? '';
  const id = TRACE.test(google) ? google : (String(headers.traceparent ?? '').split('-')[1] ?? '');
  return TRACE.test(id) ? { 'logging.googleapis.com/trace': `projects/${environment().project}/traces/${id}` } : {};
}

type Severity = 'INFO' | 'WARNING' | 'ERROR';

/** Writes one line as Cloud Logging reads it. The SDK's logger would look for circles in every entry. */
function write(severity: Severity, message: string, fields: Record<string, unknown>): void {
  const line = JSON.stringify({ severity, message, ...fields });
  if (severity === 'ERROR') console.error(line);
  else console.log(line);
}

/** One line a request, for people and log-based metrics: no body, no token, no address. */
export function logRequest({ req, res, id, route, caller, cost, started }: Exchange): void {
  write('INFO', 'request', {
    request_id: id,
    method: req.method,
    route: route ?? null,
    status: res.statusCode,
    uid: caller?.uid ?? null,
    ms: Math.round(performance.now() - started),
    ...(cost && { reads: cost.reads, writes: cost.writes, deletes: cost.deletes, trips: cost.trips }),
    ...traceOf(req),
  });
}

/** The same for a request that was refused before it was received. */
export function logUnreceived(req: IncomingMessage, id: string, status: number): void {
  write('WARNING', 'request', { request_id: id, method: req.method, route: null, status, ...traceOf(req) });
}

/** What went wrong on our side, with its stack. */
export function logFailure(req: IncomingMessage, id: string, error: unknown): void {
  write('ERROR', 'request failed', { request_id: id, stack: stackOf(error), ...traceOf(req) });
}
