import type { ErrorCode, FieldError, Problem } from '@api/contract/errors.ts';
import type { Page, PageQuery } from '@api/contract/pagination.ts';
// A type only: what runs in the browser knows of the server nothing but its addresses.
import type { api } from '@api/routes.ts';
import { t } from '@lingui/core/macro';
import type { z } from 'zod';
import { loadSay } from './in-page-language.ts';
import { isPathPart } from './path-part.ts';
import { isGateway, noteAnswer, noteSilence, noteWaiting } from './reach.ts';
import { isRenewing } from './renewal.ts';
import { noteServerTime } from './server-time.ts';
import { fits } from './shape.ts';

type Entry = (typeof api)[keyof typeof api];
type KeyOf<E> = E extends { method: infer M extends string; path: infer P extends string }
  ? `${Uppercase<M>} ${P}`
  : never;
type Routes = { [E in Entry as KeyOf<E>]: E };
type Key = keyof Routes;
type PathOf<Method extends string> = Key extends infer K ? (K extends `${Method} ${infer Path}` ? Path : never) : never;
type PagedKey = { [K in Key]: Routes[K] extends { paged?: true } ? K : never }[Key];
type FileKey = { [K in Key]: Routes[K]['response'][1] extends { file: string } ? K : never }[Key];
type PlainKey = Exclude<Key, PagedKey | FileKey>;

type Sent<S> = [NonNullable<S>] extends [never]
  ? undefined
  : NonNullable<S> extends z.ZodType
    ? z.input<NonNullable<S>>
    : undefined;
/** Query values go by what the schema makes of them: its input side takes anything that can be coerced. */
type Query<K extends Key> = ([NonNullable<Routes[K]['query']>] extends [never]
  ? unknown
  : NonNullable<Routes[K]['query']> extends z.ZodType
    ? Partial<z.output<NonNullable<Routes[K]['query']>>>
    : unknown) &
  (K extends PagedKey ? PageQuery : unknown);
type Body<K extends Key> =
  | Sent<Routes[K]['body']>
  | ([NonNullable<Routes[K]['upload']>] extends [never] ? never : FormData);
type Part<Name extends string, T> = [T] extends [undefined] ? { [N in Name]?: undefined } : { [N in Name]: T };

export type Input<K extends Key> = Part<'params', Sent<Routes[K]['params']>> &
  Part<'body', Body<K>> & {
    query?: Query<K>;
    signal?: AbortSignal;
    /** Another token than the session’s: of somebody who is suspended. */
    access?: string;
    /** The Idempotency-Key of a POST that outlives this call, see `useIdempotencyKey()`. */
    key?: string;
  };
export type Answer<K extends Key> = Routes[K]['response'][1] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : undefined
  : never;
type Item<T> = T extends readonly (infer E)[] ? E : never;
/** The input may be left out where nothing in it is required. */
type Args<K extends Key> = Record<string, never> extends Input<K> ? [input?: Input<K>] : [input: Input<K>];

/** An error answer, or `network` when none came. `message` is written for people, in the language of the page. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode | 'network';
  readonly status: number;
  readonly errors: FieldError[];
  /** Why and until when somebody is suspended, at sign-in. */
  readonly suspension: Problem['suspension'];

  constructor(problem: Pick<Problem, 'detail' | 'status' | 'errors' | 'suspension'> & { code: ErrorCode | 'network' }) {
    super(problem.detail);
    this.code = problem.code;
    this.status = problem.status;
    this.errors = problem.errors;
    this.suspension = problem.suspension;
  }
}

/** What to tell about an error: its own words when it is ours, never a stack or a code. */
export const wordsOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : t`Something went wrong. Please try again.`;

export interface Credentials {
  /** Whose screens are shown; null for nobody's. */
  uid: string | null;
  /** The ID token of `uid`, or null for nobody; `fresh` asks Auth for a new one. @throws when somebody else is there */
  token(uid: string | null, fresh: boolean): Promise<string | null>;
  /** Waits for a session of `uid` that takes the place of the one of this token. @returns whether one has come */
  renewed(uid: string | null, token: string): Promise<boolean>;
  /** Even a fresh token was refused: the session is over, or the person is out. */
  refused(why: 'ended' | 'suspended'): void;
}
let credentials: Credentials = {
  uid: null,
  token: async () => null,
  renewed: async () => false,
  refused: () => {},
};
/** Called once by the session, so that this file needs no Firebase. */
export function setCredentials(source: Credentials): void {
  credentials = source;
}

/** Whose screens are shown, or null. */
export const signedInUid = (): string | null => credentials.uid;

/** Says that the session of `uid` is over, or that they are out; that of somebody else stays. */
export function refuse(uid: string | null, why: 'ended' | 'suspended'): void {
  if (uid === credentials.uid) credentials.refused(why);
}

/** Whether the API says that there is no such thing, at least for whoever asks. */
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.code === 'not_found';

interface Request {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  key?: string;
  access?: string;
}

/** POSTs that may be sent twice: an Idempotency-Key would only cost. */
const REPEATABLE: ReadonlySet<string> = new Set([
  '/users/auth/login',
  '/users/auth/refresh',
  '/users/auth/logout',
  '/users/auth/password_reset',
  '/users/auth/password_change',
  '/users/auth/email_change',
  '/users/profile/delete',
  '/users/profile/restore',
  '/users/export',
  '/notifications/read',
  '/notifications/seen',
  '/stories/{id}/view',
  // What is sent has a name of its own, and reading twice is reading.
  '/chat',
  '/chat/{user_id}/read',
  '/chat/{user_id}/accept',
  '/chat/{user_id}/decline',
] satisfies PathOf<'POST'>[]);

