import { randomUUID } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import helmet from 'helmet';
import { environment } from '../config.ts';
import { ApiError, notFound, unavailable } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import type { Page } from '../contract/pagination.ts';
import { metered } from '../store/meter.ts';
import { auditOf, record } from './audit.ts';
import { authenticate } from './auth.ts';
import { clientAddress } from './client-ip.ts';
import { problemOf, toApiError } from './errors.ts';
import type { Exchange, Serve } from './exchange.ts';
import { withFaults } from './faults.ts';
import { holdWhile } from './held.ts';
import { checkKey, contentScope, once } from './idempotency.ts';
import { readParams, readPayload, readQuery } from './input.ts';
import { logFailure, logRequest } from './log.ts';
import { createLimits, type RequestLimits } from './rate-limit.ts';
import { receive } from './receive.ts';
import { type Answer, type FileBody, fileAnswer, type Redirect } from './response.ts';
import { type AnyRoute, SECONDS } from './route.ts';
import { createRouter } from './router.ts';

export const BASE = '/api/v1';

const nextLink = ({ path, search }: Exchange, cursor: string): string => {
  const query = new URLSearchParams(search);
  query.set('cursor', cursor);
  return `<${path}?${query}>; rel="next"`;
};

/** Runs the handler and puts its result in the form of an answer, past the schema that says what is public. */
async function answerOf(route: AnyRoute, exchange: Exchange, context: unknown): Promise<Answer> {
  const result = await route.handler(context as never);
  const [status, form] = route.response;
  if (form === null) return { status, body: undefined, headers: {} };
  if ('file' in form) return fileAnswer(status, form, result as FileBody);
  if ('redirect' in form) return { status, body: undefined, headers: { Location: (result as Redirect).location } };
  if (!route.paged) {
    const body = form.parse(result);
    return { status: route.goesOn?.(body as never) ? 202 : status, body, headers: {} };
  }
  const { items, next } = result as Page<unknown>;
  return { status, body: form.parse(items), headers: next ? { Link: nextLink(exchange, next) } : {} };
}

/** The headers that every answer has: they never change, so helmet is asked for them once. */
function standingHeaders(): Record<string, string> {
  const headers: Record<string, string> = { 'Cache-Control': 'private, no-store' };
  const setHeader = (name: string, value: string) => {
    headers[name] = value;
  };
  helmet()({} as never, { setHeader, removeHeader() {} } as never, () => {});
  return headers;
}
const STANDING = standingHeaders();

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM = 'application/problem+json; charset=utf-8';

function send({ res, id, cost }: Exchange, { status, body, headers, file }: Answer): void {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const content = file ? file.data : (text ?? '');
  const all: Record<string, string | number> = { ...STANDING, 'X-Request-Id': id, ...headers };
  if (file) all['Content-Type'] = file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type;
  else if (text !== undefined) all['Content-Type'] = status >= 400 ? PROBLEM : JSON_TYPE;
  if (!(content instanceof Readable) && status !== 204) all['Content-Length'] = Buffer.byteLength(content);
  if (cost && environment().emulated) {
    const { reads, writes, deletes, trips } = cost;
    all['Server-Timing'] = `reads;dur=${reads}, writes;dur=${writes}, deletes;dur=${deletes}, trips;dur=${trips}`;
  }
  res.writeHead(status, all);
  // A source that breaks off must break the answer off, too: a short file must not look whole.
  if (content instanceof Readable) pipeline(content, res, () => {});
  else res.end(content);
}

/** Fails as `unavailable` when `work` takes longer; what it does is then no longer waited for. */
async function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable()), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a request may wait for Firestore. */
const patience = (seconds: number) => ({ call: Math.min(8_000, seconds * 1000), total: seconds * 1000 });

