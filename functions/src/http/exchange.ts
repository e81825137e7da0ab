import type { ServerResponse } from 'node:http';
import type { Cost } from '../store/meter.ts';
import type { Caller } from './auth.ts';
import type { RawRequest } from './body.ts';

/** One request and its answer, and what is known of them on the way. */
export interface Exchange {
  readonly req: RawRequest;
  readonly res: ServerResponse;
  /** Tells the request in the log and in every answer that refuses. */
  readonly id: string;
  readonly started: number;
  /** The path as it was sent, and what follows its question mark. */
  readonly path: string;
  readonly search: string;
  /** Method and path as the route declares them. */
  route?: string;
  caller?: Caller | null;
  cost?: Cost;
}

/** How a request is answered: what Node's own servers call. */
export type Serve = (req: RawRequest, res: ServerResponse) => void;