/** @throws ApiError as the API does for what can't be there */
function addressOf(path: string, { params = {}, query = {} }: Request): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = params[name] ?? '';
    if (isPathPart(part)) return encodeURIComponent(part);
    throw new ApiError({ code: 'not_found', status: 404, detail: t`There is no such page`, errors: [] });
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** An answer of the API, in the language of the page. */
async function said(problem: Problem): Promise<ApiError> {
  const say = await loadSay();
  const errors = (problem.errors ?? []).map(({ field, message }) => ({ field, message: say(message) }));
  return new ApiError({ ...problem, detail: say(problem.detail, problem.code), errors });
}

/** An answer that isn't ours, or isn't what was asked for: of Hosting, or of a proxy on the way. */
const notOurs = (status: number): ApiError => {
  const detail = t`Something went wrong on our side. Please try again in a moment.`;
  return new ApiError({ code: 'internal', status, detail, errors: [] });
};

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as Problem;
    if (typeof problem.detail === 'string') return await said(problem);
  } catch {
    // Not ours.
  }
  return notOurs(response.status);
}

/** What the API's answers look like; null where that can't be fetched, and answers are taken as they come. */
const loadShapes = () => import('virtual:answer-shapes').then((module) => module.default).catch(() => null);

/** @returns what an answer holds; undefined where that isn't JSON */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function send(key: Key, request: Request): Promise<Response> {
  const [method = '', path = ''] = key.split(' ');
  const isForm = request.body instanceof FormData;
  const headers: Record<string, string> = { Accept: 'application/json, */*;q=0.5' };
  if (request.body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
  // Of the call, not of the attempt: a retry must not do it twice.
  if (method === 'POST' && !REPEATABLE.has(path)) headers['Idempotency-Key'] = request.key ?? crypto.randomUUID();
  // What somebody has asked for is never done as somebody else who signs in meanwhile.
  const { uid } = credentials;
  const address = addressOf(path, request);

  /** `sent`: the token of the session that it was sent with. */
  const attempt = async (fresh: boolean): Promise<{ response: Response; sent: string | null }> => {
    const done = method === 'GET' ? noteWaiting() : undefined;
    try {
      const token = request.access ?? (await credentials.token(uid, fresh));
      const response = await fetch(address, {
        method,
        headers: token ? { ...headers, Authorization: `Bearer ${token}` } : headers,
        body: isForm ? (request.body as FormData) : JSON.stringify(request.body),
        signal: request.signal ?? null,
      });
      noteServerTime(response.headers.get('Date'));
      if (isGateway(response.status)) noteSilence();
      else noteAnswer();
      return { response, sent: request.access === undefined ? token : null };
    } catch (error) {
      if (request.signal?.aborted) throw error;
      noteSilence();
      const detail = t`Infloo could not be reached. Check your connection and try again.`;
      throw new ApiError({ code: 'network', status: 0, detail, errors: [] });
    } finally {
      done?.();
    }
  };

  let { response, sent } = await attempt(false);
  if (response.status === 401 && sent) {
    // Whoever changes their password ends this session and begins another, in this tab or in one beside it. To ask for a
    // token of the one that has ended would sign out.
    const waits = isRenewing() && path !== '/users/auth/password_change';
    const isNext = waits && (await credentials.renewed(uid, sent));
    ({ response, sent } = await attempt(!isNext));
    if (response.status === 401 && sent && (await credentials.renewed(uid, sent))) {
      ({ response, sent } = await attempt(false));
    }
    if (response.status === 401 && sent) refuse(uid, 'ended');
  }
  if (response.ok) return response;
  const error = await errorOf(response);
  // Whoever signs in again is told why.
  if (error.code === 'account_suspended' && sent) refuse(uid, 'suspended');
  throw error;
}

/**
 * Sends, and takes what is answered once it is sure that a page can show it.
 * @throws ApiError also where it can't, as for a gateway's answer
 */
async function ask(key: Key, input: Request = {}): Promise<{ response: Response; data: unknown }> {
  const looksLike = loadShapes();
  const response = await send(key, input);
  const isEmpty = response.status === 204;
  const [data, shapes] = await Promise.all([isEmpty ? undefined : readJson(response), looksLike]);
  const shape = shapes?.answers[key];
  if (shape ? !fits(data, shape, shapes.named) : !isEmpty && (shapes || data === undefined)) throw notOurs(502);
  return { response, data };
}

/** The cursor in `Link: <…?cursor=…>; rel="next"`. */
function nextOf(response: Response): string | null {
  const target = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('Link') ?? '')?.[1];
  return target ? new URL(target, location.href).searchParams.get('cursor') : null;
}

/**
 * Calls a route of the API: `call('GET /users/{username}', { params: { username } })`.
 * @throws ApiError
 */
export async function call<K extends PlainKey>(key: K, ...[input]: Args<K>): Promise<Answer<K>> {
  const { data } = await ask(key, input as Request);
  return data as Answer<K>;
}

/** One page of a list. @throws ApiError */
export async function page<K extends PagedKey>(key: K, ...[input]: Args<K>): Promise<Page<Item<Answer<K>>>> {
  const { response, data } = await ask(key, input as Request);
  return { items: data as Item<Answer<K>>[], next: nextOf(response) };
}

/** How a list that is fetched page by page goes on: with the cursor of the page before. */
export const byCursor = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
};

/** A file that a route answers: it never has an address of its own. @throws ApiError */
export async function file<K extends FileKey>(key: K, ...[input]: Args<K>): Promise<Blob> {
  const response = await send(key, (input ?? {}) as Request);
  return response.blob();
}
