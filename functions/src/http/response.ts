import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { savedAs } from '../contract/saved-as.ts';

/** An answer that is a file: its media type, for the docs and as the default. */
export interface FileResponse {
  file: string;
}

/** What the handler of a file route returns. */
export interface FileBody {
  data: Buffer | string | Readable;
  /** Where it isn't the route's own. */
  type?: string;
  /** With a name it is offered for saving, without one it is shown. */
  filename?: string;
  /** `Cache-Control`; by default the answer is private and kept nowhere. */
  cache?: string;
}

/** An answer that leads elsewhere. */
export interface RedirectResponse {
  redirect: true;
}
export interface Redirect {
  location: string;
}

/** Status and form of success: JSON by a schema, which also strips what isn't public, nothing, a file or an address. */
export type Success =
  | readonly [status: 200 | 201 | 202, schema: z.ZodType]
  | readonly [status: 204, nothing: null]
  | readonly [status: 200, file: FileResponse]
  | readonly [status: 302 | 303, redirect: RedirectResponse];

export type SuccessForm = Success[1];

/** The schema of a JSON answer, or null. */
export const schemaOf = ([, form]: readonly [number, SuccessForm]): z.ZodType | null =>
  form && 'parse' in form ? form : null;

/** What goes over the wire, however it was declared. */
export interface Answer {
  status: number;
  /** JSON, or undefined. */
  body: unknown;
  headers: Record<string, string>;
  file?: { data: Buffer | string | Readable; type: string };
}

/** @returns the answer that sends a file. Nothing in it may be run by a browser that opens it. */
export function fileAnswer(status: number, { file }: FileResponse, { data, type, filename, cache }: FileBody): Answer {
  return {
    status,
    body: undefined,
    headers: {
      'Content-Security-Policy': "default-src 'none'; sandbox",
      ...(filename !== undefined && { 'Content-Disposition': savedAs(filename) }),
      ...(cache !== undefined && { 'Cache-Control': cache }),
    },
    file: { data, type: type ?? file },
  };
}
