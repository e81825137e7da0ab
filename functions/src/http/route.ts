import type { z } from 'zod';
import { type Page, PageQuery } from '../contract/pagination.ts';
import type { AuthLevel, Caller } from './auth.ts';
import type { LimiterName } from './rate-limit.ts';
import type { Upload, UploadedFile } from './upload.ts';

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

export interface Context<A extends AuthLevel, P, Q, B, F> {
  user: UserOf<A>;
  params: Infer<P>;
  query: Infer<Q>;
  /** The JSON body; undefined when a multipart body came instead. */
  body: F extends Upload ? Infer<B> | undefined : Infer<B>;
  /** The uploaded file, already within its limits; its content is not yet looked at. */
  file: F extends Upload ? UploadedFile | undefined : undefined;
  /** The text fields beside the file. */
  fields: F extends { fields: infer S } ? Infer<S> | undefined : undefined;
  requestId: string;
}

export interface RouteSpec<
  M extends Method,
  Path extends string,
  A extends AuthLevel,
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends z.ZodType | undefined,
  F extends Upload | undefined,
  R extends z.ZodType | null,
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
  upload?: F;
  /** Status and schema of success; the schema also strips what isn't public. */
  response: readonly [status: 200 | 201 | 204, schema: R];
  /** The handler answers a Page: its items become the array, its cursor the `Link` header. */
  paged?: Paged;
  /** Limiters beside those that hold for every request. */
  limits?: readonly LimiterName[];
  cost: Budget<R extends z.ZodType ? z.infer<R> : undefined>;
  handler: (
    context: Context<A, P, Paged extends true ? (Q extends Shape ? Q & typeof PageQuery : typeof PageQuery) : Q, B, F>,
  ) => Promise<R extends z.ZodType ? (Paged extends true ? Page<Element<z.infer<R>>> : z.infer<R>) : undefined>;
}

/** A route as the router, the docs and the tests see it: what `route()` returns, its types forgotten. */
export interface AnyRoute {
  method: Method;
  path: string;
  auth: AuthLevel;
  summary: string;
  description?: string;
  params?: Shape;
  query?: Shape;
  body?: z.ZodType;
  upload?: Upload;
  response: readonly [number, z.ZodType | null];
  paged?: boolean;
  limits?: readonly LimiterName[];
  cost: Budget<never>;
  handler: (context: never) => Promise<unknown>;
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
  R extends z.ZodType | null = null,
  const Paged extends boolean = false,
>(spec: RouteSpec<M, Path, A, P, Q, B, F, R, Paged>): RouteSpec<M, Path, A, P, Q, B, F, R, Paged> {
  if (!spec.paged) return spec;
  const query: Shape = spec.query ? spec.query.extend(PageQuery.shape) : PageQuery;
  return { ...spec, query: query as Q };
}
