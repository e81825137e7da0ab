import type { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import type { RecordWithin } from './audit.ts';
import type { AuthLevel, Caller } from './auth.ts';
import type { Attempt, Limit } from './limit.ts';
import type { FileBody, FileResponse, Redirect, RedirectResponse, Success, SuccessForm } from './response.ts';
import type { FieldsOf, FileOf, Upload } from './upload.ts';

type UserOf<A extends AuthLevel> = A extends 'public' ? null : A extends 'optional' ? Caller | null : Caller;

/** A number, or a function of the answer where the cost depends on how much is answered. */
type Amount<T> = number | ((answer: T) => number);

interface Costs<T> {
  reads: Amount<T>;
  writes: Amount<T>;
  deletes?: Amount<T>;
  trips: number;
}

/** What a call may cost at most: billed documents, and sequential round trips to Firestore. */
export interface Budget<T> extends Costs<T> {
  /** The most that an exception may cost, where the ordinary case has a cheaper way of its own. */
  rare?: Costs<T>;
}

/** The read budget of a list: a read an item, one if there is none. */
export const perItem = (answer: readonly unknown[]): number => Math.max(1, answer.length);

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Shape = z.ZodObject;
type Infer<S> = S extends z.ZodType ? z.infer<S> : undefined;
type Element<T> = T extends readonly (infer E)[] ? E : never;

/** What a handler returns for a form of success. */
type Result<R extends SuccessForm, Paged extends boolean> = R extends FileResponse
  ? FileBody
  : R extends RedirectResponse
    ? Redirect
    : R extends z.ZodType
      ? Paged extends true
        ? Page<Element<z.infer<R>>>
        : z.infer<R>
      : unknown;

/** What a request brings, as the route declares it: JSON, or a form, or either. `file` tells which where both may come. */
type Sent<B, F> = F extends Upload
  ?
      | {
          /** The uploaded file, already within its limits; its content is not yet looked at. */
          file: FileOf<F>;
          /** The text fields beside the file. */
          fields: FieldsOf<F>;
          body: undefined;
        }
      | (B extends z.ZodType ? { file: undefined; fields: undefined; body: Infer<B> } : never)
  : { file: undefined; fields: undefined; body: Infer<B> };

export type Context<A extends AuthLevel, P, Q, B, F, Paged> = {
  user: UserOf<A>;
  params: Infer<P>;
  query: Infer<Q>;
  /** Which page of a list is asked for. */
  page: Paged extends true ? PageQuery : undefined;
  requestId: string;
  /** Wraps what the limits that count failures are about: the look at a password. */
  attempt: Attempt;
} & Sent<B, F> &
  (A extends { staff: unknown }
    ? {
        /** Where the route `records`: enters what it did into the audit log, in the commit that does it. */
        record: RecordWithin;
      }
    : unknown);

/** Staff act under watch: their routes say in words what is entered into the audit log, and others can't. */
type Audited<A extends AuthLevel> = A extends { staff: unknown }
  ? {
      /** What was done, for people who read the audit log: 'Opened the file of a verification'. */
      audit: string;
      /**
       * The handler enters what it did, in its own commit. Otherwise the entry is written before it runs: a look at
       * something has no commit.
       */
      records?: true;
    }
  : { audit?: never; records?: never };

interface Spec<
  M extends Method,
  Path extends string,
  A extends AuthLevel,
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends z.ZodType | undefined,
  F extends Upload | undefined,
  R extends SuccessForm,
  Paged extends boolean,
> {
  method: M;
  /** Below `/api/v1`, parameters in braces: `/users/{username}`. */
  path: Path;
  auth: A;
  /** One line for the docs. */
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  /** The JSON body. With `upload` it is what may be sent instead of a multipart body. */
  body?: B;
  /** The kind of file that a multipart body brings, and the schema of the text fields beside it. */
  upload?: F;
  /** Status and form of success. */
  response: readonly [status: Success[0], form: R];
  /** The handler answers a Page: its items become the array, its cursor the `Link` header. */
  paged?: Paged;
  /** The errors that the handler throws on purpose, beside those that follow from the rest of the declaration. */
  refuses?: readonly ErrorCode[];
  /** Limits beside those that hold for every request. */
  limits?: readonly Limit<Infer<NoInfer<B>>>[];
  /**
   * `false` where an answer must not be given twice, because it opens or ends a session: an `Idempotency-Key` is then
   * ignored. A function is asked whether a kept answer still holds.
   */
  once?: false | ((answer: Infer<NoInfer<R>>) => Promise<boolean>);
  /** Whether what was asked for goes on after the answer, which then is 202. */
  goesOn?: (answer: R extends z.ZodType ? z.infer<R> : undefined) => boolean;
  /**
   * Lets in somebody who is out: whose account has been deleted, because whoever asks once more gets the same answer; or who
   * is suspended, because they may leave, take their data along, and object.
   */
  evenFor?: readonly ('deleted' | 'suspended')[];
  /** How long a request may take at most, where that isn't the usual `SECONDS`: what decodes pictures takes longer. */
  seconds?: number;
  cost: Budget<R extends z.ZodType ? z.infer<R> : undefined>;
  handler: (context: Context<A, P, Q, B, F, Paged>) => Promise<Result<R, Paged>>;
}

export type RouteSpec<
  M extends Method,
  Path extends string,
  A extends AuthLevel,
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends z.ZodType | undefined,
  F extends Upload | undefined,
  R extends SuccessForm,
  Paged extends boolean,
> = Spec<M, Path, A, P, Q, B, F, R, Paged> & Audited<A>;

/** A route as the router, the docs and the tests see it: what `route()` returns, its types forgotten. */
export interface AnyRoute {
  method: Method;
  path: string;
  auth: AuthLevel;
  audit?: string;
  records?: true;
  summary: string;
  description?: string;
  params?: Shape;
  query?: Shape;
  body?: z.ZodType;
  upload?: Upload;
  response: readonly [number, SuccessForm];
  paged?: boolean;
  refuses?: readonly ErrorCode[];
  limits?: readonly Limit<never>[];
  once?: false | ((answer: never) => Promise<boolean>);
  goesOn?: (answer: never) => boolean;
  evenFor?: readonly ('deleted' | 'suspended')[];
  seconds?: number;
  cost: Budget<never>;
  handler: (context: never) => Promise<unknown>;
}

/** How long a request may take: below the time after which clients and proxies stop waiting. */
export const SECONDS = 9;

/**
 * @returns every error that a request to the route can end in: what follows from the declaration, and what the handler
 *   refuses. The docs say so, and a test that sees another answer fails.
 */
export function errorsOf(route: AnyRoute): ErrorCode[] {
  const { method, auth, params, paged, once, refuses = [] } = route;
  const codes = new Set<ErrorCode>(['invalid_request', 'rate_limited', 'internal', 'unavailable', ...refuses]);
  const add = (when: unknown, ...more: ErrorCode[]) => {
    if (when) for (const code of more) codes.add(code);
  };
  add(auth !== 'public', 'invalid_token', 'account_suspended');
  add(auth !== 'public' && auth !== 'optional', 'not_authenticated');
  add(typeof auth === 'object', 'permission_denied');
  add(params, 'not_found');
  add(paged, 'invalid_cursor');
  add(method !== 'get', 'malformed_body', 'payload_too_large', 'unsupported_media_type');
  add(method === 'post' && once !== false, 'in_progress', 'answer_lost', 'idempotency_key_reused');
  return [...codes];
}

/**
 * One route as one value. The list of these (`routes.ts`) yields the Express router, the OpenAPI document, the typed
 * client of the dashboard, the cost table and the test that walks every route.
 */
export function route<
  const M extends Method,
  const Path extends string,
  const A extends AuthLevel,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  const F extends Upload | undefined = undefined,
  R extends SuccessForm = null,
  const Paged extends boolean = false,
>(spec: RouteSpec<M, Path, A, P, Q, B, F, R, Paged>): RouteSpec<M, Path, A, P, Q, B, F, R, Paged> {
  return spec;
}
