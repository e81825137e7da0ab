import type { IncomingMessage, ServerResponse } from 'node:http';

/** What all bodies together may hold of the instance's memory. An object, so that a test can make it small. */
export const budget = { bytes: 384 * 1024 * 1024 };

let held = 0;
const weights = new WeakMap<IncomingMessage, number>();

/** @returns whether there is room for `bytes` more */
export const hasRoom = (bytes = 1): boolean => held + bytes <= budget.bytes;

/** Gives back what the request's body holds once it is answered, or its sender has gone. */
export function releaseAfter(req: IncomingMessage, res: ServerResponse): void {
  res.once('close', () => {
    held -= weights.get(req) ?? 0;
    weights.delete(req);
  });
}

/**
 * Weighs what has arrived, and not what was announced: who only announces must not shut others out.
 * @returns false where there is no room for it
 */
export function hold(req: IncomingMessage, bytes: number): boolean {
  if (!hasRoom(bytes)) return false;
  held += bytes;
  weights.set(req, (weights.get(req) ?? 0) + bytes);
  return true;
}
