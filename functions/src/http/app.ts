import { randomUUID } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response, Router } from 'express';
import { logger } from 'firebase-functions';
import helmet from 'helmet';
import { environment } from '../config.ts';
import { ApiError, notFound, unavailable } from '../contract/api-error.ts';
import { ERROR_STATUS } from '../contract/errors.ts';
import type { Page } from '../contract/pagination.ts';
import { type Cost, metered } from '../store/meter.ts';
import { record } from './audit.ts';
import { authenticate, type Caller } from './auth.ts';
import { trustProxy } from './client-ip.ts';
import { problemOf, toApiError } from './errors.ts';
import { checkKey, contentScope, once } from './idempotency.ts';
import { readParams, readPayload, readQuery } from './input.ts';
import { createLimits } from './rate-limit.ts';
import { type Answer, type FileBody, fileAnswer, type Redirect } from './response.ts';
import { type AnyRoute, SECONDS } from './route.ts';

export const BASE = '/api/v1';

/** What the request's middlewares know of it; lives as long as the answer. */
interface Locals {
  requestId: string;
  cost?: Cost;
  caller?: Caller | null;
  route?: string;
}
const localsOf = (res: Response): Locals => res.locals as Locals;

const nextLink = (req: Request, cursor: string): string => {
  const url = new URL(req.originalUrl, 'http://infloo.invalid');
  url.searchParams.set('cursor', cursor);
  return `<${url.pathname}${url.search}>; rel="next"`;
};

/** Runs the handler and puts its result in the form of an answer, past the schema that says what is public. */
async function answerOf(route: AnyRoute, req: Request, context: unknown): Promise<Answer> {
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
  return { status, body: form.parse(items), headers: next ? { Link: nextLink(req, next) } : {} };
}

function send(res: Response, { status, body, headers, file }: Answer): void {
  const { cost } = localsOf(res);
  if (cost && environment().emulated) {
    const { reads, writes, deletes, trips } = cost;
    res.setHeader(
      'Server-Timing',
      `reads;dur=${reads}, writes;dur=${writes}, deletes;dur=${deletes}, trips;dur=${trips}`,
    );
  }
  res.status(status).set(headers);
  if (file) sendFile(res, file);
  else if (body === undefined) res.end();
  else if (status >= 400) res.type('application/problem+json').send(JSON.stringify(body));
  else res.json(body);
}

function sendFile(res: Response, { data, type }: NonNullable<Answer['file']>): void {
  res.type(type);
  if (!(data instanceof Readable)) {
    res.send(data);
    return;
  }
  // A source that breaks off must break the answer off, too: a short file must not look whole.
  pipeline(data, res, () => {});
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

type Limits = ReturnType<typeof createLimits>;

/** What happens to a request, in this order: who, what, once, how often, handler, answer. */
async function handle(route: AnyRoute, limitsOf: Limits, req: Request, res: Response): Promise<void> {
  const locals = localsOf(res);
  locals.route = `${route.method.toUpperCase()} ${route.path}`;
  const { seconds = SECONDS } = route;
  const { cost, result } = metered(async () => {
    const limits = limitsOf(req, res);
    const caller = await authenticate(route.auth, req.headers.authorization, route.evenDeleted).catch(async (error) => {
      // Guessing at tokens counts, too.
      await limits.request();
      throw error;
    });
    locals.caller = caller;
    await limits.request(caller?.uid);
    const params = readParams(route, req);
    const { query, page } = readQuery(route, req);
    const payload = await readPayload(route, req);
    const content = { params, query, page, ...payload };
    const { requestId } = locals;
    limits.refuseKnown(route.limits ?? [], payload.body);
    if (route.audit !== undefined && caller) {
      const target = (params ?? {}) as Record<string, string>;
      await record(caller, { action: route.audit, route: locals.route ?? '', target, request_id: requestId });
    }
    const work = () =>
      limits.run(route.limits ?? [], payload.body, (attempt) =>
        answerOf(route, req, { user: caller, ...content, requestId, attempt }),
      );
    const key = req.get('idempotency-key');
    if (key === undefined || route.method !== 'post') return work();
    checkKey(key);
    const { once: kept } = route;
    if (kept === false) return work();
    const scope = `${caller?.uid ?? contentScope(content)} ${locals.route} ${JSON.stringify(params ?? {})}`;
    const stillHolds = kept && ((answer: Answer) => kept(answer.body as never));
    const { answer, replayed } = await once({ key, scope, content, stillHolds }, work);
    if (replayed) res.setHeader('Idempotency-Replayed', 'true');
    return answer;
  }, patience(seconds));
  locals.cost = cost;
  send(res, await inTime(result, seconds));
}

const onError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  const { requestId } = localsOf(res);
  const refusal = toApiError(error);
  const status = ERROR_STATUS[refusal.code];
  if (status >= 500) {
    logger.error('request failed', {
      request_id: requestId,
      stack: error instanceof Error ? error.stack : String(error),
    });
  }
  send(res, { status, body: problemOf(refusal, requestId), headers: refusal.headers });
};

/** One line a request, for people and log-based metrics: no body, no token, no address. */
function logRequest(req: Request, res: Response, next: NextFunction): void {
  const started = performance.now();
  const locals = localsOf(res);
  locals.requestId = randomUUID();
  res.setHeader('X-Request-Id', locals.requestId);
  res.setHeader('Cache-Control', 'private, no-store');
  res.on('finish', () => {
    const { requestId, route, caller, cost } = locals;
    logger.info('request', {
      request_id: requestId,
      method: req.method,
      route: route ?? null,
      status: res.statusCode,
      uid: caller?.uid ?? null,
      ms: Math.round(performance.now() - started),
      ...(cost && { reads: cost.reads, writes: cost.writes, deletes: cost.deletes, trips: cost.trips }),
    });
  });
  next();
}

/**
 * @param routes the whole API
 * @param beside what is served beside it, below the same path: its documentation
 * @returns the Express app, as one Cloud Function serves it: `/api/v1/…`
 */
export function createApp(routes: readonly AnyRoute[], beside?: Router): express.Express {
  const app = express();
  app.set('trust proxy', trustProxy());
  app.disable('x-powered-by');
  app.use(logRequest);
  app.use(helmet());

  const router = Router();
  const limits = createLimits();
  const methods = new Map<string, Set<string>>();
  for (const route of routes) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(path, (methods.get(path) ?? new Set()).add(route.method));
  }
  // `/users/profile` before `/users/:username`: fixed words win over parameters, whatever the order of the list.
  const ordered = [...routes].sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
  for (const route of ordered) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    router[route.method](path, (req, res) => handle(route, limits, req, res));
  }
  if (beside) router.use(beside);
  for (const [path, allowed] of [...methods].sort(([a], [b]) => Number(a.includes(':')) - Number(b.includes(':')))) {
    const allow = [...allowed].map((method) => method.toUpperCase());
    if (allowed.has('get')) allow.push('HEAD');
    router.all(path, (req) => {
      throw new ApiError('method_not_allowed', `Method "${req.method}" not allowed.`, {
        headers: { Allow: allow.sort().join(', ') },
      });
    });
  }
  app.use(BASE, router);
  app.use(() => {
    throw notFound();
  });
  app.use(onError);
  return app;
}