/** What happens to a request, in this order: who, what, once, how often, handler, answer. */
async function handle(
  { route, params: values }: { route: AnyRoute; params: Record<string, string> },
  limits: RequestLimits,
  exchange: Exchange,
): Promise<Answer> {
  const { req, res, search, id: requestId } = exchange;
  const name = `${route.method.toUpperCase()} ${route.path}`;
  exchange.route = name;
  const { seconds = SECONDS } = route;
  const { cost, result } = metered(async () => {
    const caller = await authenticate(route.auth, req.headers.authorization, route.evenFor).catch(async (error) => {
      // Guessing at tokens counts, too.
      await limits.request();
      throw error;
    });
    exchange.caller = caller;
    await limits.request(caller?.uid);
    const params = readParams(route, values);
    const { query, page } = readQuery(route, search);
    const payload = await readPayload(route, req);
    const content = { params, query, page, ...payload };
    const brings = payload.file !== undefined || Object.hasOwn(payload.body ?? {}, 'path');
    const holding = (route.limits ?? []).filter(({ ofFiles }) => !ofFiles || brings);
    limits.refuseKnown(holding, payload.body);
    const target = (params ?? {}) as Record<string, string>;
    const deed = { action: route.audit ?? '', route: name, target, request_id: requestId };
    const audit = route.records && caller ? auditOf(caller, deed) : undefined;
    if (route.audit !== undefined && caller && !audit) await record(caller, deed);
    const work = () =>
      limits.run(holding, payload.body, async (attempt) => {
        const context = { user: caller, ...content, requestId, attempt, record: audit?.record };
        const answer = await answerOf(route, exchange, context);
        audit?.check();
        return answer;
      });
    const key = req.headers['idempotency-key'];
    if (typeof key !== 'string' || route.method !== 'post') return work();
    checkKey(key);
    const { once: kept } = route;
    if (kept === false) return work();
    const scope = `${caller?.uid ?? contentScope(content)} ${name} ${JSON.stringify(params ?? {})}`;
    const stillHolds = kept && ((answer: Answer) => kept(answer.body as never));
    const { answer, replayed } = await once({ key, scope, content, stillHolds }, work);
    if (replayed) res.setHeader('Idempotency-Replayed', 'true');
    return answer;
  }, patience(seconds));
  exchange.cost = cost;
  holdWhile(req, result);
  return inTime(result, seconds);
}

/** The answer to whatever was thrown; what is no refusal is also logged. */
function failure({ id, req }: Exchange, error: unknown): Answer {
  const refusal = toApiError(error);
  const status = ERROR_STATUS[refusal.code];
  if (status >= 500) logFailure(req, id, error);
  return { status, body: problemOf(refusal, id), headers: refusal.headers };
}

/** Ends an exchange with whatever was thrown in it: told where nothing has been said yet, else broken off. */
function fail(exchange: Exchange, error: unknown): void {
  const answer = failure(exchange, error);
  const { res } = exchange;
  if (!res.headersSent) send(exchange, answer);
  else if (!res.writableEnded) res.destroy();
}

const methodNotAllowed = (method: string | undefined, allow: readonly string[]): ApiError =>
  new ApiError('method_not_allowed', `Method "${method}" not allowed.`, { headers: { Allow: allow.join(', ') } });

function open(req: Exchange['req'], res: Exchange['res']): Exchange {
  const url = req.url ?? '/';
  const mark = url.indexOf('?');
  const [path, search] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  return { req, res, id: randomUUID(), started: performance.now(), path, search };
}

/**
 * @param routes the whole API
 * @param beside what else is there to read below the same path: its documentation
 * @returns what serves it, as one Cloud Function: `/api/v1/…`
 */
export function createApp(routes: readonly AnyRoute[], beside?: (path: string) => Promise<Answer | null>): Serve {
  const find = createRouter(routes);
  const limitsOf = createLimits();
  const addressOf = clientAddress();

  const answerTo = async (exchange: Exchange): Promise<Answer> => {
    const { req, res, path } = exchange;
    const { method = 'GET' } = req;
    await receive(req);
    if (path.slice(0, BASE.length).toLowerCase() !== BASE) throw notFound();
    const below = path.slice(BASE.length);
    const match = find(method, below);
    if (match && 'route' in match) return handle(match, limitsOf(addressOf(req), res), exchange);
    if (match) throw methodNotAllowed(method, match.allow);
    const page = method === 'GET' || method === 'HEAD' ? await beside?.(below) : null;
    if (!page) throw notFound();
    return page;
  };

  return (req, res) => {
    const exchange = open(req, res);
    res.on('finish', () => logRequest(exchange));
    withFaults(
      (error) => fail(exchange, error),
      () =>
        answerTo(exchange).then((answer) => {
          // A late fault may have answered already.
          if (!res.headersSent) send(exchange, answer);
        }),
    ).catch((error: unknown) => fail(exchange, error));
  };
}
