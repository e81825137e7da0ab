import type { z } from 'zod';
import type { AnyRoute } from './route.ts';

/** A heading of the documentation, and what stands below it. */
export interface Tag {
  name: string;
  about: string;
}

type Form<S> = S extends z.ZodType ? z.output<S> : never;
type If<S, T> = S extends z.ZodType ? T : unknown;

/** What the documentation says of a route beside its declaration: real values, in the form that its schemas have. */
type DocsOf<R> = R extends {
  params?: infer P;
  query?: infer Q;
  body?: infer B;
  response: readonly [number, infer A];
}
  ? { tag: Tag } & If<P, { params: Form<P> }> &
      If<Q, { query?: Partial<Form<Q>> }> &
      If<B, { body: Form<B> }> &
      If<A, { answer: Form<A> }> &
      (R extends { goesOn: unknown } ? { meanwhile: Form<A> } : unknown)
  : never;

/** One entry a route of a slice, in reading order: `export const docs = { … } satisfies Docs<typeof routes>`. */
export type Docs<Routes> = { [K in keyof Routes]: DocsOf<Routes[K]> };

/** The same, its types forgotten. */
export interface AnyDocs {
  tag: Tag;
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  answer?: unknown;
  /** The answer where what was asked for goes on (202). */
  meanwhile?: unknown;
}

/** Something that an app may listen to with the Firebase SDK. */
export interface Listener {
  about: string;
  /** A document, or with a query a collection, with `{uid}` for one's own id. */
  path: string;
  query?: {
    where?: readonly (readonly [field: string, operator: '==' | 'array-contains' | 'in', value: string | boolean])[];
    newestFirst?: string;
  };
}

/** A route as the documentation shows it. */
export interface Operation {
  /** Its name in the code, which becomes the name of a method in generated clients. */
  id: string;
  route: AnyRoute;
  docs?: AnyDocs;
}

/** @returns the routes in the order of their docs */
export const operationsOf = <Id extends string>(
  routes: Record<Id, AnyRoute>,
  docs: Record<NoInfer<Id>, AnyDocs>,
): Operation[] => (Object.keys(docs) as Id[]).map((id) => ({ id, route: routes[id], docs: docs[id] }));
